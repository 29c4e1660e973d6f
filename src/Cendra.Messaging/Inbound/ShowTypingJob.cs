using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Email;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Twilio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Shows a guest on WhatsApp that an answer is being written, while a model takes its seconds; the message counts as read there by it. A courtesy: nothing waits for it, it is asked once
/// and not again, and what goes wrong is a line in the log. Nothing leaves that a message could not.
/// </summary>
public sealed class ShowTypingJob(CendraDbContext db, TwilioClient twilio, OutboundGate gate, ILogger<ShowTypingJob> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Shows it under this message of a guest, unless it was answered meanwhile.</summary>
    public async Task RunAsync(Guid messageId, CancellationToken ct)
    {
        var message = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued && !m.DedupeKey.StartsWith(TakeMailJob.KeyPrefix), ct);
        if (message is null)
        {
            return;
        }

        var from = await db.ChannelIdentities.AsNoTracking().Where(i => i.ConversationId == message.ConversationId && i.LastInboundUtc != null && (message.IdentityId == null ? i.Level != IdentityLevel.Verified : i.Id == message.IdentityId))
            .OrderByDescending(i => i.LastInboundUtc).Select(i => new { i.Channel, i.Address }).FirstOrDefaultAsync(ct);
        if (from?.Channel != ChannelKind.WhatsApp || await gate.ReadAsync(db, ct) is not { IsStopped: false } state || !(state.IsLive || gate.IsAllowed(from.Address)))
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await twilio.ShowTypingAsync(message.DedupeKey, patience.Token);
        }
        catch (Exception failure) when (failure is TwilioException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            log.LogInformation("A guest was not shown that an answer is being written ({Reason})", failure.GetType().Name);
        }
    }
}
