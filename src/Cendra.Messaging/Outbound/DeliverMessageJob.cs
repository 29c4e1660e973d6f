namespace Cendra.Messaging.Outbound;

/// <summary>One message on its way, as a job.</summary>
public sealed class DeliverMessageJob(DeliverMessage deliver)
{
    /// <summary>Brings the message with this id as far as it goes now.</summary>
    public Task RunAsync(Guid messageId, CancellationToken ct) => deliver.RunAsync(messageId, ct);
}
