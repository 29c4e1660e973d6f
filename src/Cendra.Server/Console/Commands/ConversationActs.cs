using Cendra.Messaging.Hosts;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What a person does in a conversation. An account that only looks finds none to act in.</summary>
public sealed class ConversationActs(ConversationDesk desk)
{
    /// <summary>This person answers here from now on.</summary>
    public Task<DeskOutcome> TakeOverAsync(Guid conversationId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.TakeOverAsync(conversationId, host.Id, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);

    /// <summary>Sends the person's words.</summary>
    public Task<DeskOutcome> ReplyAsync(Guid conversationId, string text, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.ReplyAsync(conversationId, host.Id, text, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);

    /// <summary>Cendra answers here again.</summary>
    public Task<DeskOutcome> HandBackAsync(Guid conversationId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.HandBackAsync(conversationId, host.Id, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);
}
