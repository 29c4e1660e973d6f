using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>What guests wrote while a person answered, or while nothing left by itself: it is no turn of Cendra's any more, but where the person gives the conversation back without a word it must not end in silence (P10).</summary>
internal static class LeftToPerson
{
    /// <summary>Why a message was left while a person answers.</summary>
    public const string ByPerson = "A person answers in this conversation.";

    /// <summary>Why one was left while all automatic messages were stopped.</summary>
    public const string ByStop = "All automatic messages are stopped; a person is called.";

    /// <summary>What is older was read by whoever gives the conversation back, and an answer of now would be beside the point.</summary>
    private static readonly TimeSpan Within = TimeSpan.FromHours(12);

    /// <summary>What no person answered since waits for Cendra's answer from now on. Nothing is saved.</summary>
    public static async Task WaitAgainAsync(CendraDbContext db, Guid conversationId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var since = nowUtc - Within;
        var left = db.Messages.Where(m => m.ConversationId == conversationId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Answered && (m.StateText == ByPerson || m.StateText == ByStop) && m.CreatedUtc > since);
        foreach (var message in await left.Where(m => !db.Messages.Any(a => a.ConversationId == conversationId && a.Author == MessageAuthor.Host && a.IdentityId == m.IdentityId && a.CreatedUtc > m.CreatedUtc)).ToListAsync(ct))
        {
            (message.State, message.StateText, message.DueAtUtc) = (MessageState.Queued, "", nowUtc);
        }

        // What somebody wrote at a locked door was the person's for five minutes: they said that it is Cendra's.
        await db.Messages.Where(m => m.ConversationId == conversationId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued && m.DueAtUtc > nowUtc).ForEachAsync(m => m.DueAtUtc = nowUtc, ct);
    }
}
