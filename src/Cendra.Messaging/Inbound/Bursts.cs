using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>When a message is to be answered: a burst once, four seconds after its last message and twelve after its first; danger and locked doors at once.</summary>
public sealed class Bursts(CendraDbContext db)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(12);

    /// <summary>Makes a new message due, and with it what waits from the same address. The caller saves.</summary>
    public async Task MakeDueAsync(Conversation conversation, Message message, CancellationToken ct)
    {
        var waiting = await db.Messages.Where(m => m.ConversationId == conversation.Id && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued && m.IdentityId == message.IdentityId && m.StayId == message.StayId && m.AwaitsChoice == message.AwaitsChoice
            && (!message.AwaitsChoice || m.StayChoiceId == message.StayChoiceId)).ToListAsync(ct);
        var first = waiting.Count > 0 ? waiting.Min(m => m.CreatedUtc) : message.CreatedUtc;
        var urgent = Urgencies.Of(message.Body, message.Typed, message.StayId is not null) != Urgency.Calm;
        var due = urgent ? message.CreatedUtc : Instants.Earlier(first + LongestPause, message.CreatedUtc + Pause);
        waiting.ForEach(m => m.DueAtUtc = due);
        message.DueAtUtc = due;
    }
}
