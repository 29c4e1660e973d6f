using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Lifecycle.Escalations;
using Cendra.Messaging.Hosts;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Answers that Cendra wrote and a person has not decided on. One conversation and address has one at a time: what the guest or a person writes after it ends it, and what it answered is answered anew.
/// </summary>
public static class Drafts
{
    /// <summary>After so long without a word the guest hears, once, that a person answers.</summary>
    public static readonly TimeSpan GuestHears = TimeSpan.FromMinutes(15);

    /// <summary>After so long a person is called for it.</summary>
    public static readonly TimeSpan HostIsCalled = HostNotices.Pace(EscalationPriority.P2);

    /// <summary>Stands beside what a draft answers while it waits.</summary>
    internal const string Waits = "A draft waits for a person.";

    /// <summary>The cause of the call for a draft that nobody takes.</summary>
    internal static string CauseOf(Guid conversationId) => $"{EscalationEnds.Draft}{conversationId:N}";

    /// <summary>What the draft of this address answers, oldest first.</summary>
    internal static Task<List<Message>> AnsweredByAsync(CendraDbContext db, Guid conversationId, Guid? identityId, CancellationToken ct) => db.Messages
        .Where(m => m.ConversationId == conversationId && m.IdentityId == identityId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Answered && m.StateText == Waits)
        .OrderBy(m => m.CreatedUtc).ToListAsync(ct);

    /// <summary>The guest wrote again and has not been answered yet: the draft is not an answer to that.</summary>
    internal static Task<bool> IsOvertakenAsync(CendraDbContext db, Message draft, CancellationToken ct) => db.Messages.AnyAsync(
        m => m.ConversationId == draft.ConversationId && m.IdentityId == draft.IdentityId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued, ct);

    /// <summary>Ends the draft of this address in the caller's unit of work, and the call for it; what it answered is given back, oldest first, and none where there was no draft.</summary>
    internal static async Task<List<Message>> EndAsync(CendraDbContext db, Guid conversationId, Guid? identityId, string why, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var drafts = await db.Messages.Where(m => m.ConversationId == conversationId && m.State == MessageState.Draft).ToListAsync(ct);
        var own = drafts.Where(d => d.IdentityId == identityId).ToList();
        if (own.Count == 0)
        {
            return [];
        }

        own.ForEach(d => (d.State, d.StateText, d.DueAtUtc) = (MessageState.Withdrawn, why, null));
        await CloseCallAsync(db, conversationId, drafts.Count > own.Count, AuditActor.Cendra, why, nowUtc, ct);
        return await AnsweredByAsync(db, conversationId, identityId, ct);
    }

    /// <summary>Nobody need be called for the draft any more, unless others of the conversation still wait.</summary>
    internal static async Task CloseCallAsync(CendraDbContext db, Guid conversationId, bool othersWait, string actor, string why, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var cause = CauseOf(conversationId);
        foreach (var open in othersWait ? [] : await db.Escalations.Where(e => e.Cause == cause && e.ResolvedUtc == null).ToListAsync(ct))
        {
            open.Resolve(actor, why, nowUtc);
        }
    }
}
