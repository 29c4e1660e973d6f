using Cendra.Agent;
using Cendra.Agent.Replies;
using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge.Candidates;
using Cendra.Knowledge.Secrets;
using Cendra.Lifecycle;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Said;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Proofs;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Hosts;

/// <summary>The draft in whose place a person writes.</summary>
/// <param name="Id">Which.</param>
/// <param name="Teach">What the person writes is kept as the answer to what was asked.</param>
public sealed record DraftInPlace(Guid Id, bool Teach);

/// <summary>A person answers: takes a conversation over, writes, gives it back. What a person writes silences Cendra there until it is given back (P8).</summary>
public sealed class ConversationDesk(CendraDatabase database, TypedCodes typed, CodeGrants codes, SecretGrants secrets, SaidReview review, ProvenAddresses proven, QuestionBook questions, GuestWays ways, JobWaker jobs, StayClock clock, IdSource ids)
{
    /// <summary>Characters of one reply.</summary>
    public const int LongestReply = 1500;

    /// <summary>What stands in a person's text for the guest's door code; it becomes a grant, and digits at delivery.</summary>
    public const string CodePlace = "[[code]]";

    /// <summary>After so long without a person's word Cendra answers again, unless a person is still called for.</summary>
    public static readonly TimeSpan PersonKeeps = TimeSpan.FromHours(12);

    private const string Gap = "\uE000";

    /// <summary>What a person sends: the text, the findings that they have seen, and the address and the way that they chose.</summary>
    private sealed record Words(string Text, IReadOnlyCollection<string> Seen, Guid? To, ChannelKind? By, DraftInPlace? InPlaceOf = null)
    {
        /// <summary>Without the text.</summary>
        public override string ToString() => nameof(Words);
    }

    /// <summary>This person answers here from now on.</summary>
    public Task<DeskOutcome> TakeOverAsync(Guid conversationId, Guid userId, PropertyScope scope, CancellationToken ct) => InAsync(conversationId, scope, async (db, conversation) =>
    {
        conversation.TakeOver(userId, clock.GetUtcNow());
        await NoteAsync(db, conversation, AuditKind.ConversationTaken, userId, "A person answers in the conversation", ct);
        await AcknowledgeAsync(db, conversation, userId, ct);
        return DeskOutcome.Done;
    }, ct);

    /// <summary>What a text would say that does not hold for the guest's stay, in words for the person who writes it; none where nothing contradicts, or where there is no such conversation.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync(Guid conversationId, string text, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await Within(db, scope).SingleOrDefaultAsync(c => c.Id == conversationId, ct) is not { } conversation)
        {
            return [];
        }

