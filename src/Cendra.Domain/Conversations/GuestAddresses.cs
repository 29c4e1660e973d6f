using Cendra.Domain.Stays;

namespace Cendra.Domain.Conversations;

/// <summary>Where the guest of a booking can be written to: what stands in the booking, and never what somebody wrote.</summary>
/// <param name="Phone">E.164; null = none that can be written to.</param>
/// <param name="Mail">As it is compared; null = none, or mail is not connected.</param>
public sealed record GuestAddresses(string? Phone, string? Mail)
{
    /// <summary>Those of this booking; without mail where none is connected, for an address by which nothing leaves is none.</summary>
    public static GuestAddresses Of(Reservation? booking, bool hasMail) =>
        new(Phones.ToE164(booking?.GuestPhone ?? "", null), hasMail ? MailAddresses.Of(booking?.GuestEmail) : null);

    /// <summary>The one that stands for the guest: the telephone, or else mail; null = there is none.</summary>
    public string? First => Phone ?? Mail;

    /// <summary>Each of them.</summary>
    public IEnumerable<string> All => new[] { Phone, Mail }.OfType<string>();

    /// <summary>Nothing can be sent to this guest.</summary>
    public bool IsNone => First is null;

    /// <summary>Is this one of them, in whatever way WhatsApp writes the number?</summary>
    public bool Holds(string address) => address == Mail || (Phone is not null && (address == Phone || Phones.WaysToWrite(Phone).Contains(address)));

    /// <summary>For logs: no address.</summary>
    public override string ToString() => $"GuestAddresses {(Phone is null ? "" : "telephone ")}{(Mail is null ? "" : "mail")}".TrimEnd();
}
