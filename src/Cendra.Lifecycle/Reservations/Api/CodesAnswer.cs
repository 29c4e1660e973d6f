using System.ComponentModel;
using System.Text.Json.Serialization;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>The digits of a reservation's doors, or why there are none. It is answered and kept nowhere. No records: nothing that holds digits prints itself.</summary>
public sealed class CodesAnswer
{
    [Description("The program's id of the reservation.")]
    public required string ExternalId { get; init; }

    [Description("What is let, without units that are no longer part of the reservation.")]
    public required IReadOnlyList<UnitCodes> Units { get; init; }
}

/// <summary>One unit with the digits of its doors.</summary>
public sealed class UnitCodes
{
    [Description("The program's id of the unit.")]
    public required string ListingExternalId { get; init; }

    [Description("May the digits be told now? share = they stand in codes.")]
    [JsonConverter(typeof(ApiWords<DisclosureAnswer>))]
    public required DisclosureAnswer Answer { get; init; }

    [Description("With too_early: from when they may be told.")]
    public DateTimeOffset? OpensAt { get; init; }

    [Description("The doors in the order in which a guest meets them; empty unless the digits may be told.")]
    public required IReadOnlyList<DoorDigits> Codes { get; init; }
}

/// <summary>The digits of one door.</summary>
public sealed class DoorDigits
{
    [Description("The door, as its property calls it.")]
    public required string Door { get; init; }

    [Description("What is typed at it.")]
    public required string Digits { get; init; }

    [Description("From when they open.")]
    public required DateTimeOffset ValidFrom { get; init; }

    [Description("Check-out; the door may open a little longer.")]
    public required DateTimeOffset ValidUntil { get; init; }
}
