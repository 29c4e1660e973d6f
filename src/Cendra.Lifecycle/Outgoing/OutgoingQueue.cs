using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>
/// Sends what one connection is to be told, as it falls due. Each event is claimed by its row before it leaves, so that two workers never send the same; of one code or delivery nothing
/// overtakes what came before. A program that takes nothing is asked less and less; after a day an event is given up and a host is called, once for the connection.
/// </summary>
public sealed class OutgoingQueue(CendraDbContext db, Receivers receivers, WebhookPost post, ConnectionWatch watch, EscalationDesk desk, StayClock clock)
{
    /// <summary>How long one attempt may take before another worker may begin it anew: the process died in it.</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    private const int MostAtOnce = 500;

    /// <summary>The cause of the call for a host: one for each connection, whatever fails there.</summary>
    public static string CauseOf(Guid connectionId) => $"outgoing:{connectionId:N}";

#pragma warning disable CA1309 // It becomes SQL; the numbers of occasions sort the same in every collation.
    /// <summary>What may be sent when its time comes: nothing that came before it, of the same code or delivery, still waits.</summary>
    public static IQueryable<OutgoingEvent> Heads(CendraDbContext db) => db.OutgoingEvents.Where(e => e.DueAtUtc != null
        && !db.OutgoingEvents.Any(b => b.ConnectionId == e.ConnectionId && b.SubjectId == e.SubjectId && b.DueAtUtc != null && string.Compare(b.Occasion, e.Occasion) < 0));
#pragma warning restore CA1309

    /// <summary>Sends until nothing is due, or the other side takes nothing.</summary>
    public async Task RunAsync(Guid connectionId, CancellationToken ct)
    {
        if (await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Id == connectionId && c.Kind == ConnectionKind.OutgoingWebhook, ct) is not { } connection)
        {
            return;
        }

