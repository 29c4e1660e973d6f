using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>Fields of booking systems, as work that is due.</summary>
public sealed class DueWriteBacks(WriteBacksSweep sweep, CendraDatabase database, WriteBackConnections connections, StayClock clock) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var wanting = await connections.WantingAsync(db, ct);
        return wanting.Count > 0 && await WriteBacksSweep.MissingRows(db, wanting, clock.GetUtcNow()).AnyAsync(ct)
            ? clock.GetUtcNow()
            : await db.CodeWriteBacks.MinAsync(w => w.DueAtUtc, ct);
    }
}
