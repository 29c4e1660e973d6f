using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Files;

/// <summary>Works on every file of a guest that is due, each by itself.</summary>
public sealed class GuestFilesSweep(IServiceScopeFactory scopes, CendraDatabase database, StayClock clock, ILogger<GuestFilesSweep> log) : IDueSource
{
    private const int Batch = 50;
    private const int MostSteps = 3;

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
            }
        }
    }

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.GuestFiles.MinAsync(f => f.DueAtUtc, ct);
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        return await db.GuestFiles.Where(f => f.DueAtUtc <= now).OrderBy(f => f.DueAtUtc).Select(f => f.Id).Take(Batch).ToListAsync(ct);
    }
}
