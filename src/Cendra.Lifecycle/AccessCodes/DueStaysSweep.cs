using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Looks at every stay that is due, longest due first, each in a scope of its own: one that fails hinders no other and stays due. The net under all jobs and
/// events: whatever was lost, the row's due time brings it back.
/// </summary>
public sealed class DueStaysSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, ILogger<DueStaysSweep> log)
{
    private const int Batch = 500;

    /// <summary>One pass; how many stays were looked at without trouble is logged, trouble is logged with its stay.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var stayId in await DueAsync(ct))
        {
            await LookAsync(stayId, ct);
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.Stays.Where(s => s.DueAtUtc <= now).OrderBy(s => s.DueAtUtc).ThenBy(s => s.CheckInUtc).Select(s => s.Id).Take(Batch).ToListAsync(ct);
    }

    private async Task LookAsync(Guid stayId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<ReconcileStay>().RunAsync(stayId, ct);
        }
        catch (Exception later) when (later is DeviceBusyException or SeamException or DbUpdateConcurrencyException)
        {
            log.LogWarning(later, "Stay {StayId} is looked at again later", stayId);
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // One stay that cannot be looked at must not keep the others from their codes. It stays due, and the log says why.
            log.LogError(bug, "Stay {StayId} could not be looked at", stayId);
            await PostponeAsync(stayId, ct);
        }
    }

    private async Task PostponeAsync(Guid stayId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<FailedLook>().NoteAsync(stayId, ct);
        }
        catch (DbUpdateException failure)
        {
            log.LogError(failure, "That stay {StayId} could not be looked at could not be noted", stayId);
            var next = clock.GetUtcNow() + TimeSpan.FromMinutes(1);
            await using var db = database.Open();
            await db.Stays.Where(s => s.Id == stayId).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAtUtc, next), ct);
        }
    }
}