        var stay = await StayAsync(db, conversation, ct);
        var clean = await CleanAsync(db, text, stay, ct);
        return await WrongAsync(db, clean, stay, ct);
    }

    /// <summary>
    /// Sends the person's words and takes the conversation over. What waits for an answer counts as answered by them. Words that say what does not hold leave only where each finding is
    /// among those that the person has <paramref name="seen"/>; the chain of the stay then says so. <paramref name="to"/> is an address that proved itself; null = that of the booking. <paramref name="by"/> is the one
    /// way that the person chose; null = whichever works.
    /// </summary>
    public Task<DeskOutcome> ReplyAsync(Guid conversationId, Guid userId, string text, PropertyScope scope, CancellationToken ct, IReadOnlyCollection<string>? seen = null, Guid? to = null, ChannelKind? by = null) =>
        ReplyAsync(conversationId, userId, new Words(text, seen ?? [], to, by), scope, ct);

    /// <summary>The same in the place of a draft, to the address that the draft is for. Twice is once.</summary>
    internal Task<DeskOutcome> ReplyInPlaceOfAsync(Guid conversationId, Guid userId, string text, DraftInPlace draft, PropertyScope scope, IReadOnlyCollection<string>? seen, CancellationToken ct) =>
        ReplyAsync(conversationId, userId, new Words(text, seen ?? [], null, null, draft), scope, ct);

    private async Task<DeskOutcome> ReplyAsync(Guid conversationId, Guid userId, Words given, PropertyScope scope, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(given.Text))
        {
            return DeskOutcome.Empty;
        }

        if (given.Text.Trim().Length > LongestReply)
        {
            return DeskOutcome.TooLong;
        }

        Guid? queued = null;
        var outcome = await InAsync(conversationId, scope, async (db, conversation) =>
        {
            var (words, isDone) = await InPlaceAsync(db, conversation, given, ct);
            if (words is null)
            {
                return isDone ? DeskOutcome.Done : DeskOutcome.Overtaken;
            }

            var stay = await StayAsync(db, conversation, ct);
            if (stay is not null && ways.Of(stay.Reservation).IsNone)
            {
                return DeskOutcome.NoAddress;
            }

            if (words.To is { } to && !await SpeaksAsync(db, conversation, stay, to, ct))
            {
                return DeskOutcome.AddressGone;
            }

            var (refusal, message) = await WriteAsync(db, conversation, stay, userId, words, ct);
            if (message is null)
            {
                return refusal;
            }

            await EndDraftAsync(db, conversation, stay, words, ct);
            conversation.TakeOver(userId, clock.GetUtcNow());
            await CloseAnsweredAsync(db, conversation, userId, ct);
            await AcknowledgeAsync(db, conversation, userId, ct);
            queued = message.Id;
            return DeskOutcome.Done;
        }, ct);
        if (queued is { } id)
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }

        return outcome;
    }

    /// <summary>Cendra answers here again, first of all what was left to the person and the person left unanswered. What a person was called for in this conversation is closed.</summary>
    public async Task<DeskOutcome> HandBackAsync(Guid conversationId, Guid userId, PropertyScope scope, CancellationToken ct)
    {
        var outcome = await InAsync(conversationId, scope, async (db, conversation) =>
        {
            conversation.HandBack();
            await NoteAsync(db, conversation, AuditKind.ConversationGivenBack, userId, "The conversation was given back", ct);
            var hasDraft = await db.Messages.AnyAsync(m => m.ConversationId == conversation.Id && m.State == MessageState.Draft, ct); // What waits to be sent waits on.
            foreach (var open in await db.Escalations.Where(e => e.ConversationId == conversation.Id && e.ResolvedUtc == null && !(hasDraft && e.Cause.StartsWith(EscalationEnds.Draft))).ToListAsync(ct))
            {
                open.Resolve(AuditActor.Host(userId), "A person gave the conversation back", clock.GetUtcNow());
            }

            await LeftToPerson.WaitAgainAsync(db, conversation.Id, clock.GetUtcNow(), ct);
            return DeskOutcome.Done;
        }, ct);
        if (outcome == DeskOutcome.Done)
        {
            jobs.Wake<AnswerGuestJob>(job => job.RunAsync(conversationId, CancellationToken.None));
        }

        return outcome;
    }

    /// <summary>Conversations that a person left: nothing of theirs for 12 hours, and nobody is called for.</summary>
    internal static IQueryable<Conversation> LeftBehind(CendraDbContext db, DateTimeOffset nowUtc)
    {
        var (since, waiting) = (nowUtc - PersonKeeps, EscalationEnds.WaitingForPerson(db.Escalations));
        return db.Conversations.Where(c => c.HumanSinceUtc != null && c.LastHumanUtc <= since && !waiting.Any(e => e.ConversationId == c.Id));
    }

    /// <summary>Cendra takes such a conversation back.</summary>
    internal async Task GiveBackLeftAsync(Guid conversationId, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await LeftBehind(db, clock.GetUtcNow()).SingleOrDefaultAsync(c => c.Id == conversationId, ct) is { } conversation)
        {
            conversation.HandBack();
            await db.SaveChangesAsync(ct);
        }
    }

    private static string KeyInPlaceOf(Guid draftId) => $"host:draft:{draftId:N}";

    /// <summary>The words with the address of the draft that they replace; null where it is none any more, which is done where they were sent already.</summary>
    private static async Task<(Words? Words, bool IsDone)> InPlaceAsync(CendraDbContext db, Conversation conversation, Words words, CancellationToken ct)
    {
        if (words.InPlaceOf is not { Id: var id })
        {
            return (words, false);
        }

        var key = KeyInPlaceOf(id);
        var guest = await db.Reservations.Where(r => r.Id == conversation.ReservationId).Select(r => (int?)r.GuestVersion).SingleOrDefaultAsync(ct);
        return await db.Messages.AnyAsync(m => m.DedupeKey == key, ct) ? (null, true)
            : await db.Messages.SingleOrDefaultAsync(m => m.Id == id && m.ConversationId == conversation.Id && m.State == MessageState.Draft, ct) is { } draft && (guest is null || guest == draft.GuestVersion) && !await Drafts.IsOvertakenAsync(db, draft, ct)
                ? (words with { To = draft.IdentityId }, false) : (null, false);
    }

    /// <summary>What a person writes is in the place of any draft of Cendra's there; the person may want it kept for others who ask the same.</summary>
    private async Task EndDraftAsync(CendraDbContext db, Conversation conversation, Stay? stay, Words words, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var asked = await Drafts.EndAsync(db, conversation.Id, words.To, words.InPlaceOf is null ? "A person wrote instead." : "A person changed it and sent that.", now, ct);
        if (words.InPlaceOf is { Teach: true } && asked.Count > 0 && stay?.PropertyId is { } property)
        {
            await questions.NoteAsync(db, new AskedQuestion(property, string.Join('\n', asked.Select(m => m.Body)), conversation.Language, asked[^1].Id, conversation.Id, stay.Id, asked[^1].CreatedUtc), ct);
            foreach (var candidate in db.ArticleCandidates.Local)
            {
                candidate.DueAtUtc = now; // What was written is found at once.
            }
        }

        asked.ForEach(m => m.StateText = "A person answered.");
    }

    private async Task<(DeskOutcome Refusal, Message? Message)> WriteAsync(CendraDbContext db, Conversation conversation, Stay? stay, Guid userId, Words words, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var wantsCode = words.Text.Contains(CodePlace, StringComparison.Ordinal);
        var clean = await CleanAsync(db, words.Text, stay, ct);
        if (clean.HoldsOthers)
        {
            return (DeskOutcome.ForeignCode, null);
        }

        var (decision, grants) = stay is null ? (new DisclosureDecision(DisclosureAnswer.NotThisGuest), []) : codes.For(stay, IdentityLevel.Attested, now);
        if ((wantsCode || clean.Typed == TypedCode.Match) && decision.Answer != DisclosureAnswer.Share)
        {
            return (DeskOutcome.CodeMayNotBeTold, null);
        }

        var wrong = await WrongAsync(db, clean, stay, ct);
        if (wrong.Except(words.Seen).Any())
        {
            return (DeskOutcome.Contradicts, null);
        }

        var places = stay is null ? null : new HostWords(stay, secrets, IdentityLevel.Attested, now, _ => "");
        var text = places?.FillPlaces(clean.Text) ?? clean.Text;
        if (places?.KeptBack.Count > 0 || (stay is null && SecretPlaces.In(text).Count > 0))
        {
            return (DeskOutcome.SecretMayNotBeTold, null);
        }

        var granted = string.Join(", ", grants.Select(g => g.OnEveryDoor ? g.InText : $"{g.InText} ({string.Join(", ", g.Doors)})"));
        var body = text.Replace(" " + Gap + " ", granted, StringComparison.Ordinal).Replace(Gap, granted, StringComparison.Ordinal).Replace(TypedCodes.Typed, granted, StringComparison.Ordinal);
        var message = new Message
        {
            Id = ids.Next(),
            ConversationId = conversation.Id,
            ReservationId = stay?.ReservationId,
            StayId = stay?.Id,
            IdentityId = words.To,
            Channel = words.By,
            GuestVersion = stay?.Reservation?.GuestVersion ?? 0,
            Direction = MessageDirection.Outbound,
            Author = MessageAuthor.Host,
            AuthorUserId = userId,
            Kind = MessageKinds.FromHost,
            DedupeKey = words.InPlaceOf is { } draft ? KeyInPlaceOf(draft.Id) : $"host:{ids.Next():N}",
            Body = body,
            Language = conversation.Language,
            DueAtUtc = now,
            CreatedUtc = now,
        };
        message.Secrets.AddRange(grants.Where(g => body.Contains(g.InText, StringComparison.Ordinal)).Select(g => g.AsSecret(message.Id, ids, clock)));
        message.Secrets.AddRange((places?.Grants ?? []).Select(g => g.AsSecret(message.Id, ids, clock)));
        db.Messages.Add(message);
        if (wrong.Count > 0)
        {
            stay?.NoteThat(AuditKind.MessageSentAnyway, AuditActor.Host(userId), Cut($"Sent a message after a warning. {string.Join(' ', wrong)}"), message.Id);
        }

        await AnsweredAsync(db, conversation, words.To, ct);
        await QuestionBook.HostWroteAsync(db, conversation.Id, now, ct);
        return (DeskOutcome.Done, message);
    }

    private async Task<bool> SpeaksAsync(CendraDbContext db, Conversation conversation, Stay? stay, Guid identityId, CancellationToken ct) =>
        stay is not null && await db.ChannelIdentities.SingleOrDefaultAsync(i => i.Id == identityId && i.ConversationId == conversation.Id, ct) is { } identity && proven.SpeaksFor(identity, stay);

    private static async Task<Stay?> StayAsync(CendraDbContext db, Conversation conversation, CancellationToken ct) =>
        conversation.StayId is { } stayId && conversation.ReservationId is not null ? await StayReader.ReadAsync(db, stayId, ct) : null;

    private Task<CleanedText> CleanAsync(CendraDbContext db, string text, Stay? stay, CancellationToken ct) =>
        typed.CleanAsync(db, text.Replace(CodePlace, " " + Gap + " ", StringComparison.Ordinal), stay, ct, keep: Gap[0]);

    private async Task<IReadOnlyList<string>> WrongAsync(CendraDbContext db, CleanedText clean, Stay? stay, CancellationToken ct) =>
        [.. (await review.OfAsync(db, clean.Text, stay, ct)).Select(f => f.Words)];

    private static string Cut(string text) => text.Length <= 1000 ? text : text[..1000];

    private static async Task AnsweredAsync(CendraDbContext db, Conversation conversation, Guid? to, CancellationToken ct)
    {
        foreach (var waiting in await db.Messages.Where(m => m.ConversationId == conversation.Id && m.IdentityId == to && m.Direction == MessageDirection.Inbound && (m.State == MessageState.Queued || m.AwaitsChoice)).ToListAsync(ct))
        {
            (waiting.State, waiting.StateText, waiting.DueAtUtc, waiting.AwaitsChoice) = (MessageState.Answered, "A person answered.", null, false);
        }
    }

    /// <summary>A call that said no more than that a guest waits for words ends with words: the next message of the guest calls again, and 12 h without one give the conversation back.</summary>
    private async Task CloseAnsweredAsync(CendraDbContext db, Conversation conversation, Guid userId, CancellationToken ct)
    {
        var causes = new[] { Answering.CauseOf(conversation.Id, Answering.Waits), Answering.CauseOf(conversation.Id, Answering.Stopped), Answering.CauseOf(conversation.Id, nameof(HandoverReason.AnsweredByPerson)) };
        foreach (var open in await db.Escalations.Where(e => causes.Contains(e.Cause) && e.ResolvedUtc == null).ToListAsync(ct))
        {
            open.Resolve(AuditActor.Host(userId), "A person answered", clock.GetUtcNow());
        }
    }

    /// <summary>Who answers has it.</summary>
    private async Task AcknowledgeAsync(CendraDbContext db, Conversation conversation, Guid userId, CancellationToken ct)
    {
        var name = await db.Users.Where(u => u.Id == userId).Select(u => u.DisplayName).SingleOrDefaultAsync(ct) ?? "";
        foreach (var open in (await db.Escalations.Where(e => e.ConversationId == conversation.Id && e.ResolvedUtc == null && e.AcknowledgedUtc == null).ToListAsync(ct)).Where(e => e.ResolvedUtc is null))
        {
            open.Acknowledge(userId, name, clock.GetUtcNow());
        }
    }

    private static async Task NoteAsync(CendraDbContext db, Conversation conversation, AuditKind kind, Guid userId, string what, CancellationToken ct)
    {
        if (conversation.StayId is { } stayId && await db.Stays.SingleOrDefaultAsync(s => s.Id == stayId, ct) is { } stay)
        {
            stay.NoteThat(kind, AuditActor.Host(userId), what);
        }
    }

    private static IQueryable<Conversation> Within(CendraDbContext db, PropertyScope scope)
    {
        var stays = scope.Of(db.Stays).Select(s => (Guid?)s.Id);
        return db.Conversations.Where(c => scope.PropertyIds == null || stays.Contains(c.StayId));
    }

    /// <summary>Does it on the conversation as it is, again where a guest wrote in this very moment: a person's act is never lost to a collision.</summary>
    internal async Task<DeskOutcome> InAsync(Guid conversationId, PropertyScope scope, Func<CendraDbContext, Conversation, Task<DeskOutcome>> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            var conversation = await Within(db, scope).SingleOrDefaultAsync(c => c.Id == conversationId, ct);
            if (conversation is null)
            {
                return DeskOutcome.NotFound;
            }

            var outcome = await act(db, conversation);
            if (outcome != DeskOutcome.Done)
            {
                return outcome;
            }

            db.Entry(conversation).State = EntityState.Modified; // A draft that was written before this act is overtaken by it.
            try
            {
                await db.SaveChangesAsync(ct);
                jobs.WakeSweep(Sweeps.DueMessages);
                return outcome;
            }
            catch (DbUpdateException) when (attempt < 4)
            {
                // Written anew on top of what came in between.
            }
        }
    }
}
