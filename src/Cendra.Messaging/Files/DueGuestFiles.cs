using Cendra.Domain.Database;
using Cendra.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Files;

/// <summary>Files of guests, as work that is due.</summary>
public sealed class DueGuestFiles(GuestFilesSweep sweep, CendraDatabase database) : IDueSource
{
    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => sweep.RunAsync(ct);

    /// <inheritdoc />
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.GuestFiles.MinAsync(f => f.DueAtUtc, ct);
    }
}