        var settings = receivers.Open(connection);
        for (var sent = 0; sent < MostAtOnce && await NextAsync(connectionId, ct) is { } next; sent++)
        {
            db.ChangeTracker.Clear();
            if (await ClaimAsync(next, ct) is { } claimed && !await StepAsync(connection, settings, claimed, ct))
            {
                return;
            }
        }
    }

    /// <summary>Sends an event once, whatever comes of it, and keeps it among the last deliveries; why it was not taken, empty = it was.</summary>
    public async Task<string> TryAsync(Connection connection, ReceiverSettings settings, OutgoingEvent once, CancellationToken ct)
    {
        once.Attempts = 1;
        var posted = await post.SendAsync(settings, once, ct);
        var taken = posted.Outcome == PostOutcome.Taken;
        (once.DeliveredUtc, once.GivenUpUtc, once.Trouble) = (taken ? clock.GetUtcNow() : null, taken ? null : clock.GetUtcNow(), posted.Trouble);
        db.OutgoingEvents.Add(once);
        await db.SaveChangesAsync(ct);
        if (taken)
        {
            await watch.GoodAsync(connection.Id, ct);
        }
        else
        {
            await watch.FailingAsync(connection.Id, ConnectionState.Failing, $"The test was not taken. {posted.Trouble}", ct);
        }

        return posted.Trouble;
    }

    /// <summary>Those that were tried less often go first, so that one which always fails does not stand before the others.</summary>
    private async Task<Guid?> NextAsync(Guid connectionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Heads(db).Where(e => e.ConnectionId == connectionId && e.DueAtUtc <= now).OrderBy(e => e.Attempts).ThenBy(e => e.OccurredUtc).ThenBy(e => e.Occasion)
            .Select(e => (Guid?)e.Id).FirstOrDefaultAsync(ct);
    }

    private async Task<OutgoingEvent?> ClaimAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.OutgoingEvents.SingleOrDefaultAsync(e => e.Id == id && e.DueAtUtc <= now, ct) is not { } row)
        {
            return null;
        }

        (row.DueAtUtc, row.Attempts) = (now + Claim, row.Attempts + 1);
        try
        {
            await db.SaveChangesAsync(ct);
            return row;
        }
        catch (DbUpdateConcurrencyException)
        {
            return null; // Another worker has it.
        }
    }

    /// <summary>True when the next may follow.</summary>
    private async Task<bool> StepAsync(Connection connection, ReceiverSettings? settings, OutgoingEvent claimed, CancellationToken ct)
    {
        if (settings is { IsPaused: true })
        {
            GiveUp(claimed, "Sending was paused for a day.");
            await SaveAsync(ct);
            return true;
        }

        var posted = settings is null
            ? new Posted(PostOutcome.Unreachable, "The keys that sealed its address are not on this machine. Restore the key folder, or enter address and secret again.")
            : await post.SendAsync(settings, claimed, ct);
        if (posted.Outcome == PostOutcome.Taken)
        {
            (claimed.DeliveredUtc, claimed.DueAtUtc, claimed.Trouble) = (clock.GetUtcNow(), null, "");
            await desk.ResolveAsync(CauseOf(connection.Id), "It takes what it is told again", ct);
            await SaveAsync(ct);
            await watch.GoodAsync(connection.Id, ct);
            return true;
        }

        await FailedAsync(connection, settings, claimed, posted, ct);
        return posted.Outcome == PostOutcome.Refused;
    }

    private async Task FailedAsync(Connection connection, ReceiverSettings? settings, OutgoingEvent failed, Posted posted, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var next = posted.Outcome == PostOutcome.Gone ? now + Announcements.Keeps : Instants.Earlier(now + GrowingPause.After(failed.Attempts, posted.RetryAfter), Instants.Later(failed.OccurredUtc + Announcements.Keeps, now + TimeSpan.FromMinutes(1)));
        (failed.DueAtUtc, failed.Trouble) = (next, posted.Trouble);
        if (now - failed.OccurredUtc >= Announcements.Keeps)
        {
            GiveUp(failed, posted.Trouble);
            await desk.RaiseAsync(
                new Concern(
                    CauseOf(connection.Id), EscalationPriority.P2, $"{connection.Name} is not told what happens",
                    $"{posted.Trouble} What it was to be told was tried for a day and is given up; codes, locks and messages to guests are not touched by this. Look at the program behind the address; what was given up can be sent again on the page of outgoing webhooks.",
                    "Look at the program that is told.", ConnectionId: connection.Id), ct);
        }

        if (posted.Outcome == PostOutcome.Gone && settings is not null)
        {
            await PauseGoneAsync(connection, settings, posted, ct);
        }

        await SaveAsync(ct);
        if (posted.Outcome != PostOutcome.Refused)
        {
            await PutOffAllAsync(connection.Id, next, posted.Outcome == PostOutcome.Gone, ct);
        }

        if (posted.Outcome != PostOutcome.Gone)
        {
            await watch.FailingAsync(connection.Id, settings is null ? ConnectionState.NeedsSignIn : ConnectionState.Failing, string.Create(CultureInfo.InvariantCulture, $"{posted.Trouble} Nothing is lost for a day; it is tried again at {next:HH:mm} UTC."), ct);
        }

        desk.Wake();
    }

    /// <summary>The other side wants no more: nothing is sent until a host goes on.</summary>
    private async Task PauseGoneAsync(Connection connection, ReceiverSettings settings, Posted posted, CancellationToken ct)
    {
        const string words = "The other side says that this address is gone. Sending is paused: enter the new address, then go on.";
        var row = await db.Connections.SingleAsync(c => c.Id == connection.Id, ct);
        receivers.Seal(row, settings with { IsPaused = true });
        row.MarkFailing(ConnectionState.NeedsSignIn, words);
        await desk.RaiseAsync(new Concern(CauseOf(connection.Id), EscalationPriority.P2, $"{connection.Name} is not told what happens", $"{posted.Trouble} {words} What happens within a day is kept.", "Enter the new address on the page of outgoing webhooks.", ConnectionId: connection.Id), ct);
    }

    /// <summary>Whoever takes nothing is left alone: what was due waits with the one that was tried, and in a pause all that waits.</summary>
    private async Task PutOffAllAsync(Guid connectionId, DateTimeOffset until, bool everything, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.OutgoingEvents.Where(e => e.ConnectionId == connectionId && e.DueAtUtc != null && (everything || e.DueAtUtc <= now)).ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAtUtc, until), ct);
    }

    private void GiveUp(OutgoingEvent what, string because) => (what.DueAtUtc, what.GivenUpUtc, what.Trouble) = (null, clock.GetUtcNow(), because);

    /// <summary>Somebody may have ordered it again meanwhile: then that holds.</summary>
    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }
}
