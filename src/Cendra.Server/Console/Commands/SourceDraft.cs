using Cendra.Domain.Portfolio;

namespace Cendra.Server.Console.Commands;

/// <summary>A calendar or a list as it is typed. Secrets that are known already are never put into it: an empty address or key of a change keeps what was.</summary>
public sealed class SourceDraft
{
    /// <summary>Null = a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Calendar or list.</summary>
    public ConnectionKind Kind { get; set; } = ConnectionKind.ICalendar;

    public string Name { get; set; } = "";

    /// <summary>The address, which is a secret.</summary>
    public string Url { get; set; } = "";

    /// <summary>Of a list: sent as <c>Authorization: Bearer</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Of a list that had a key and shall have none.</summary>
    public bool ForgetKey { get; set; }

    /// <summary>Of a calendar: the property whose calendar it is; empty = said later on the property's page.</summary>
    public Guid PropertyId { get; set; }

    /// <summary>Events of a calendar that cannot tell bookings from closures are guests' stays.</summary>
    public bool OpaqueIsGuestStay { get; set; }

    /// <summary>Times of day in the calendar are those of arrival and departure.</summary>
    public bool RealTimes { get; set; }

    /// <summary>Words that mean a closed calendar, separated by commas; empty = the usual ones.</summary>
    public string BlockWords { get; set; } = "";
}

/// <summary>What came of saving a source.</summary>
/// <param name="Found">What its address lists, in words; empty when it was not saved.</param>
/// <param name="Problem">What to change; empty = saved.</param>
public sealed record SourceSaved(string Found, string Problem);
