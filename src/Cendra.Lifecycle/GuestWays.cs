using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle;

/// <summary>By which ways guests can be written to here: mail counts only where mail can leave (<c>Email:Smtp:Host</c>).</summary>
public sealed class GuestWays(IConfiguration configuration)
{
    /// <summary>Mail can leave.</summary>
    public bool HasMail => !string.IsNullOrWhiteSpace(configuration["Email:Smtp:Host"]);

    /// <summary>Where the guest of this booking can be written to.</summary>
    public GuestAddresses Of(Reservation? booking) => GuestAddresses.Of(booking, HasMail);

    /// <summary>Something stands in the booking that is meant to be an address, whether or not it can be written to: a host is told where it cannot.</summary>
    public bool IsGiven(Reservation? booking) => booking is { GuestPhone.Length: > 0 } || (HasMail && booking is { GuestEmail.Length: > 0 });
}
