namespace Cendra.Lifecycle.Inbox;

/// <summary>Who works off the deliveries of one source that belongs to no PMS connection.</summary>
/// <param name="Source">As stored with the delivery.</param>
/// <param name="RunAsync">Works one stored delivery off; a second run finds it done.</param>
public sealed record WebhookTaker(string Source, Func<IServiceProvider, Guid, CancellationToken, Task> RunAsync);
