using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Search;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.LockOuts;
using Cendra.Messaging.Proofs;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>Reads what one turn is answered from: what is to be answered, what was said before of the same stay to the same guest, and the one stay that the channel proves.</summary>
public sealed class TurnReader(CendraDbContext db, LockOutDesk lockOuts, ProvenAddresses proven, TurnGuides guides, ModelBudgets budgets, OtherStays others, UnearnedStays unearned, PromptShelf shelf, StayClock clock)
{
    private const int LinesBefore = 40;

    /// <summary>What Cendra itself says in a conversation: the first of them tells the guest what answers.</summary>
    private static readonly string[] Answers = [MessageKinds.Answer, MessageKinds.Safety, MessageKinds.LockOutHelp];

    /// <summary>The turn for these messages, all from one address and of one stay.</summary>
    public async Task<GuestTurn> OfAsync(Conversation conversation, List<Message> waiting, CancellationToken ct)
    {
        var stay = StayOf(conversation, waiting) is { } id && conversation.ReservationId is not null ? await StayReader.ReadAsync(db, id, ct) : null;
        var level = waiting.TrueForAll(Answering.IsTap) ? IdentityLevel.Attested : await LevelAsync(conversation, waiting[0].IdentityId, stay, ct);
        var fresh = waiting.Select(m => m.Id).ToList();
        var guest = stay?.Reservation?.GuestVersion ?? 0;
        var (stayId, choice) = (stay?.Id, await others.OfAsync(conversation, waiting, ct));
        var said = db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && m.GuestVersion == guest && (m.StayId == null || m.StayId == stayId) && !fresh.Contains(m.Id) && m.State != MessageState.Withdrawn && m.State != MessageState.Held && m.State != MessageState.Failed && m.State != MessageState.Draft);
        // The question which stay is meant names the others: nothing of them is read in a turn of this one.
        var read = await said.OrderByDescending(m => m.CreatedUtc).Take(LinesBefore).ToListAsync(ct);
        var before = read.FindAll(m => !m.DedupeKey.StartsWith(StayChoices.QuestionKey, StringComparison.Ordinal));
        var quotes = waiting.Concat(before).Select(m => m.QuotesId).OfType<Guid>().ToList();
        var quoted = quotes.Count == 0 ? [] : await db.Messages.AsNoTracking().Where(m => quotes.Contains(m.Id) && m.GuestVersion == guest && (m.StayId == null || m.StayId == stayId)).ToDictionaryAsync(m => m.Id, m => m.Body, ct);
        var isAll = read.Count < LinesBefore; // What is not among them is nowhere, and need not be looked for.
        var wrote = read.Exists(m => m.Direction == MessageDirection.Inbound) || (!isAll && await said.AnyAsync(m => m.Direction == MessageDirection.Inbound, ct));
        var known = stay is not null && level != IdentityLevel.Unknown;
        var language = wrote && conversation.Language.Length > 0 ? conversation.Language : stay?.Reservation?.GuestLanguage ?? "";
        var lines = waiting.ConvertAll(m => Line(m, quoted, known));
        var mayLook = known && choice.Question is null && !waiting.TrueForAll(Answering.IsTap) && waiting.TrueForAll(m => Urgencies.Of(m.Body, m.Typed, known: true) == Urgency.Calm); // Nobody in need waits for a search.
        var calls = await db.Escalations.Where(e => e.ConversationId == conversation.Id && e.ResolvedUtc == null && (stayId == null || e.Stays.Count == 0 || e.Stays.Any(s => s.StayId == stayId))).OrderBy(e => e.RaisedUtc).Select(e => e.Title).ToListAsync(ct);
        return new GuestTurn
        {
            Stay = known ? stay : null,
            Unearned = conversation.ReservationId is null && level == IdentityLevel.Attested ? await UnearnedAsync(conversation, ct) : null,
            Level = level,
            New = lines,
            Before = [.. before.Where(m => m.DueAtUtc is null || m.State == MessageState.Answered || Answers.Contains(m.Kind) || m.State == MessageState.Sending || m.DueAtUtc <= clock.GetUtcNow()).OrderBy(m => m.CreatedUtc).Select(m => Line(m, quoted, known))],
            Language = language,
            AssistantDeclared = conversation.AssistantDeclaredUtc is not null && (read.Exists(m => Answers.Contains(m.Kind)) || (!isAll && await said.AnyAsync(m => Answers.Contains(m.Kind), ct))),
            Guide = mayLook ? await guides.OfAsync(stay!, Languages.ForReply(lines, language, stay), level, clock.GetUtcNow(), ct) : CompiledGuide.Empty,
            Meaning = mayLook ? await guides.MeaningAsync(lines, level, ct) : default,
            Room = known && stay!.PropertyId is not null ? await StayRoom.ReadAsync(db, stay, ct) : null,
            LockOut = known && choice.Question is null ? await lockOuts.OpenOfAsync(stay!, ct) : null,
            Denials = known && choice.Question is null ? await lockOuts.DenialsAsync(stay!, ct) : [],
            HostIsCalled = calls.Count > 0,
            OpenCalls = calls,
            KeptTopics = shelf.Policy.Topics,
            Pins = known ? await guides.PinsAsync(db, stay!, ct) : KnownPins.None,
            OtherPlaces = known ? await TurnGuides.OtherPlacesAsync(db, stay!, ct) : [],
            Budget = await budgets.OfAsync(db, conversation.Id, ct),
            Stays = known ? choice.Stays : [],
            WhichStay = known ? choice.Question : null,
            NowUtc = clock.GetUtcNow(),
        };
    }

    /// <summary>Whoever is spoken to of no stay, at an address that stands in a booking that is not agreed yet or is cancelled.</summary>
    private async Task<Stay?> UnearnedAsync(Conversation conversation, CancellationToken ct) =>
        await db.ChannelIdentities.Where(i => i.ConversationId == conversation.Id && i.RevokedUtc == null && i.Level == IdentityLevel.Attested).OrderByDescending(i => i.LastInboundUtc).Select(i => i.Address).FirstOrDefaultAsync(ct) is { } address
            ? await unearned.OfAsync(address, ct) : null;

    /// <summary>What is proven of whoever wrote from this address; null = the address on file.</summary>
    internal async Task<IdentityLevel> LevelAsync(Conversation conversation, Guid? identityId, Stay? stay, CancellationToken ct)
    {
        if (identityId is null)
        {
            return await db.ChannelIdentities.Where(i => i.ConversationId == conversation.Id && i.RevokedUtc == null && i.Level != IdentityLevel.Verified).OrderByDescending(i => i.LastInboundUtc).Select(i => i.Level).FirstOrDefaultAsync(ct);
        }

        var identity = await db.ChannelIdentities.AsNoTracking().SingleAsync(i => i.Id == identityId, ct);
        return stay is not null && proven.SpeaksFor(identity, stay) ? IdentityLevel.Verified : IdentityLevel.Unknown;
    }

    /// <summary>The stay that these messages speak of: a conversation may hold two of one booking.</summary>
    internal static Guid? StayOf(Conversation conversation, List<Message> waiting) => conversation.StayId is null ? null : waiting[^1].StayId ?? conversation.StayId;

    private static TurnLine Line(Message message, IReadOnlyDictionary<Guid, string> quoted, bool known) => new()
    {
        Quoted = message.QuotesId is { } id ? quoted.GetValueOrDefault(id, "") : "", Author = message.Author,
        Text = known || message.Direction == MessageDirection.Outbound ? message.Body : Strangers.Readable(message.Body), Attachment = message.Attachment, Typed = message.Typed, AtUtc = message.CreatedUtc,
    };
}
