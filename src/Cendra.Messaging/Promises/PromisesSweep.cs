using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Promises;

/// <summary>Looks at every promise that is due, each by itself: one that cannot be looked at hinders no other and stays due.</summary>
public sealed class PromisesSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, ILogger<PromisesSweep> log)
{
    private const int Batch = 200;

    /// <summary>One round.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var id in await DueAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await scope.ServiceProvider.GetRequiredService<PromiseLook>().RunAsync(id, ct);
            }
            catch (DbUpdateException collision)
            {
                log.LogInformation("The promise {CommitmentId} is looked at again: {Reason}", id, collision.GetType().Name);
            }
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.Commitments.Where(c => c.DueAtUtc <= now).OrderBy(c => c.DueAtUtc).Select(c => c.Id).Take(Batch).ToListAsync(ct);
    }
}
