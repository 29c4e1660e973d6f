using System.Globalization;
using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Proofs;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Hosts;

/// <summary>
/// A person decides on what Cendra wrote: sends it as it is, which hands nothing over and leaves Cendra writing there; sends it changed, which is the person's own word (P8); or throws it away, which makes the
/// conversation theirs. Twice is once. Every code in it is decided on here and again at the moment of leaving.
/// </summary>
public sealed class DraftDesk(ConversationDesk conversations, ProvenAddresses proven, GuestWays ways, JobWaker jobs, StayClock clock, IdSource ids)
{
    private const string ThrownAway = "A person threw it away.";
    private static readonly TimeSpan ThrownAwayLately = TimeSpan.FromHours(1);

    /// <summary>Sends it as it is, and moves the time of the stay that it promises.</summary>
    public async Task<DeskOutcome> SendAsync(Guid conversationId, Guid draftId, Guid userId, PropertyScope scope, CancellationToken ct)
    {
        List<Guid> leaving = [];
        var outcome = await conversations.InAsync(conversationId, scope, async (db, conversation) =>
        {
            leaving.Clear();
            var draft = await DraftAsync(db, conversation.Id, draftId, ct);
            if (draft is { ApprovedUtc: not null })
            {
                return DeskOutcome.Done;
            }

            var stay = draft?.StayId is { } stayId ? await StayReader.ReadAsync(db, stayId, ct) : null;
            if (draft is not { State: MessageState.Draft } || await Drafts.IsOvertakenAsync(db, draft, ct) || (stay?.Reservation is { } party && party.GuestVersion != draft.GuestVersion))
            {
                return DeskOutcome.Overtaken;
            }

            var refusal = await RefusalAsync(db, draft, stay, ct);
            if (refusal != DeskOutcome.Done || (stay is not null && (refusal = await MoveAsync(db, draft, stay, userId, ct)) != DeskOutcome.Done))
            {
                return refusal;
            }

            leaving.AddRange(Approve(db, draft, userId));
            await SettleAsync(db, conversation, draft, userId, ct);
            stay?.NoteThat(AuditKind.HostOrdered, AuditActor.Host(userId), "Sent Cendra’s draft as it was", draft.Id);
            return DeskOutcome.Done;
        }, ct);
        foreach (var id in outcome == DeskOutcome.Done ? leaving : [])
        {
            jobs.Wake<DeliverMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }

        if (outcome == DeskOutcome.Done)
        {
            jobs.WakeSweep(Sweeps.DueStays);
        }

        return outcome;
    }

    /// <summary>Sends other words in its place. With <paramref name="teach"/> they are kept as the answer to what was asked, for a host to make an article of.</summary>
    public Task<DeskOutcome> ChangeAsync(Guid conversationId, Guid draftId, Guid userId, string text, bool teach, PropertyScope scope, CancellationToken ct, IReadOnlyCollection<string>? seen = null) =>
        conversations.ReplyInPlaceOfAsync(conversationId, userId, text, new DraftInPlace(draftId, teach), scope, seen, ct);

    /// <summary>Throws it away: this person answers here from now on, and the guest waits for them.</summary>
    public Task<DeskOutcome> DiscardAsync(Guid conversationId, Guid draftId, Guid userId, PropertyScope scope, CancellationToken ct) => conversations.InAsync(conversationId, scope, async (db, conversation) =>
    {
        var draft = await DraftAsync(db, conversation.Id, draftId, ct);
        if (draft is not { State: MessageState.Draft })
        {
            return draft is { State: MessageState.Withdrawn, StateText: ThrownAway } ? DeskOutcome.Done : DeskOutcome.Overtaken;
        }

        var now = clock.GetUtcNow();
        foreach (var asked in await Drafts.EndAsync(db, conversation.Id, draft.IdentityId, ThrownAway, now, ct))
        {
            asked.StateText = "A person threw the draft away and answers.";
        }

        conversation.TakeOver(userId, now);
        var cause = Answering.CauseOf(conversation.Id, Answering.Waits);
        var desk = new EscalationDesk(db, clock, ids, jobs);
        await desk.RaiseAsync(new Concern(cause, EscalationPriority.P2, "A guest waits for your answer", "You threw away what Cendra wrote. Answer, or give the conversation back.", "Answer in the conversation.", ConversationId: conversation.Id), ct, conversation.StayId);
        var name = await db.Users.Where(u => u.Id == userId).Select(u => u.DisplayName).SingleOrDefaultAsync(ct) ?? "";
        foreach (var call in db.Escalations.Local.Where(e => e.Cause == cause && e.ResolvedUtc is null).ToList())
        {
            call.Snooze(userId, name, now + ThrownAwayLately, now); // Whoever threw it away may forget the guest.
        }

        return DeskOutcome.Done;
    }, ct);

    private static Task<Message?> DraftAsync(CendraDbContext db, Guid conversationId, Guid draftId, CancellationToken ct) =>
        db.Messages.Include(m => m.Secrets).SingleOrDefaultAsync(m => m.Id == draftId && m.ConversationId == conversationId && m.Direction == MessageDirection.Outbound, ct);

