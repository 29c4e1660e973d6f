using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle;

/// <summary>
/// Keeps how a connection is doing. Its row is touched by every delivery and every poll: a mere "still good" therefore writes the time alone, past the row's
/// version, so that work that has nothing else in common does not collide on it.
/// </summary>
public sealed class ConnectionWatch(CendraDbContext db, StayClock clock)
{
    /// <summary>The other side answered. Saves.</summary>
    public async Task GoodAsync(Guid connectionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var still = await db.Connections.Where(c => c.Id == connectionId && c.State == ConnectionState.Good)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.LastGoodUtc, now), ct);
        if (still == 0)
        {
            await ChangeAsync(connectionId, c => c.MarkGood(now), ct);
        }
    }

    /// <summary>The other side answered one question. How the connection is doing is said by its readings alone. Saves.</summary>
    public Task AnsweredAsync(Guid connectionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Connections.Where(c => c.Id == connectionId).ExecuteUpdateAsync(s => s.SetProperty(c => c.LastGoodUtc, now), ct);
    }

    /// <summary>The other side failed, in words that say what helps. Saves.</summary>
    public Task FailingAsync(Guid connectionId, ConnectionState state, string inWords, CancellationToken ct) =>
        ChangeAsync(connectionId, c => c.MarkFailing(state, inWords), ct);

    /// <summary>Up to here everything was read. Saves.</summary>
    public Task ReadUpToAsync(Guid connectionId, DateTimeOffset watermarkUtc, CancellationToken ct) =>
        db.Connections.Where(c => c.Id == connectionId).ExecuteUpdateAsync(s => s.SetProperty(c => c.WatermarkUtc, watermarkUtc), ct);

    private async Task ChangeAsync(Guid connectionId, Action<Connection> change, CancellationToken ct)
    {
        var connection = await db.Connections.SingleAsync(c => c.Id == connectionId, ct);
        await db.Entry(connection).ReloadAsync(ct);
        change(connection);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException raced) when (raced.Entries.All(e => e.Entity is Connection))
        {
            // Somebody else saw the same change first and wrote it; the next exchange says it again if not.
            await db.Entry(connection).ReloadAsync(ct);
        }
    }
}
