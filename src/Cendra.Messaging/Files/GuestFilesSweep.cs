using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Files;

/// <summary>Works on every file of a guest that is due, each by itself.</summary>
public sealed class GuestFilesSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, ILogger<GuestFilesSweep> log)
{
    private const int Batch = 50;
    private const int MostSteps = 3;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromHours(1);

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var id in await DueAsync(ct))
        {
            for (var step = 0; step < MostSteps; step++)
            {
                await using var scope = scopes.CreateAsyncScope();
                try
                {
                    await scope.ServiceProvider.GetRequiredService<GuestFiles>().RunAsync(id, ct);
                }
                catch (DbUpdateException collision)
                {
                    log.LogInformation("The file {FileId} is looked at again: {Reason}", id, collision.GetType().Name);
                }
                catch (Exception bug) when (bug is not OperationCanceledException)
                {
                    // One that cannot be done must not keep the others.
                    log.LogError(bug, "The file {FileId} could not be worked on", id);
                    await PutOffAsync(id, ct);
                }
            }
        }
    }

    private async Task PutOffAsync(Guid id, CancellationToken ct)
    {
        var later = clock.GetUtcNow() + AfterTrouble;
        await using var db = database.Open();
        await db.GuestFiles.Where(f => f.Id == id).ExecuteUpdateAsync(s => s.SetProperty(f => f.DueAtUtc, later), ct);
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.GuestFiles.Where(f => f.DueAtUtc <= now).OrderBy(f => f.DueAtUtc).Select(f => f.Id).Take(Batch).ToListAsync(ct);
    }
}
