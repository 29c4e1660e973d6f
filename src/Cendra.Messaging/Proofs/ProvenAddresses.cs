using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Messaging.Proofs;

/// <summary>Whether an address that once proved itself still is one of a stay's. Never stored: another guest, another number of the booking, a host's word and the end of the stay hold at once.</summary>
public sealed class ProvenAddresses(LinkTokens tokens, StayClock clock)
{
    /// <summary>Does it speak for this stay now? The stay has its reservation.</summary>
    public bool SpeaksFor(ChannelIdentity identity, Stay stay) =>
        Phones.ToE164(stay.Reservation?.GuestPhone ?? "", null) is { } onFile && identity.SpeaksFor(stay, tokens.OfAddress(onFile), clock.GetUtcNow());
}
