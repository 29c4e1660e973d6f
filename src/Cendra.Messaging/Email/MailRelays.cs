using Cendra.Messaging.Email.Reading;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Email;

/// <summary>What a host allows platforms to carry that stand between guest and host: <c>Email:Relays:(key):Codes</c>, for a platform reads what it passes on.</summary>
public sealed class MailRelays(IConfiguration configuration)
{
    /// <summary>May this be written to this address? Through a platform for which the host forbids codes nothing that opens a door goes: no digits, no page that shows them.</summary>
    public bool MayCarry(string address, bool holdsWayIn) =>
        !holdsWayIn || MailRelay.Of(address) is not { } relay || configuration.GetValue($"Email:Relays:{relay.Key}:Codes", relay.AllowsCodes);
}
