using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Outbound;

/// <summary>
/// Keeps the order in which a conversation was written: an automatic message waits while one that was written before it is on its way or is tried again. It waits no longer than
/// <see cref="Longest"/>, and never where somebody is in danger or stands at a locked door; what brings a code and what a person writes wait for nothing.
/// </summary>
public sealed class EarlierFirst(CendraDbContext db, JobWaker jobs, StayClock clock)
{
    /// <summary>So long after it was written it leaves whatever became of the ones before.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Danger, a locked door, and the code itself: a guest may be on the way to it.</summary>
    private static readonly string[] Pressing = [MessageKinds.Safety, MessageKinds.LockOutHelp, MessageKinds.PreArrival, MessageKinds.CodeChanged, MessageKinds.OneTimeCode];

    /// <summary>What is due so soon is the next part of the same answer.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UrgentFor = TimeSpan.FromMinutes(30);

    /// <summary>When to look again for whether this message may leave; null = it need not wait.</summary>
    public async Task<DateTimeOffset?> AwaitedUntilAsync(Message message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (message is not { ConversationId: { } conversation, HostContactId: null } || message.IsByPerson || Pressing.Contains(message.Kind)
            || now >= message.CreatedUtc + Longest)
        {
            return null;
        }

        var soon = now + Soon;
        var under = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation && m.Direction == MessageDirection.Outbound && m.Id != message.Id && m.IdentityId == message.IdentityId && m.CreatedUtc <= message.CreatedUtc)
            .Where(m => m.State == MessageState.Sending || (m.State == MessageState.Queued && (m.DueAtUtc <= soon || m.Deliveries.Count > 0)))
            .Select(m => new { m.CreatedUtc, m.DedupeKey }).ToListAsync(ct);
        var waits = under.Exists(m => m.CreatedUtc < message.CreatedUtc || string.CompareOrdinal(m.DedupeKey, message.DedupeKey) < 0); // The parts of one answer have one instant; their keys count them.
        return waits && !await IsUrgentAsync(conversation, message, ct) ? Instants.Earlier(now + (now - message.CreatedUtc < Soon ? Look : Soon), message.CreatedUtc + Longest) : null;
    }

    /// <summary>Looks at it again then; the sweep is the net.</summary>
    public void WakeAt(Guid messageId, DateTimeOffset atUtc) => jobs.WakeAfter<DeliverMessageJob>(job => job.RunAsync(messageId, CancellationToken.None), atUtc - clock.GetUtcNow());

    /// <summary>Somebody is in danger or outside, by what was written of late or because a person is called for it: the call is saved with the answer.</summary>
    private async Task<bool> IsUrgentAsync(Guid conversation, Message message, CancellationToken ct)
    {
        if (await db.Escalations.AnyAsync(e => e.ConversationId == conversation && e.ResolvedUtc == null && e.Priority == EscalationPriority.P0, ct))
        {
            return true;
        }

        var since = message.CreatedUtc - UrgentFor;
        var written = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation && m.Direction == MessageDirection.Inbound && m.CreatedUtc >= since && m.CreatedUtc <= message.CreatedUtc)
            .Select(m => new { m.Body, m.Typed, Known = m.StayId != null }).ToListAsync(ct);
        return written.Exists(m => Urgencies.Of(m.Body, m.Typed, m.Known) != Urgency.Calm);
    }
}
