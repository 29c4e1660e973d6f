using System.ComponentModel;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// The shape of what a PUT takes, for the description alone: the signed webhook's reader reads it (<see cref="Generic.GenericBody"/>), and a test holds the two together.
/// </summary>
public sealed record ReservationBody
{
    [Description("A timestamp such as 2026-11-20T10:00:00Z, or an integer; it rises with every change.")]
    public required object Version { get; init; }

    [Description("confirmed, in_house, completed, no_show, cancelled, tentative; owner or blocked where nobody pays. Another word is kept, gives no code, and is a host's task.")]
    public required string Status { get; init; }

    [Description("The id in the address, or left out.")]
    public string? ExternalId { get; init; }

    [Description("The unit, where there is one only; a property has it among its listings.")]
    public string? ListingExternalId { get; init; }

    [Description("Day of arrival at the property.")]
    public DateOnly? CheckIn { get; init; }

    [Description("Day of departure, after the day of arrival and within two years of it.")]
    public DateOnly? CheckOut { get; init; }

    [Description("Time of arrival such as 16:00, at the property; without it the property's.")]
    public string? CheckInTime { get; init; }

    [Description("Time of departure such as 10:00, at the property; without it the property's.")]
    public string? CheckOutTime { get; init; }

    [Description("guest, owner or block; without it the status says which.")]
    public string? Kind { get; init; }

    [Description("The units, where there are several, in place of listingExternalId: 1 to 50, each listing once. A unit that is left out from then on is cancelled; what is left out of a unit is taken from the reservation.")]
    public IReadOnlyList<UnitBody>? Units { get; init; }

    [Description("The guest as far as known.")]
    public GuestBody? Guest { get; init; }

    [Description("How many come, 1 to 1000.")]
    public int? Guests { get; init; }

    [Description("Where it was booked, at most 64 characters.")]
    public string? Channel { get; init; }

    [Description("The booking's code that guest and host know, at most 64 characters.")]
    public string? ConfirmationCode { get; init; }
}

/// <summary>One unit of several.</summary>
public sealed record UnitBody
{
    [Description("The unit; a property has it among its listings. At most 200 characters.")]
    public required string ListingExternalId { get; init; }

    [Description("Its own day of arrival.")]
    public DateOnly? CheckIn { get; init; }

    [Description("Its own day of departure.")]
    public DateOnly? CheckOut { get; init; }

    [Description("Its own time of arrival.")]
    public string? CheckInTime { get; init; }

    [Description("Its own time of departure.")]
    public string? CheckOutTime { get; init; }
}

/// <summary>The guest; what is left out changes nothing.</summary>
public sealed record GuestBody
{
    [Description("At most 200 characters.")]
    public string? Name { get; init; }

    [Description("Best with the country: +34600000001. The code is told to this number and no other.")]
    public string? Phone { get; init; }

    [Description("At most 254 characters.")]
    public string? Email { get; init; }

    [Description("Such as es or pt-BR.")]
    public string? Language { get; init; }
}

/// <summary>What a call to cancel takes, for the description.</summary>
public sealed record CancelBody
{
    [Description("Newer than the version held: a timestamp or an integer.")]
    public required object Version { get; init; }
}
