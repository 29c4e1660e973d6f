using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Messaging.Email;
using Cendra.Messaging.Files;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Proofs;
using Cendra.Messaging.Twilio;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Words;
using Cendra.Server.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Console.Queries;

/// <summary>One conversation with how its answers came to be and the stay it is about.</summary>
public sealed class ConversationQuery(CendraDatabase database, ProvenAddresses proven, GuestWays ways, IOptionsMonitor<TwilioOptions> twilio, StayClock clock)
{
    private const int MostLines = 200;
    private const int LongestQuote = 80;
    private const int MostTried = 8;
    private const int MostJudged = 30;
    private static readonly TimeSpan TriedBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>Null when there is none, or it lies outside the scope: the two look the same.</summary>
    public async Task<ConversationView?> RunAsync(Guid id, PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var conversation = await InboxQuery.Within(db, scope).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (conversation is null)
        {
            return null;
        }

        var reservation = await db.Reservations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == conversation.ReservationId, ct);
        var stay = await StayAsync(db, conversation, scope, ct);
        var identities = await db.ChannelIdentities.AsNoTracking().Where(i => i.ConversationId == id).OrderByDescending(i => i.CreatedUtc).ToListAsync(ct);
        var open = await db.Escalations.AsNoTracking().Where(e => e.ConversationId == id && e.ResolvedUtc == null).OrderBy(e => e.Priority).ThenBy(e => e.RaisedUtc).ToListAsync(ct);
        var messages = await MessagesAsync(db, id, ct);
        var names = await NamesAsync(db, conversation, messages, open, ct);
        var allTurns = await db.AgentTurns.AsNoTracking().Where(t => t.ConversationId == id && (t.MessageId != null || t.QuestionId != null)).OrderBy(t => t.EndedUtc).ToListAsync(ct);
        var turns = TurnsOf(allTurns, messages);
        var files = await FilesAsync(db, id, ct);
        var translated = await db.MessageTranslations.AsNoTracking().Where(t => db.Messages.Any(m => m.Id == t.MessageId && m.ConversationId == id)).ToDictionaryAsync(t => t.MessageId, t => SpokenText.Parts(t.Text), ct);
        var kept = await KeptAsync(db, turns.Keys, ct);
        var sources = await AnswerSources.OfAsync(db, turns.Values, scope, now, ct);
        var last = AddressOf(messages.FirstOrDefault(m => m.Direction == MessageDirection.Inbound && m.Kind != MessageKinds.Reaction), identities);
        var other = last is not null && stay is not null && proven.SpeaksFor(last, stay) ? last : null;
        var zone = stay?.Property?.TimeZoneId ?? "Etc/UTC";
        var name = reservation is null ? identities.Select(i => ConversationWords.Masked(i.Address)).FirstOrDefault("Somebody") : reservation.GuestName is { Length: > 0 } known ? known : ConversationWords.Nameless;
        return new ConversationView
        {
            Id = id,
            Name = name,
            Ways = string.Join(", ", identities.Where(i => i.RevokedUtc is null).Select(i => $"{ConversationWords.Channel(i.Channel)}, {ConversationWords.Masked(i.Address)}").Append(ConversationWords.Language(conversation.Language)).Where(w => w.Length > 0)),
            Identity = [.. identities.Select(i => new IdentityFact(IdentityWords(i), stay is not null && proven.SpeaksFor(i, stay) ? i.Id : null))],
            Lines = [.. messages.Where(m => m.State != MessageState.Draft).Take(MostLines).OrderBy(Said).ThenBy(m => m.Direction).Select(m => Line(m, reservation, identities, messages, turns.GetValueOrDefault(m.Id), names, zone, now) with { IsKept = kept.Contains(m.Id), Files = [.. files[m.Id]], Sources = [.. sources[m.Id]], Translation = translated.GetValueOrDefault(m.Id, []) })],
            MayTranslate = messages.Take(MostJudged).Any(m => m.State != MessageState.Withdrawn && !translated.ContainsKey(m.Id) && HostTranslation.IsWanted(m.Body, m.Language, TranslationActs.Hosts, now)),
            IsCut = messages.Count > MostLines,
            Chips = ConversationChips.Of(conversation, open, messages.FirstOrDefault(m => m.State is not (MessageState.Withdrawn or MessageState.Draft) && !(m.Direction == MessageDirection.Outbound && m.State == MessageState.Queued && m.DueAtUtc > now)), messages.Exists(m => m.State == MessageState.Draft)),
            Draft = await ConversationDrafts.OfAsync(db, messages.Find(m => m.State == MessageState.Draft), turns, sources, translated, ct),
            Alarms = [.. open.Select(e => new ConversationAlarm(e.Id, e.Priority, e.Title, EscalationsQuery.TakenBy(e, names), e.Text, Tried(e, allTurns)))],
            WhatsAppUntilUtc = identities.Where(i => i is { Channel: ChannelKind.WhatsApp, RevokedUtc: null }).Max(i => i.LastInboundUtc) + Window,
            AnswersTo = other is null ? "" : $"{ConversationWords.Channel(other.Channel)}, {ConversationWords.Masked(other.Address)}",
            AnswersToId = other?.Id,
            Choices = other is null ? Choices(ways.Of(reservation), identities) : [],
            Hint = open is [var call, ..] ? ReplyHint.Of(call, conversation, reservation) : null,
            Refused = await RefusedAsync(db, other is not null ? [other.Address] : ways.Of(reservation) is { IsNone: false } onFile ? [.. onFile.All] : [.. identities.Select(i => i.Address).Take(1)], ct),
            HumanSinceUtc = conversation.HumanSinceUtc,
            HumanUserId = conversation.HumanUserId,
            HumanName = conversation.HumanSinceUtc is null ? "" : conversation.HumanUserId is { } human ? names.GetValueOrDefault(human, "A person") : "A person",
            Stay = stay is null ? null : Brief(stay, messages, ConversationWords.WillGoBy(ways.Of(reservation)), now) with { OpenPromises = [.. (await PromiseFacts.OfAsync(db, stay.Id, ct)).Where(p => p.IsOpen)] },
            Zone = zone,
        };
    }

    /// <summary>The ways to these addresses as they are tried: that by which the guest wrote last comes first.</summary>
    private IReadOnlyList<ChannelKind> Choices(GuestAddresses addresses, List<ChannelIdentity> identities)
    {
        var sender = addresses.Phone is not null && twilio.CurrentValue is { IsConfigured: true } connected ? connected : null;
        var wrote = identities.Where(i => i.LastInboundUtc is not null && addresses.Holds(i.Address)).MaxBy(i => i.LastInboundUtc)?.Channel;
        return [.. new (ChannelKind Way, bool Leads)[] { (ChannelKind.WhatsApp, sender?.WhatsAppSender is not null), (ChannelKind.Sms, sender?.SmsSender is not null), (ChannelKind.Email, addresses.Mail is not null) }
            .Where(w => w.Leads).Select(w => w.Way).OrderBy(w => wrote is not null && w != wrote)];
    }

    private ConversationLine Line(Message message, Reservation? party, List<ChannelIdentity> identities, List<Message> messages, AgentTurn? why, Dictionary<Guid, string> names, string zone, DateTimeOffset now)
    {
        var isGuest = message.Direction == MessageDirection.Inbound;
        var (subject, body) = message.Subject.Length > 0 && message.Body.StartsWith(message.Subject + "\n\n", StringComparison.Ordinal)
            ? (message.Subject, message.Body[(message.Subject.Length + 2)..]) : (message.Subject == message.Body ? "" : message.Subject, message.Body); // What begins something new is kept with its subject: that may be the question.
        return new ConversationLine
        {
            Id = message.Id,
            Author = message.Author,
            AuthorName = message.Author switch
            {
                MessageAuthor.Guest when AddressOf(message, identities) is { } other => ConversationWords.Masked(other.Address),
                MessageAuthor.Guest => party?.GuestName.Split(' ')[0] is { Length: > 0 } first ? first : "Guest",
                MessageAuthor.Host => message.AuthorUserId is { } id ? names.GetValueOrDefault(id, "A person") : "A person",
                _ => "Cendra",
            },
            Kind = ConversationWords.Kind(message.Kind, message.Author) + (message.ApprovedUtc is null ? "" : $", sent by {(message.AuthorUserId is { } sender ? names.GetValueOrDefault(sender, "a person") : "a person")}"),
            AtUtc = Said(message),
            Language = isGuest ? ConversationWords.Language(message.Language) : "",
            Parts = SpokenText.Parts(body),
            Subject = SpokenText.Plain(subject),
            IsToCome = message is { Direction: MessageDirection.Outbound, State: MessageState.Queued, Body: "" } && message.DueAtUtc > now,
            IsMail = isGuest && message.DedupeKey.StartsWith(TakeMailJob.KeyPrefix, StringComparison.Ordinal),
            Quoted = message.QuotesId is { } quoted ? Beginning(messages.Find(m => m.Id == quoted)) : "",
            Attachment = message.Attachment,
            Typed = message.Typed,
            Facts = isGuest ? null : MessageFacts.OfOne(message, "", zone, now, message.CreatedUtc, ConversationWords.WillGoBy(ways.Of(party))),
            Note = isGuest ? message.StateText : "",
            Why = why,
        };
    }

    private static string Beginning(Message? quoted) => quoted is not { Body.Length: > 0 } ? "An earlier message" : SpokenText.Plain(quoted.Body) is { Length: > LongestQuote } text ? text[..LongestQuote] + "…" : SpokenText.Plain(quoted.Body);

    /// <summary>The address that proved itself, from which it came or to which it goes; null = that of the booking.</summary>
    private static ChannelIdentity? AddressOf(Message? message, List<ChannelIdentity> identities) => message?.IdentityId is { } id ? identities.Find(i => i.Id == id) : null;

    /// <summary>The ways on which whoever has these addresses wants no messages, as deliveries judge it.</summary>
    private static async Task<IReadOnlyList<string>> RefusedAsync(CendraDbContext db, IReadOnlyList<string> addresses, CancellationToken ct)
    {
        var spellings = addresses.SelectMany(a => a.StartsWith('+') ? Phones.WaysToWrite(a) : [a]).ToList();
        var known = await db.ChannelIdentities.AsNoTracking().Where(i => spellings.Contains(i.Address)).ToListAsync(ct);
        return [.. Silence.Of(known).Select(MessageWords.Of)];
    }

    private static string IdentityWords(ChannelIdentity identity) => identity switch
    {
        { RevokedUtc: not null } => $"{ConversationWords.Channel(identity.Channel)} {ConversationWords.Masked(identity.Address)} counts no more",
        { Level: IdentityLevel.Verified } => $"{ConversationWords.Channel(identity.Channel)} {ConversationWords.Masked(identity.Address)}: {ConversationWords.Identity(identity.Level, identity.Channel)}",
        _ when Silence.Of([identity]).Count > 0 => $"{ConversationWords.Identity(identity.Level, identity.Channel)}. Wants no messages by {MessageWords.Of(identity.Channel)}",
        _ => ConversationWords.Identity(identity.Level, identity.Channel),
    };

    private static StayBrief Brief(Stay stay, List<Message> messages, string willGoBy, DateTimeOffset now) => new(
        stay.Id,
        stay.Property is null ? $"Listing {stay.ListingExternalId}, not matched to a property" : string.Join(", ", new[] { stay.Property.Name, stay.Property.City }.Where(p => p.Length > 0)),
        stay.Property?.TimeZoneId ?? "Etc/UTC", stay.CheckInUtc, stay.CheckOutUtc, stay.CheckInLocal, stay.CheckOutLocal,
        string.Join(", ", new[] { stay.Reservation?.GuestCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", Count.Capital(stay.Reservation?.Channel ?? "") }.Where(w => w.Length > 0)),
        stay.Readiness, stay.WorstReason, DoorFacts.Of(stay),
        MessageFacts.Of(messages.Where(m => m.StayId == stay.Id), stay.Reservation?.GuestLanguage ?? "", stay.Property?.TimeZoneId ?? "Etc/UTC", now, willGoBy));

    private static Task<Stay?> StayAsync(CendraDbContext db, Conversation conversation, PropertyScope scope, CancellationToken ct) =>
        scope.Of(db.Stays).AsNoTrackingWithIdentityResolution().AsSplitQuery()
            .Include(s => s.Reservation).Include(s => s.Property!.Doors).ThenInclude(d => d.Lock).Include(s => s.Codes).ThenInclude(c => c.Lock)
            .Where(s => conversation.StayId != null ? s.Id == conversation.StayId : conversation.ReservationId != null && s.ReservationId == conversation.ReservationId)
            .OrderBy(s => s.CheckInUtc).FirstOrDefaultAsync(ct);

    /// <summary>Latest first, one more than are shown.</summary>
    private static Task<List<Message>> MessagesAsync(CendraDbContext db, Guid id, CancellationToken ct) =>
        db.Messages.AsNoTracking().Include(m => m.Deliveries).Where(m => m.ConversationId == id).OrderByDescending(m => m.SentUtc ?? m.CreatedUtc).ThenByDescending(m => m.Direction).Take(MostLines + 1).ToListAsync(ct);

    /// <summary>How each answer came to be, and beside a question that got none why.</summary>
    private static Dictionary<Guid, AgentTurn> TurnsOf(List<AgentTurn> turns, List<Message> messages)
    {
        var silent = turns.Where(t => t.MessageId is null && t.Outcome.Length > 0 && messages.Exists(m => m.Id == t.QuestionId));
        return turns.Where(t => t.MessageId is not null).Select(t => (Id: t.MessageId!.Value, Turn: t)).Concat(silent.Select(t => (Id: t.QuestionId!.Value, Turn: t)))
            .GroupBy(t => t.Id).ToDictionary(g => g.Key, g => g.Last().Turn);
    }

    /// <summary>What was looked up and done shortly before somebody was called, and since.</summary>
    private static IReadOnlyList<string> Tried(Escalation call, List<AgentTurn> turns) =>
        [.. turns.Where(t => t.StartedUtc >= call.RaisedUtc - TriedBefore).SelectMany(t => t.Steps.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().TakeLast(MostTried)];

    private static async Task<ILookup<Guid, LineFile>> FilesAsync(CendraDbContext db, Guid id, CancellationToken ct)
    {
        var files = await db.GuestFiles.Where(f => db.Messages.Any(m => m.Id == f.MessageId && m.ConversationId == id)).OrderBy(f => f.Number).Select(f => new { f.Id, f.MessageId, f.ContentType, f.State }).ToListAsync(ct);
        return files.ToLookup(f => f.MessageId, f => new LineFile(f.Id, GuestFileKinds.Of(f.ContentType), f.State));
    }

    private static Task<Dictionary<Guid, string>> NamesAsync(CendraDbContext db, Conversation conversation, List<Message> messages, List<Escalation> open, CancellationToken ct)
    {
        var ids = messages.Select(m => m.AuthorUserId).Append(conversation.HumanUserId).Concat(open.Select(e => e.AcknowledgedBy)).OfType<Guid>().ToHashSet();
        return db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
    }

    /// <summary>Which of these answers are test cases.</summary>
    private static async Task<HashSet<Guid>> KeptAsync(CendraDbContext db, IEnumerable<Guid> messages, CancellationToken ct)
    {
        var keys = messages.ToDictionary(CaseDesk.KeyOf, id => id, StringComparer.Ordinal);
        return keys.Count == 0 ? [] : [.. (await db.EvalCases.Where(c => keys.Keys.Contains(c.OriginKey)).Select(c => c.OriginKey).ToListAsync(ct)).Select(k => keys[k])];
    }

    /// <summary>When it was or will be said: a message may be planned long before it leaves.</summary>
    private static DateTimeOffset Said(Message message) =>
        message.SentUtc ?? (message is { Direction: MessageDirection.Outbound, State: MessageState.Queued, DueAtUtc: { } due } && due > message.CreatedUtc ? due : message.CreatedUtc);
}
