using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Messaging.Hosts;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A stay that an escalation touches, with its place.</summary>
public sealed record TouchedStay(Guid StayId, string Guest, int? GuestCount, string Place, DateTimeOffset? CheckInUtc, string Zone, string NextStep);

/// <summary>Something said in the conversation of an escalation, without digits of a code.</summary>
public sealed record SaidLine(string Author, IReadOnlyList<SpokenPart> Parts, TypedCode Typed, DateTimeOffset AtUtc, MessageFacts? Facts);

/// <summary>Whom the next round calls.</summary>
/// <param name="Joining">Names of those who were not called before.</param>
/// <param name="Called">How many it calls.</param>
/// <param name="People">How many may be called at all then.</param>
public sealed record NextCall(IReadOnlyList<string> Joining, int Called, int People);

/// <summary>Something that was looked up or done, in a host's words.</summary>
public sealed record TriedStep(string Words, DateTimeOffset AtUtc);

/// <summary>One escalation as its page shows it.</summary>
public sealed record EscalationPageView
{
    public required Guid Id { get; init; }
    public required EscalationPriority Priority { get; init; }
    public required string Title { get; init; }

    /// <summary>What is known, what Cendra does next by itself, what a person can do.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset RaisedUtc { get; init; }
    public DateTimeOffset? TakenUtc { get; init; }

    /// <summary>Who has it; empty = nobody.</summary>
    public string TakenBy { get; init; } = "";

    public DateTimeOffset? ResolvedUtc { get; init; }
    public string Outcome { get; init; } = "";

    /// <summary>When people are called next; null = not again.</summary>
    public DateTimeOffset? NextNoticeUtc { get; init; }

    /// <summary>How often people were called.</summary>
    public int NoticeRounds { get; init; }

    /// <summary>Until when it was put off; null = it is not.</summary>
    public DateTimeOffset? SnoozedUntilUtc { get; init; }

    /// <summary>A person says when it is over; else Cendra sees it.</summary>
    public bool IsClosedByPeople { get; init; }

    /// <summary>What the answer may begin with, for whoever answers; null = none fits.</summary>
    public ReplyHint? Hint { get; init; }

    /// <summary>Who is called in the next round.</summary>
    public required NextCall Next { get; init; }

    /// <summary>What was looked up and done for the guest, in order.</summary>
    public IReadOnlyList<TriedStep> Tried { get; init; } = [];

    public Guid? LockId { get; init; }
    public Guid? ConversationId { get; init; }
    public required IReadOnlyList<TouchedStay> Stays { get; init; }

    /// <summary>The guest's latest words, or null.</summary>
    public SaidLine? Guest { get; init; }

    /// <summary>The last thing the guest was told, or null.</summary>
    public SaidLine? Told { get; init; }

    /// <summary>Name and number to call; null where the guest has none on file.</summary>
    public (string Name, string Number)? Call { get; init; }

    /// <summary>IANA zone of the times shown.</summary>
    public required string Zone { get; init; }

    /// <summary>Nobody has it and it is not over.</summary>
    public bool IsAlarm => TakenUtc is null && ResolvedUtc is null;
}

/// <summary>One escalation with its stays and what was said.</summary>
public sealed class EscalationPageQuery(CendraDatabase database, GuestWays ways, StayClock clock)
{
    /// <summary>An answer is written, and what was tried with it, before a person is called for it.</summary>
    private static readonly TimeSpan TriedBefore = TimeSpan.FromMinutes(5);

    /// <summary>Null when there is none, or it lies outside the scope: the two look the same.</summary>
    public async Task<EscalationPageView?> RunAsync(Guid id, PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var escalation = await EscalationsQuery.InScope(db, scope).AsNoTracking().Include(e => e.Stays).SingleOrDefaultAsync(e => e.Id == id, ct);
        if (escalation is null)
        {
            return null;
        }

        var nextSteps = escalation.Stays.ToDictionary(s => s.StayId, s => s.NextStep);
        var stays = await scope.Of(db.Stays).AsNoTracking().Include(s => s.Reservation).Include(s => s.Property).Where(s => nextSteps.Keys.Contains(s.Id)).OrderBy(s => s.CheckInUtc).ToListAsync(ct);
        var zone = stays.Select(s => s.Property?.TimeZoneId).FirstOrDefault(z => z is not null) ?? "Etc/UTC";
        var conversation = await ConversationAsync(db, escalation, stays, scope, ct);
        var party = stays.Find(s => s.Id == conversation?.StayId)?.Reservation ?? (stays.Count == 1 ? stays[0].Reservation : null);
        var names = await db.Users.Where(u => u.Id == escalation.AcknowledgedBy).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return new EscalationPageView
        {
            Id = id,
            Priority = escalation.Priority,
            Title = escalation.Title,
            Text = escalation.Text,
            RaisedUtc = escalation.RaisedUtc,
            TakenUtc = escalation.AcknowledgedUtc,
            TakenBy = EscalationsQuery.TakenBy(escalation, names),
            ResolvedUtc = escalation.ResolvedUtc,
            Outcome = escalation.Outcome,
            NextNoticeUtc = escalation.NextNoticeUtc < now.AddYears(1) ? escalation.NextNoticeUtc : null,
            NoticeRounds = escalation.NoticeRounds,
            SnoozedUntilUtc = escalation.SnoozedUntilUtc > now ? escalation.SnoozedUntilUtc : null,
            IsClosedByPeople = EscalationEnds.IsByPeople(escalation.Cause),
            Next = await NextAsync(db, escalation, now, ct),
            Tried = await TriedAsync(db, escalation, conversation, ct),
            LockId = escalation.LockId,
            ConversationId = conversation?.Id,
            Hint = conversation is null || escalation.ResolvedUtc is not null ? null : ReplyHint.Of(escalation, conversation, party),
            Stays = [.. stays.Select(s => Touched(s, nextSteps[s.Id]))],
            Guest = await LastAsync(db, conversation, MessageDirection.Inbound, party, zone, now, ct),
            Told = await LastAsync(db, conversation, MessageDirection.Outbound, party, zone, now, ct),
            Call = party is { GuestPhone: ['+', ..] phone } ? (First(party), phone) : null,
            Zone = zone,
        };
    }

