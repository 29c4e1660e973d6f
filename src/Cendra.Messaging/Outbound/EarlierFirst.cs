using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Outbound;

/// <summary>
/// Keeps the order in which a conversation was written: an automatic message waits while one that was written before it is on its way or is tried again. It waits no longer than
/// <see cref="Longest"/>, and never where somebody is in danger or stands at a locked door; what a person writes waits for nothing.
/// </summary>
public sealed class EarlierFirst(CendraDbContext db, JobWaker jobs, StayClock clock)
{
    /// <summary>So long after it was written it leaves whatever became of the ones before.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan UrgentFor = TimeSpan.FromMinutes(5);

    /// <summary>When to look again for whether this message may leave; null = it need not wait.</summary>
    public async Task<DateTimeOffset?> AwaitedUntilAsync(Message message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (message is not { ConversationId: { } conversation, HostContactId: null } || message.Author == MessageAuthor.Host || message.Kind is MessageKinds.Safety or MessageKinds.LockOutHelp
            || now >= message.CreatedUtc + Longest)
        {
            return null;
        }

        var under = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation && m.Direction == MessageDirection.Outbound && m.Id != message.Id && m.CreatedUtc <= message.CreatedUtc)
            .Where(m => m.State == MessageState.Sending || (m.State == MessageState.Queued && (m.DueAtUtc <= now || m.Deliveries.Count > 0)))
            .Select(m => new { m.CreatedUtc, m.DedupeKey, m.DueAtUtc }).ToListAsync(ct);
        var first = under.Where(m => m.CreatedUtc < message.CreatedUtc || string.CompareOrdinal(m.DedupeKey, message.DedupeKey) < 0).ToList(); // The parts of one answer have one instant; their keys count them.
        return first.Count == 0 || await IsUrgentAsync(conversation, message, ct) ? null : Instants.Later(first.Max(m => m.DueAtUtc) ?? now, now) + Look;
    }

    /// <summary>Looks at it again then; the sweep is the net.</summary>
    public void WakeAt(Guid messageId, DateTimeOffset atUtc) => jobs.WakeAfter<DeliverMessageJob>(job => job.RunAsync(messageId, CancellationToken.None), atUtc - clock.GetUtcNow());

    /// <summary>It answers somebody who is in danger or outside.</summary>
    private async Task<bool> IsUrgentAsync(Guid conversation, Message message, CancellationToken ct)
    {
        var since = message.CreatedUtc - UrgentFor;
        var written = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation && m.Direction == MessageDirection.Inbound && m.CreatedUtc >= since && m.CreatedUtc <= message.CreatedUtc)
            .Select(m => new { m.Body, m.Typed }).ToListAsync(ct);
        return written.Exists(m => Urgencies.Of(m.Body, m.Typed) != Urgency.Calm);
    }
}
