using System.Security.Cryptography;
using Cendra.Domain.Database;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>What came of a host's change to a connection that is told.</summary>
/// <param name="Problem">What to change; empty = done.</param>
/// <param name="Secret">Shown once; empty when none was made.</param>
public sealed record OutgoingChanged(string Problem, string Secret = "")
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(OutgoingChanged)} {Problem}";
}

/// <summary>Connections to programs that are told: made, changed, tried. The caller has seen to it that an owner asks; every change is recorded with who made it.</summary>
public sealed class OutgoingDesk(
    CendraDbContext db, ConnectionNames names, Receivers receivers, Announcements announcements, OutgoingQueue queue, EscalationDesk desk, IConfiguration configuration, RandomNumberGenerator random, StayClock clock, IdSource ids)
{
    private const int LongestUrl = 2000;
    private const string NotHere = "This connection is not here any more.";
    private const string KeysLost = "The keys that sealed its settings are not on this machine. Restore the key folder, or enter the address again with a new secret.";

    /// <summary>A new one. It is told of what happens from now on.</summary>
    public async Task<OutgoingChanged> MakeAsync(string name, string url, IReadOnlyCollection<string> kinds, string actor, CancellationToken ct)
    {
        var slug = name.Trim();
        if (await names.ProblemAsync(db, slug, ct) is { Length: > 0 } refused)
        {
            return new OutgoingChanged(refused);
        }

        if (AddressProblem(url) is { Length: > 0 } problem)
        {
            return new OutgoingChanged(problem);
        }

        // Those that are told already are told of everything up to here; for the first one all that is past.
        await announcements.RunAsync(ct);
        await announcements.ForgetPastAsync(ct);
        var secret = WebhookSignature.NewSecret(random);
        var connection = new Connection { Id = ids.Next(), Kind = ConnectionKind.OutgoingWebhook, Name = slug, StateText = "Nothing was sent yet", CreatedUtc = clock.GetUtcNow() };
        receivers.Seal(connection, new ReceiverSettings(url.Trim(), [secret], Known(kinds), IsPaused: false));
        connection.NoteChanged(actor, "Connection made; it is told what becomes of codes and messages");
        db.Connections.Add(connection);
        await db.SaveChangesAsync(ct);
        return new OutgoingChanged("", secret);
    }

    /// <summary>Another address or other kinds of events; an empty address keeps the one before.</summary>
    public Task<OutgoingChanged> ChangeAsync(Guid id, string url, IReadOnlyCollection<string> kinds, string actor, CancellationToken ct) => WithAsync(
        id, actor, "Address or kinds changed", settings => url.Trim().Length > 0 && AddressProblem(url) is { Length: > 0 } problem ? (settings, new OutgoingChanged(problem))
            : (settings with { Url = url.Trim().Length > 0 ? url.Trim() : settings.Url, Kinds = Known(kinds) }, new OutgoingChanged("")), ct);

    /// <summary>The keys that sealed its settings are lost: everything is entered anew, and a new secret signs.</summary>
    public async Task<OutgoingChanged> EnterAnewAsync(Guid id, string url, IReadOnlyCollection<string> kinds, string actor, CancellationToken ct)
    {
        if (AddressProblem(url) is { Length: > 0 } problem)
        {
            return new OutgoingChanged(problem);
        }

        if (await ReadAsync(id, ct) is not { } connection)
        {
            return new OutgoingChanged(NotHere);
        }

        var secret = WebhookSignature.NewSecret(random);
        receivers.Seal(connection, new ReceiverSettings(url.Trim(), [secret], Known(kinds), IsPaused: false));
        connection.NoteChanged(actor, "Address entered anew with a new secret");
        await db.SaveChangesAsync(ct);
        return await WaitAsync(id, clock.GetUtcNow(), new OutgoingChanged("", secret), ct);
    }

    /// <summary>A new secret; both sign until the old ones are removed.</summary>
    public Task<OutgoingChanged> RotateAsync(Guid id, string actor, CancellationToken ct)
    {
        var secret = WebhookSignature.NewSecret(random);
        return WithAsync(id, actor, "New secret made; the old one signs too until it is removed", settings => (settings with { Secrets = [secret, .. settings.Secrets] }, new OutgoingChanged("", secret)), ct);
    }

    /// <summary>Only the newest secret signs from now on.</summary>
    public Task<OutgoingChanged> RemoveOldAsync(Guid id, string actor, CancellationToken ct) =>
        WithAsync(id, actor, "Old secrets removed", settings => (settings with { Secrets = [.. settings.Secrets.Take(1)] }, new OutgoingChanged("")), ct);

    /// <summary>Nothing is sent; what happens is kept for a day.</summary>
    public async Task<OutgoingChanged> PauseAsync(Guid id, string actor, CancellationToken ct)
    {
        var changed = await WithAsync(id, actor, "Sending paused", settings => (settings with { IsPaused = true }, new OutgoingChanged("")), ct);
        return changed.Problem.Length > 0 ? changed : await WaitAsync(id, clock.GetUtcNow() + Announcements.Keeps, changed, ct);
    }

    /// <summary>It is sent again, with what waits.</summary>
    public async Task<OutgoingChanged> ResumeAsync(Guid id, string actor, CancellationToken ct)
    {
        var changed = await WithAsync(id, actor, "Sending goes on", settings => (settings with { IsPaused = false }, new OutgoingChanged("")), ct);
        if (changed.Problem.Length > 0)
        {
            return changed;
        }

        await desk.ResolveAsync(OutgoingQueue.CauseOf(id), "A host let it go on", ct);
        await db.SaveChangesAsync(ct);
        return await WaitAsync(id, clock.GetUtcNow(), changed, ct);
    }

    /// <summary>Sends an event that means nothing, now; the problem says what came of it.</summary>
    public async Task<OutgoingChanged> TestAsync(Guid id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } connection)
        {
            return new OutgoingChanged(NotHere);
        }

        if (receivers.Open(connection) is not { IsPaused: false } settings)
        {
            return new OutgoingChanged(receivers.Open(connection) is null ? KeysLost : "Sending is paused. Let it go on first.");
        }

        var last = await db.OutgoingEvents.Where(e => e.ConnectionId == id && e.SubjectId == id).MaxAsync(e => e.Occasion, ct);
        var (now, occasion) = (clock.GetUtcNow(), Announcements.OccasionAfter(last));
        var test = new OutgoingEvent { Id = ids.Next(), ConnectionId = id, Kind = OutgoingKinds.Test, SubjectId = id, Occasion = occasion, Body = EventBody.OfTest(connection.Name, now), OccurredUtc = now };
        return await queue.TryAsync(connection, settings, test, ct) is { Length: > 0 } trouble ? new OutgoingChanged($"The test was not taken. {trouble}") : new OutgoingChanged("");
    }

    /// <summary>Sends one of the last deliveries again under its own id: the other side can tell a repetition.</summary>
    public async Task<OutgoingChanged> SendAgainAsync(Guid eventId, CancellationToken ct)
    {
        if (await db.OutgoingEvents.SingleOrDefaultAsync(e => e.Id == eventId, ct) is not { } row)
        {
            return new OutgoingChanged("This delivery is not kept any more.");
        }

        if (await ReadAsync(row.ConnectionId, ct) is not { } connection || receivers.Open(connection) is not { IsPaused: false })
        {
            return new OutgoingChanged("Sending is paused. Let it go on first.");
        }

        (row.DueAtUtc, row.GivenUpUtc, row.DeliveredUtc, row.Attempts) = (clock.GetUtcNow(), null, null, 0);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new OutgoingChanged("It is being sent in this moment.");
        }

        await queue.RunAsync(connection.Id, ct);
        return new OutgoingChanged("");
    }

    private string AddressProblem(string url) =>
        url.Trim().Length > LongestUrl ? "Address: it is too long." : OutboundAddress.Of(url, "Address: it", OutboundAddress.Exceptions(configuration)).WhyNot;

    private static HashSet<string> Known(IReadOnlyCollection<string> kinds)
    {
        var known = OutgoingKinds.All.Select(k => k.Kind).Where(kinds.Contains).ToHashSet(StringComparer.Ordinal);
        return known.Count == OutgoingKinds.All.Count ? [] : known;
    }

    private Task<Connection?> ReadAsync(Guid id, CancellationToken ct) => db.Connections.SingleOrDefaultAsync(c => c.Id == id && c.Kind == ConnectionKind.OutgoingWebhook, ct);

    private async Task<OutgoingChanged> WithAsync(Guid id, string actor, string what, Func<ReceiverSettings, (ReceiverSettings Settings, OutgoingChanged Changed)> change, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } connection)
        {
            return new OutgoingChanged(NotHere);
        }

        if (receivers.Open(connection) is not { } before)
        {
            return new OutgoingChanged(KeysLost);
        }

        var (after, changed) = change(before);
        if (changed.Problem.Length == 0)
        {
            receivers.Seal(connection, after);
            connection.NoteChanged(actor, what);
            await db.SaveChangesAsync(ct);
        }

        return changed;
    }

    private async Task<OutgoingChanged> WaitAsync(Guid id, DateTimeOffset until, OutgoingChanged changed, CancellationToken ct)
    {
        await db.OutgoingEvents.Where(e => e.ConnectionId == id && e.DueAtUtc != null).ExecuteUpdateAsync(s => s.SetProperty(e => e.DueAtUtc, until), ct);
        return changed;
    }
}
