using Cendra.Domain.Stays;

namespace Cendra.Domain.Conversations;

/// <summary>All that one guest and one house say to each other during one reservation, over every channel.</summary>
public sealed class Conversation
{
    public Guid Id { get; init; }

    /// <summary>Unique, so that two who begin it at once begin one: <c>reservation:{id}</c>, or <c>whatsapp:{address}</c> of a sender whom nobody knows.</summary>
    public required string Key { get; init; }

    /// <summary>Null while nobody knows who writes.</summary>
    public Guid? ReservationId { get; set; }

    public Guid? StayId { get; set; }

    /// <summary>Since when a person answers here; null = Cendra does.</summary>
    public DateTimeOffset? HumanSinceUtc { get; set; }

    /// <summary>Who took it over; null = nobody, or a person who left.</summary>
    public Guid? HumanUserId { get; set; }

    /// <summary>The last time a person wrote; 12 h after it Cendra answers again unless an escalation is open.</summary>
    public DateTimeOffset? LastHumanUtc { get; set; }

    public DateTimeOffset? LastInboundUtc { get; set; }

    /// <summary>When the guest was told that an automatic assistant answers and how to reach a person.</summary>
    public DateTimeOffset? AssistantDeclaredUtc { get; set; }

    /// <summary>BCP 47, as recognised; empty = not known.</summary>
    public string Language { get; set; } = "";

    /// <summary>Stands in the address to which answers by mail go, so that they find this conversation: 20 letters that nobody guesses. Null until a mail leaves. It lets nobody in.</summary>
    public string? MailToken { get; set; }

    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>Rises with every message; an answer is queued only if it still is what the answer was written for.</summary>
    public int Version { get; set; }

    /// <summary>The key of the conversation of a reservation.</summary>
    public static string KeyOf(Guid reservationId) => $"reservation:{reservationId:N}";

    /// <summary>The key of the conversation with a sender whom nobody knows.</summary>
    public static string KeyOfSender(ChannelKind channel, string address) => $"{channel}:{address}".ToLowerInvariant();

    /// <summary>A person answers here from now on (P8).</summary>
    public void TakeOver(Guid userId, DateTimeOffset nowUtc) => (HumanSinceUtc, HumanUserId, LastHumanUtc) = (HumanSinceUtc ?? nowUtc, userId, nowUtc);

    /// <summary>Cendra answers again.</summary>
    public void HandBack() => (HumanSinceUtc, HumanUserId) = (null, null);
}

/// <summary>An address that speaks in a conversation, and what is proven about who holds it. Unique by channel, address and conversation.</summary>
public sealed class ChannelIdentity
{
    public Guid Id { get; init; }
    public Guid ConversationId { get; set; }
    public ChannelKind Channel { get; set; }

    /// <summary>Normalised: E.164, a lower-case mail address, the vendor's thread id.</summary>
    public required string Address { get; set; }

    public IdentityLevel Level { get; set; }
    public DateTimeOffset? VerifiedUtc { get; set; }
    public DateTimeOffset? RevokedUtc { get; set; }
    public DateTimeOffset? OptedOutUtc { get; set; }

    /// <summary>When a server said that there is no mailbox at this address; null = none did. A day long mail goes another way.</summary>
    public DateTimeOffset? UnusableSinceUtc { get; set; }

    /// <summary>The last message from this address; WhatsApp takes free text for 24 h after it.</summary>
    public DateTimeOffset? LastInboundUtc { get; set; }
    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>WhatsApp's business-scoped id of whoever holds this number, where one message showed both; empty = not known. It is renewed with the number, so that it stands for this number alone.</summary>
    public string Bsuid { get; set; } = "";

    /// <summary>The guest for whom the one-time code was typed, as <c>Reservation.GuestVersion</c> counts them; 0 = none was.</summary>
    public int GuestVersion { get; private set; }

    /// <summary>Keyed hash of the address on file to which that code went; empty = none.</summary>
    public string ProvenBy { get; private set; } = "";

    /// <summary>The stay for which that code went out; null = none did.</summary>
    public Guid? ProvenStayId { get; private set; }

    /// <summary>A one-time code for this stay and guest, sent to the address with this keyed hash, was typed here.</summary>
    public void Prove(Guid stayId, int guestVersion, string addressHash, DateTimeOffset nowUtc) =>
        (Level, VerifiedUtc, RevokedUtc, ProvenStayId, GuestVersion, ProvenBy) = (IdentityLevel.Verified, nowUtc, null, stayId, guestVersion, addressHash);

    /// <summary>A host took it back while this guest had the booking.</summary>
    public bool IsRefusedFor(int guestVersion) => RevokedUtc is not null && GuestVersion == guestVersion;

    /// <summary>
    /// Does the one-time code that was typed here still make it an address on file of this stay? Not for another guest, not where the address it went to was a wrong one, and not after
    /// the stay. The stay has its reservation; <paramref name="addressHash"/> is that of the address of the booking now.
    /// </summary>
    public bool SpeaksFor(Stay stay, string addressHash, DateTimeOffset nowUtc) =>
        this is { Level: IdentityLevel.Verified, RevokedUtc: null } && stay.Reservation is { GuestVersion: var guest } && guest == GuestVersion && addressHash == ProvenBy
        && stay.Id == ProvenStayId && stay.Status != StayStatus.Cancelled && nowUtc < stay.CheckOutUtc;
}

/// <summary>A way by which words travel.</summary>
public enum ChannelKind
{
    /// <summary>WhatsApp through Twilio.</summary>
    WhatsApp = 0,

    /// <summary>SMS through Twilio.</summary>
    Sms = 1,

    /// <summary>Email.</summary>
    Email = 2,

    /// <summary>The thread of the PMS.</summary>
    PmsThread = 3,
}

/// <summary>What is known of who writes.</summary>
public enum IdentityLevel
{
    /// <summary>Unknown: nothing is confirmed, not even that a booking exists.</summary>
    Unknown = 0,

    /// <summary>The channel attests a sender that equals an address on file.</summary>
    Attested = 1,

    /// <summary>A one-time code sent to the address on file was typed in the channel that asks.</summary>
    Verified = 2,
}
