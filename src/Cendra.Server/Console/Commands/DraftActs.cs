using Cendra.Messaging.Hosts;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What a person does with a draft: one call each. An account that only looks finds none to act on.</summary>
public sealed class DraftActs(DraftDesk desk)
{
    /// <summary>Sends it as it is.</summary>
    public Task<DeskOutcome> SendAsync(Guid conversationId, Guid draftId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.SendAsync(conversationId, draftId, host.Id, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);

    /// <summary>Sends other words in its place; <paramref name="teach"/>: they are kept as the answer to what was asked.</summary>
    public Task<DeskOutcome> ChangeAsync(Guid conversationId, Guid draftId, string text, bool teach, IReadOnlyCollection<string> seen, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.ChangeAsync(conversationId, draftId, host.Id, text, teach, host.Scope, ct, seen) : Task.FromResult(DeskOutcome.NotFound);

    /// <summary>Throws it away; the person answers.</summary>
    public Task<DeskOutcome> DiscardAsync(Guid conversationId, Guid draftId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.DiscardAsync(conversationId, draftId, host.Id, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);
}
