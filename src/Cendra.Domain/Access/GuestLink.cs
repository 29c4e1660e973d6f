using Cendra.Domain.Stays;

namespace Cendra.Domain.Access;

/// <summary>
/// The page of one stay for one guest at one address on file. Its token stands in no row: whoever holds the key folder computes it when a message leaves, and the hash finds it again.
/// Whether it still opens is never stored; it follows from the stay as it is now, so that another guest, another number, a cancellation and new dates hold at once.
/// Unique by stay, guest and address.
/// </summary>
public sealed class GuestLink
{
    /// <summary>So long after the end of the code the page still says that the stay is over; then nothing is known of it any more.</summary>
    public static readonly TimeSpan KnownAfterEnd = TimeSpan.FromHours(24);

    /// <summary>Views are counted all; lines in the audit are at least so far apart, or whoever looks in a loop would fill it.</summary>
    public static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    /// <summary>So many lines about views one link leaves in its life; beyond, the count alone goes on.</summary>
    public const int MostLines = 200;

    public Guid Id { get; init; }
    public Guid StayId { get; init; }
    public Stay? Stay { get; init; }

    /// <summary>The guest it was made for, as <c>Reservation.GuestVersion</c> counts them.</summary>
    public int GuestVersion { get; init; }

    /// <summary>Keyed hash of the address on file that it was sent to: a number that was corrected leaves the wrong phone with a dead link.</summary>
    public required string AddressHash { get; init; }

    /// <summary>SHA-256 of its token, hex. Unique.</summary>
    public required string TokenHash { get; init; }

    public DateTimeOffset CreatedUtc { get; init; }

    /// <summary>How often the page was viewed.</summary>
    public int Views { get; init; }

    public DateTimeOffset? LastViewedUtc { get; init; }

    /// <summary>When the audit last got a line about views.</summary>
    public DateTimeOffset? LineUtc { get; init; }

    /// <summary>How many lines about views the audit got.</summary>
    public int Lines { get; init; }

    /// <summary>Does it open for this stay at this moment? The stay has its reservation; <paramref name="addressHash"/> is that of the number on file now.</summary>
    public bool Opens(Stay stay, string addressHash, DateTimeOffset nowUtc) =>
        stay is { Id: var id, Kind: StayKind.Guest, Status: not StayStatus.Cancelled, Reservation.GuestVersion: var guest, CheckOutUtc: { } checkOutUtc }
        && id == StayId && guest == GuestVersion && addressHash == AddressHash && nowUtc < (stay.CodeEndUtc ?? checkOutUtc) + KnownAfterEnd;
}