    /// <summary>May all that it holds be told to this guest now.</summary>
    private async Task<DeskOutcome> RefusalAsync(CendraDbContext db, Message draft, Stay? stay, CancellationToken ct)
    {
        if (stay is not null && draft.IdentityId is null && ways.Of(stay.Reservation).IsNone)
        {
            return DeskOutcome.NoAddress;
        }

        var level = IdentityLevel.Attested;
        if (stay is not null && draft.IdentityId is { } identityId)
        {
            var identity = await db.ChannelIdentities.AsNoTracking().SingleAsync(i => i.Id == identityId, ct);
            if (identity.Level == IdentityLevel.Verified && !proven.SpeaksFor(identity, stay))
            {
                return DeskOutcome.AddressGone;
            }

            level = identity.Level;
        }

        var now = clock.GetUtcNow();
        return draft.Secrets.Exists(s => s.SubjectId is null && (stay is null || Disclosure.Decide(stay, stay.Pins.Find(p => p.Id == s.StayPinId), level, now).Answer != DisclosureAnswer.Share)) ? DeskOutcome.CodeMayNotBeTold
            : draft.Secrets.Exists(s => s.SubjectId is { } subject && (stay?.Property?.Secrets.Find(x => x.Id == subject) is not { } secret || Disclosure.DecideSecret(stay, secret, level, now).Answer != DisclosureAnswer.Share)) ? DeskOutcome.SecretMayNotBeTold
            : DeskOutcome.Done;
    }

    private async Task<DeskOutcome> MoveAsync(CendraDbContext db, Message draft, Stay stay, Guid userId, CancellationToken ct)
    {
        if (draft is not { Moves: { } kind, MovesToLocal: { } at })
        {
            return DeskOutcome.Done;
        }

        var now = clock.GetUtcNow();
        switch (TimeChangeRules.Decide(kind, at, await StayRoom.ReadAsync(db, stay, ct), now).Answer)
        {
            case TimeChangeAnswer.Approved:
                break;
            case TimeChangeAnswer.NotNeeded when StayTimes.Of(stay, kind) == at:
                return DeskOutcome.Done;
            case TimeChangeAnswer.NotNeeded:
                return DeskOutcome.Overtaken; // Somebody gave a better time since: what the draft says would take it away.
            default:
                return DeskOutcome.TimeNotFree;
        }

        await StayTimes.MoveAsync(db, stay, kind, at, ways, AuditActor.Host(userId), now, ct);
        return DeskOutcome.Done;
    }

    /// <summary>It leaves as any other answer, in parts where it is long.</summary>
    private List<Guid> Approve(CendraDbContext db, Message draft, Guid userId)
    {
        var (now, parts) = (clock.GetUtcNow(), MessageSplit.Of(draft.Body));
        (draft.State, draft.StateText, draft.DueAtUtc, draft.ApprovedUtc, draft.AuthorUserId, draft.Body) = (MessageState.Queued, "", now, now, userId, parts[0]);
        List<Guid> leaving = [draft.Id];
        for (var number = 1; number < parts.Count; number++)
        {
            var part = PartOf(draft, parts[number], number, now);
            foreach (var grant in draft.Secrets.Where(s => parts[number].Contains($"[[{s.Token}]]", StringComparison.Ordinal)).ToList())
            {
                part.Secrets.Add(new MessageSecret { Id = ids.Next(), MessageId = part.Id, Token = grant.Token, SecretKind = grant.SecretKind, StayPinId = grant.StayPinId, SubjectId = grant.SubjectId, Decision = grant.Decision, GrantedUtc = now });
            }

            db.Messages.Add(part);
            leaving.Add(part.Id);
        }

        foreach (var gone in draft.Secrets.Where(s => !draft.Body.Contains($"[[{s.Token}]]", StringComparison.Ordinal)).ToList())
        {
            draft.Secrets.Remove(gone);
            db.MessageSecrets.Remove(gone);
        }

        return leaving;
    }

    private Message PartOf(Message draft, string text, int number, DateTimeOffset now) => new()
    {
        Id = ids.Next(), ConversationId = draft.ConversationId, ReservationId = draft.ReservationId, StayId = draft.StayId, IdentityId = draft.IdentityId, GuestVersion = draft.GuestVersion, Direction = draft.Direction,
        Author = draft.Author, AuthorUserId = draft.AuthorUserId, ApprovedUtc = now, Kind = draft.Kind, DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{draft.DedupeKey}:{number + 1}"), Body = text, Language = draft.Language,
        DueAtUtc = now + (Answering.BetweenParts * number), CreatedUtc = draft.CreatedUtc,
    };

    private async Task SettleAsync(CendraDbContext db, Conversation conversation, Message draft, Guid userId, CancellationToken ct)
    {
        foreach (var asked in await Drafts.AnsweredByAsync(db, conversation.Id, draft.IdentityId, ct))
        {
            asked.StateText = "";
        }

        var othersWait = await db.Messages.AnyAsync(m => m.ConversationId == conversation.Id && m.State == MessageState.Draft && m.Id != draft.Id, ct);
        await Drafts.CloseCallAsync(db, conversation.Id, othersWait, AuditActor.Host(userId), "A person sent the draft", clock.GetUtcNow(), ct);
    }
}
