using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;

namespace Cendra.Messaging.Proofs;

/// <summary>Whether an address that once proved itself still is one of a stay's. Never stored: another guest, another number of the booking, a host's word and the end of the stay hold at once.</summary>
public sealed class ProvenAddresses(LinkTokens tokens, GuestWays ways, StayClock clock)
{
    /// <summary>Does it speak for this stay now? The stay has its reservation.</summary>
    public bool SpeaksFor(ChannelIdentity identity, Stay stay) =>
        ways.Of(stay.Reservation).First is { } onFile && identity.SpeaksFor(stay, tokens.OfAddress(onFile), clock.GetUtcNow());
}
