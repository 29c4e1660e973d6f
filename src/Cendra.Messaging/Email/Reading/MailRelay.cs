using Cendra.Domain.Conversations;

namespace Cendra.Messaging.Email.Reading;

/// <summary>
/// A booking platform that stands between guest and host with addresses of its own, one for each reservation or conversation. It reads what passes, wraps it, and takes the address back after the stay: such an
/// address is no person's identity.
/// </summary>
/// <param name="Key">Lower case, for settings (<c>Email:Relays:booking:Codes</c>) and logs.</param>
/// <param name="Name">As hosts know it.</param>
/// <param name="Domains">Where its addresses for guests are.</param>
/// <param name="AuthorDomains">
/// From where it writes. When DMARC passes for one of them or for a domain below it, the platform itself sent the mail; of the guest behind it that says only what the platform knows.
/// </param>
public sealed record MailRelay(string Key, string Name, IReadOnlyList<string> Domains, IReadOnlyList<string> AuthorDomains)
{
    /// <summary>
    /// Booking.com: an alias for each reservation, both ways. Source: its help for partners, "Why does the guest's email address end with '@guest.booking.com'?" (links, images and attachments up to 15 MB are
    /// forwarded, not zip, rar and exe) and "All about our messaging security settings" (mail from an address that the host did not register does not arrive; links that were not allowed are removed).
    /// That PDF files are held back as well is hearsay.
    /// </summary>
    public static readonly MailRelay Booking = new("booking", "Booking.com", ["guest.booking.com"], ["booking.com"]);

    /// <summary>
    /// Airbnb: mail from airbnb.com that is answered to an address of the conversation at reply.airbnb.com (seen in the code of several public programs; no page of Airbnb's names it). Addresses at guest.airbnb.com
    /// were given up on 30 September 2023 (Airbnb, "An update for hosts who use the email alias feature"). Whether files get through is not known.
    /// </summary>
    public static readonly MailRelay Airbnb = new("airbnb", "Airbnb", ["reply.airbnb.com", "guest.airbnb.com"], ["airbnb.com"]);

    /// <summary>
    /// Vrbo, HomeAway and FeWo-direkt: mail from sender@messages.homeaway.com that is answered to another address there. Hearsay: it stands so in the code of several public programs, as does guest.vrbo.com. Whether
    /// files get through is not known.
    /// </summary>
    public static readonly MailRelay Vrbo = new("vrbo", "Vrbo", ["messages.homeaway.com", "messages.vrbo.com", "guest.vrbo.com"], ["homeaway.com", "vrbo.com"]);

    /// <summary>
    /// Expedia: an alias for each reservation. Source: the help of Partner Central, "About the guest email alias" (only mail from the address of one of its users is passed on; numbers of credit cards are blocked).
    /// That reply.expedia.com and guest.expedia.com are such addresses too, and that files get through, is hearsay.
    /// </summary>
    public static readonly MailRelay Expedia = new("expedia", "Expedia", ["m.expediapartnercentral.com", "reply.expedia.com", "guest.expedia.com"], ["expediapartnercentral.com", "expediagroup.com", "expedia.com"]);

    /// <summary>Agoda: an address for each conversation; notices come from notifications@ of the same domain. Hearsay: the code of several public programs. Whether files get through is not known.</summary>
    public static readonly MailRelay Agoda = new("agoda", "Agoda", ["agoda-messaging.com"], ["agoda-messaging.com", "agoda.com"]);

    /// <summary>Local parts with which platforms write of themselves, without strokes and dots.</summary>
    private static readonly string[] OwnNames = ["noreply", "donotreply", "notifications", "notification", "sender", "reply", "automated", "express", "info", "support", "mailerdaemon", "postmaster"];

    /// <summary>Every relay that is known.</summary>
    public static IReadOnlyList<MailRelay> All { get; } = [Booking, Airbnb, Vrbo, Expedia, Agoda];

    /// <summary>Whether codes may go through it when the host has not said otherwise.</summary>
    public bool AllowsCodes { get; init; } = true;

    /// <summary>
    /// A token behind a plus sign in our own address comes back. It does not: the guest sees an alias of ours as well. A relayed mail is known by <c>In-Reply-To</c> or by the guest's address at the relay.
    /// </summary>
    public bool KeepsSubAddress { get; init; }

    /// <summary>The relay whose domain, or a domain below it, an address is at, in capitals or not; null = none, or no address.</summary>
    public static MailRelay? Of(string? address) =>
        MailAddresses.Of(address) is { } known ? All.FirstOrDefault(r => IsAt(MailAddresses.DomainOf(known), r.Domains)) : null;

    /// <summary>The address is at this relay and stands for a guest; with noreply@ and its like the platform writes of itself.</summary>
    public bool IsGuests(string? address) => Of(address) == this && LocalPart(address!) is var name && !name.StartsWith("noreply", StringComparison.Ordinal) && !OwnNames.Contains(name);

    /// <summary>The platform writes from this address: its domain is one of <see cref="AuthorDomains"/> or below one.</summary>
    public bool IsAuthor(string? address) => MailAddresses.Of(address) is { } known && IsAt(MailAddresses.DomainOf(known), AuthorDomains);

    /// <summary>Which relay it is; the domains say nothing more.</summary>
    public override string ToString() => $"MailRelay {Key}";

    private static bool IsAt(string domain, IReadOnlyList<string> domains) => domains.Any(d => domain == d || domain.EndsWith("." + d, StringComparison.Ordinal));

    private static string LocalPart(string address) => string.Concat(address.Trim().ToLowerInvariant()[..address.Trim().LastIndexOf('@')].Split('+')[0].Where(char.IsLetterOrDigit));
}
