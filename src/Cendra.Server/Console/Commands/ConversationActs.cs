using Cendra.Domain.Conversations;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Proofs;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What a person does in a conversation. An account that only looks finds none to act in.</summary>
public sealed class ConversationActs(ConversationDesk desk, AddressDesk addresses)
{
    /// <summary>This person answers here from now on.</summary>
    public Task<DeskOutcome> TakeOverAsync(Guid conversationId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.TakeOverAsync(conversationId, host.Id, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);

    /// <summary>Sends the person's words; with those findings that the person has seen and sends them all the same, and by the one way that the person chose.</summary>
    public Task<DeskOutcome> ReplyAsync(Guid conversationId, string text, SignedInHost host, CancellationToken ct, IReadOnlyCollection<string>? seen = null, Guid? to = null, ChannelKind? by = null) =>
        host.MayChange ? desk.ReplyAsync(conversationId, host.Id, text, host.Scope, ct, seen, to, by) : Task.FromResult(DeskOutcome.NotFound);

    /// <summary>What these words would say that does not hold for the stay.</summary>
    public Task<IReadOnlyList<string>> FindingsAsync(Guid conversationId, string text, SignedInHost host, CancellationToken ct) => desk.FindingsAsync(conversationId, text, host.Scope, ct);

    /// <summary>An address that proved itself counts no more.</summary>
    public Task<bool> RevokeAsync(Guid identityId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? addresses.RevokeAsync(identityId, host.Id, host.Scope, ct) : Task.FromResult(false);

    /// <summary>Cendra answers here again.</summary>
    public Task<DeskOutcome> HandBackAsync(Guid conversationId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? desk.HandBackAsync(conversationId, host.Id, host.Scope, ct) : Task.FromResult(DeskOutcome.NotFound);
}
