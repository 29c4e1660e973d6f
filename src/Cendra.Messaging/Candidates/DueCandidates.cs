using Cendra.Domain.Database;
using Cendra.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Candidates;

/// <summary>Questions that wait for a host's answer, as work that is due.</summary>
public sealed class DueCandidates(CandidatesSweep sweep, CendraDatabase database) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.ArticleCandidates.MinAsync(c => c.DueAtUtc, ct);
    }
}
