namespace Cendra.Lifecycle.Reservations.ICal;

/// <summary>One event of a feed as Cendra understands it.</summary>
/// <param name="Uid">The source's id; null only where the event has none.</param>
/// <param name="Summary">As written.</param>
/// <param name="Kind">What it is.</param>
/// <param name="CheckIn">First night, in the listing's zone; null where it cannot be read.</param>
/// <param name="CheckOut">Day of departure, in the listing's zone.</param>
public sealed record CalendarEntry(string? Uid, string Summary, CalendarEntryKind Kind, DateOnly? CheckIn, DateOnly? CheckOut)
{
    /// <summary>The times of events that have any, in the listing's zone.</summary>
    public (TimeOnly In, TimeOnly Out)? Times { get; init; }

    /// <summary>What its text says of the guest: facts of this source, never instructions.</summary>
    public CalendarGuest Guest { get; init; } = CalendarGuest.Nobody;
}

/// <summary>What a feed says of a guest; null = not said.</summary>
public sealed record CalendarGuest(string? Name, string? ConfirmationCode, string? PhoneLast4, string? Phone, string? Email, int? Count)
{
    /// <summary>Nothing is said.</summary>
    public static readonly CalendarGuest Nobody = new(null, null, null, null, null, null);
}

/// <summary>What an event of a feed is.</summary>
public enum CalendarEntryKind
{
    /// <summary>Guests come.</summary>
    Reservation,

    /// <summary>The calendar is closed.</summary>
    Block,

    /// <summary>The feed does not say which of the two it is (Booking.com).</summary>
    Opaque,

    /// <summary>Not agreed yet.</summary>
    Tentative,

    /// <summary>Says itself that it was cancelled.</summary>
    Cancelled,

    /// <summary>A note about a day of a stay that the feed lists too (Smoobu).</summary>
    Marker,

    /// <summary>Comes again and again, as no stay does.</summary>
    Recurring,

    /// <summary>Has no id by which it could be known again.</summary>
    NoUid,

    /// <summary>Has no beginning that can be read, or in a zone that nobody knows.</summary>
    Unreadable,

    /// <summary>Ends before it begins, or lasts for years.</summary>
    ImpossibleDates,

    /// <summary>Stands in the feed twice with different dates.</summary>
    Contradicted,
}
