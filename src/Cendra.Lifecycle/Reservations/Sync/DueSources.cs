using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>The readings of sources, and the questions about arrivals, as work that is due.</summary>
public sealed class DueSources(SourcesSweep sweep, ArrivalQuestions arrivals, CendraDatabase database) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return Instants.Earliest(await db.SourceSyncs.MinAsync(s => (DateTimeOffset?)s.DueUtc, ct), await arrivals.NextUtcAsync(ct));
    }
}
