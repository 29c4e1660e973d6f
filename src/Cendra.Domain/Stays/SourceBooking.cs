namespace Cendra.Domain.Stays;

/// <summary>
/// What one source last said of one booking. Reservation and stays follow from it; a version older than the one held here changes nothing.
/// Unique by connection and external id.
/// </summary>
public sealed class SourceBooking
{
    public Guid Id { get; init; }
    public Guid ConnectionId { get; set; }
    public required string ExternalId { get; set; }
    public Guid ReservationId { get; set; }
    public Reservation? Reservation { get; set; }

    /// <summary>The source's own version, as it wrote it.</summary>
    public string SourceVersion { get; set; } = "";

    /// <summary>The version as a number that rises: microseconds since 1970 for a timestamp, else the integer itself.</summary>
    public long SourceOrder { get; set; }

    /// <summary>SHA-256 of the observed fields, hex; equal version with another hash is refused and noted.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>The source's status as it wrote it.</summary>
    public string StatusRaw { get; set; } = "";

    public BookingKind Kind { get; set; }

    /// <summary>What was observed, cleaned of codes, as JSON.</summary>
    public string Observed { get; set; } = "";

    public DateTimeOffset ObservedUtc { get; set; }

    /// <summary>When the source was last asked for this booking by itself, shortly before somebody arrives or is told a code; null = never.</summary>
    public DateTimeOffset? AskedAgainUtc { get; set; }

    /// <summary>How often in a row a full list lacked it. Absence is not cancellation.</summary>
    public int Misses { get; set; }

    public DateTimeOffset? FirstMissedUtc { get; set; }

    public DateTimeOffset? LastMissedUtc { get; set; }

    /// <summary>When it was taken for cancelled because lists lacked it; null = it was not. It comes back to life when a list has it again.</summary>
    public DateTimeOffset? GoneUtc { get; set; }

    /// <summary>Another source says more of the same stay: this one is kept in mind and changes nothing.</summary>
    public bool IsSecondary { get; set; }

    /// <summary>A list has it, or the source said something of it: nothing is counted any more.</summary>
    public void WasListed() => (Misses, FirstMissedUtc, LastMissedUtc, GoneUtc) = (0, null, null, null);

    /// <summary>A list lacked it.</summary>
    public void WasMissed(DateTimeOffset atUtc) => (Misses, FirstMissedUtc, LastMissedUtc) = (Misses + 1, FirstMissedUtc ?? atUtc, atUtc);

    public int Version { get; set; }
}

/// <summary>What a booking is. Only a guest stay earns a code by itself.</summary>
public enum BookingKind
{
    /// <summary>Guests come.</summary>
    GuestStay = 0,

    /// <summary>The owner comes.</summary>
    OwnerStay = 1,

    /// <summary>The calendar is closed; nobody comes.</summary>
    Block = 2,

    /// <summary>The source cannot say whether somebody comes.</summary>
    Opaque = 3,
}
