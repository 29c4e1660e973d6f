using Cendra.Domain.Conversations;
using Cendra.Domain.Database;

namespace Cendra.Messaging.Outbound;

/// <summary>One provider as deliveries need it: the call itself, and what became of one that was cut off.</summary>
public interface IMessageChannel
{
    /// <summary>It carries messages of this kind of channel.</summary>
    bool Carries(ChannelKind channel);

    /// <summary>So often is one delivery tried that the provider does not take now.</summary>
    int MostAttempts { get; }

    /// <summary>So often is one delivery called whose outcome nobody can find out: each call may have brought it.</summary>
    int MostUnknown { get; }

    /// <summary>Nothing can be sent before this moment, because the account is refused; null = nothing is known against it. A message waits without being claimed.</summary>
    DateTimeOffset? ClosedUntilUtc { get; }

    /// <summary>Puts digits and link in place; null when this form cannot hold so much. Throws <see cref="UngrantedTokenException"/>; then nothing left.</summary>
    Task<ReadyCall?> PrepareAsync(CendraDbContext db, Message message, Letter letter, Route route, CancellationToken ct);

    /// <summary>What became of a call that was cut off.</summary>
    Task<Finding> FindAsync(CendraDbContext db, Delivery unknown, CancellationToken ct);
}