    private async Task<NextCall> NextAsync(CendraDbContext db, Escalation escalation, DateTimeOffset now, CancellationToken ct)
    {
        var at = escalation.NextNoticeUtc is { } next && next > now && next < now.AddYears(1) ? next : now;
        var people = await HostNotices.ContactsAsync(db, escalation, ways.HasMail, at, ct);
        var (before, then) = (escalation.NoticeRounds == 0 ? 0 : HostNotices.CalledIn(escalation.NoticeRounds), Math.Min(HostNotices.CalledIn(escalation.NoticeRounds + 1), people.Count));
        return new NextCall([.. people.Take(then).Skip(before).Select(p => p.Name)], then, people.Count);
    }

    private static async Task<IReadOnlyList<TriedStep>> TriedAsync(CendraDbContext db, Escalation escalation, Conversation? conversation, CancellationToken ct)
    {
        if (conversation is null)
        {
            return [];
        }

        var (since, until) = (escalation.RaisedUtc - TriedBefore, escalation.ResolvedUtc ?? DateTimeOffset.MaxValue.AddDays(-1));
        var turns = await db.AgentTurns.AsNoTracking().Where(t => t.ConversationId == conversation.Id && t.StartedUtc >= since && t.StartedUtc <= until && t.Steps != "").OrderBy(t => t.StartedUtc).ToListAsync(ct);
        return [.. turns.SelectMany(t => t.Steps.Split('\n').Select(words => new TriedStep(words, t.EndedUtc)))];
    }

    /// <summary>Its own conversation; else that of the one reservation it touches.</summary>
    private static Task<Conversation?> ConversationAsync(CendraDbContext db, Escalation escalation, List<Stay> stays, PropertyScope scope, CancellationToken ct)
    {
        var parties = stays.Select(s => (Guid?)s.ReservationId).Distinct().ToList();
        var only = parties.Count == 1 ? parties[0] : null;
        return InboxQuery.Within(db, scope).AsNoTracking()
            .FirstOrDefaultAsync(c => escalation.ConversationId != null ? c.Id == escalation.ConversationId : only != null && c.ReservationId == only, ct);
    }

    private static async Task<SaidLine?> LastAsync(
        CendraDbContext db, Conversation? conversation, MessageDirection direction, Reservation? party, string zone, DateTimeOffset now, CancellationToken ct)
    {
        if (conversation is null)
        {
            return null;
        }

        var last = await db.Messages.AsNoTracking().Include(m => m.Deliveries)
            .Where(m => m.ConversationId == conversation.Id && m.Direction == direction && m.Kind != MessageKinds.Reaction && m.State != MessageState.Withdrawn && m.State != MessageState.Draft && m.Body != "")
            .OrderByDescending(m => m.CreatedUtc).FirstOrDefaultAsync(ct);
        return last is null ? null : new SaidLine(
            party is null ? "The guest" : First(party), SpokenText.Parts(last.Body), last.Typed, last.CreatedUtc,
            direction == MessageDirection.Outbound ? MessageFacts.OfOne(last, "", zone, now) : null);
    }

    private static TouchedStay Touched(Stay stay, string nextStep) => new(
        stay.Id, stay.Reservation?.GuestName is { Length: > 0 } name ? name : ConversationWords.Nameless, stay.Reservation?.GuestCount,
        stay.Property is { } property ? string.Join(", ", new[] { property.Name, property.City }.Where(p => p.Length > 0)) : $"Listing {stay.ListingExternalId}, not matched to a property",
        stay.CheckInUtc, stay.Property?.TimeZoneId ?? "Etc/UTC", nextStep);

    private static string First(Reservation party) => party.GuestName.Split(' ')[0] is { Length: > 0 } first ? first : "the guest";
}
