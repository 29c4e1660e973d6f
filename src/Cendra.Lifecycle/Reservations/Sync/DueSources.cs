using Cendra.Domain.Database;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>The readings of sources, as work that is due.</summary>
public sealed class DueSources(SourcesSweep sweep, CendraDatabase database) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.SourceSyncs.MinAsync(s => (DateTimeOffset?)s.DueUtc, ct);
    }
}
