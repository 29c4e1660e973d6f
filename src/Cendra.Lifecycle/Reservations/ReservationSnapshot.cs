using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Reservations;

/// <summary>
/// What a source says of one booking, in Cendra's words. A field that is null was not observed and overwrites nothing.
/// </summary>
/// <param name="ExternalId">The source's id.</param>
/// <param name="SourceVersion">Its version as written.</param>
/// <param name="SourceOrder">Its version as a number that rises.</param>
/// <param name="Status">The status.</param>
/// <param name="StatusRaw">The status as written.</param>
/// <param name="Units">One for each property; empty only for a deletion.</param>
/// <param name="Guest">The guest, as far as observed.</param>
/// <param name="GuestCount">How many come.</param>
/// <param name="Channel">Where it was booked.</param>
/// <param name="ConfirmationCode">The booking's code.</param>
/// <param name="ContentHash">SHA-256 over the observed fields.</param>
/// <param name="Observed">The observed fields as cleaned JSON.</param>
public sealed record ReservationSnapshot(
    string ExternalId,
    string SourceVersion,
    long SourceOrder,
    StayStatus Status,
    string StatusRaw,
    IReadOnlyList<UnitSnapshot> Units,
    GuestSnapshot Guest,
    int? GuestCount,
    string? Channel,
    string? ConfirmationCode,
    string ContentHash,
    string Observed)
{
    /// <summary>What the booking is; only a guest's stay is written to.</summary>
    public BookingKind Kind { get; init; }

    /// <summary>The source says that dates are not settled yet: there are no units, and no deletion either.</summary>
    public bool IsUndated { get; init; }
}

/// <summary>One unit of a booking with its dates; times only where the source has them.</summary>
public sealed record UnitSnapshot(string ListingExternalId, DateOnly CheckInLocal, DateOnly CheckOutLocal, TimeOnly? CheckInTime, TimeOnly? CheckOutTime)
{
    /// <summary>The listing's time zone as the source says it, by name or as an offset; null = it does not say. The zone that a host set holds.</summary>
    public string? Zone { get; init; }
}

/// <summary>The guest as far as observed.</summary>
public sealed record GuestSnapshot(string? Name, string? Phone, string? Email, string? Language);
