using Cendra.Lifecycle.Outgoing;

namespace Cendra.Messaging.Outbound;

/// <summary>One message on its way, as a job.</summary>
public sealed class DeliverMessageJob(DeliverMessage deliver, OutgoingWake outgoing)
{
    /// <summary>Brings the message with this id as far as it goes now.</summary>
    public async Task RunAsync(Guid messageId, CancellationToken ct)
    {
        await deliver.RunAsync(messageId, ct);
        await outgoing.WakeAsync(ct);
    }
}
