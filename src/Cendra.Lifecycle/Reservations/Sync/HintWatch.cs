using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>
/// A source that stops sending hints is invisible: its readings find everything, only later. Where a source has ever sent hints, three changes since the last one that no hint announced are
/// told to a host once. Derived from rows each time.
/// </summary>
public sealed class HintWatch(CendraDbContext db, EscalationDesk desk)
{
    /// <summary>The causes of words to hosts about hints that stopped begin so.</summary>
    public const string Cause = "source-hints:";

    private const int Enough = 3;

    /// <summary>A hint may be on its way so long after its change, and its change so long after it.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(10);

    /// <summary>The cause for one source.</summary>
    public static string CauseOf(Guid connectionId) => $"{Cause}{connectionId:N}";

    /// <summary>Looks whether hints still come. Saves nothing: the caller does.</summary>
    public async Task WatchAsync(Connection connection, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var last = await db.ReceivedWebhooks.Where(w => w.Source == connection.Name).MaxAsync(w => (DateTimeOffset?)w.ReceivedUtc, ct);
        if (last is not { } hint)
        {
            return; // It never sent any: it is read, and that is all that was agreed.
        }

        var (from, until) = (hint + OnItsWay, nowUtc - OnItsWay);
        var unannounced = await db.SourceBookings.CountAsync(b => b.ConnectionId == connection.Id && b.ObservedUtc > from && b.ObservedUtc <= until, ct);
        if (unannounced >= Enough)
        {
            await desk.RaiseAsync(
                new Concern(
                    CauseOf(connection.Id), EscalationPriority.P3, $"{connection.Name} does not tell of changes by itself any more",
                    string.Create(CultureInfo.InvariantCulture, $"The last hint came at {hint:yyyy-MM-dd HH:mm} UTC; {unannounced} changes since then were found by reading. Nothing is lost, but what is booked, moved or cancelled is known some minutes later."),
                    "Look whether the webhook is still set up at the source, with the secret of this connection.", ConnectionId: connection.Id), ct);
        }
    }

    /// <summary>A hint came. Saves nothing: the caller does.</summary>
    public Task HeardAsync(Guid connectionId, CancellationToken ct) => desk.ResolveAsync(CauseOf(connectionId), "Hints come again", ct);
}
