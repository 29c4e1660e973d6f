using System.Globalization;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;

namespace Cendra.Lifecycle.Orders;

/// <summary>What a guest who wants another time is told.</summary>
public enum TimeChangeAnswer
{
    /// <summary>Yes, by the host's rule: the stay is moved.</summary>
    Approved,

    /// <summary>The stay has that time, or a better one, already.</summary>
    NotNeeded,

    /// <summary>A person decides.</summary>
    ToHost,

    /// <summary>No, by the host's rule or because there is no room.</summary>
    Denied,
}

/// <summary>The answer and why, in a host's words. <paramref name="At"/> is the time that was asked for.</summary>
public sealed record TimeChangeDecision(TimeChangeAnswer Answer, TimeOnly At, string Why);

/// <summary>
/// Whether a guest may come earlier or leave later: only by the host's own rule, only up to its limit, and only where the stays beside leave the hours that the host wants between two, and the code of neither reaches
/// into the other. Everything that a rule does not say is a person's to decide. Pure.
/// </summary>
public static class TimeChangeRules
{
    /// <summary>Hours between two stays where a host says nothing else.</summary>
    public const int UsualTurnoverHours = 4;

    /// <summary>Decides for the stay of this room.</summary>
    public static TimeChangeDecision Decide(TimeChangeKind kind, TimeOnly wanted, StayRoom room, DateTimeOffset nowUtc)
    {
        var stay = room.Stay;
        if (stay is not { Property: { } property, CheckInUtc: not null, CheckOutUtc: not null })
        {
            return new(TimeChangeAnswer.ToHost, wanted, "No property is set for the stay.");
        }

        var early = kind == TimeChangeKind.EarlyCheckIn;
        var usual = early ? stay.Dates().CheckInTime ?? property.CheckInTime : stay.Dates().CheckOutTime ?? property.CheckOutTime;
        if (early ? wanted >= usual : wanted <= usual)
        {
            return new(TimeChangeAnswer.NotNeeded, wanted, string.Create(CultureInfo.InvariantCulture, $"Check-{(early ? "in" : "out")} is {usual:HH:mm} already."));
        }

        if (stay.Entitlement != Entitlement.Earns || nowUtc >= (early ? stay.CheckInUtc : stay.CheckOutUtc))
        {
            return new(TimeChangeAnswer.ToHost, wanted, "The stay is not confirmed, or that time of it has passed.");
        }

        var (permission, limit) = early ? (property.EarlyCheckIn, property.EarliestCheckIn) : (property.LateCheckOut, property.LatestCheckOut);
        return (permission, limit) switch
        {
            (TimeChangePermission.No, _) => new(TimeChangeAnswer.Denied, wanted, $"Your rule: no {Words(kind)}."),
            (TimeChangePermission.Free, { } farthest) when (early ? wanted < farthest : wanted > farthest) => new(TimeChangeAnswer.ToHost, wanted, string.Create(CultureInfo.InvariantCulture, $"Your rule allows {Words(kind)} {(early ? "from" : "until")} {farthest:HH:mm}, and {wanted:HH:mm} was asked for.")),
            (TimeChangePermission.Free, { } farthest) => WithRoom(kind, wanted, farthest, room, property, nowUtc),
            _ => new(TimeChangeAnswer.ToHost, wanted, $"You decide on {Words(kind)} yourself."),
        };
    }

    /// <summary>"early check-in".</summary>
    public static string Words(TimeChangeKind kind) => kind == TimeChangeKind.EarlyCheckIn ? "early check-in" : "late check-out";

    private static TimeChangeDecision WithRoom(TimeChangeKind kind, TimeOnly wanted, TimeOnly limit, StayRoom room, Property property, DateTimeOffset nowUtc)
    {
        var early = kind == TimeChangeKind.EarlyCheckIn;
        var window = early ? room.Window(wanted, room.Stay.HostCheckOutTime) : room.Window(room.Stay.HostCheckInTime, wanted);
        if (window is null || nowUtc >= (early ? window.CheckInUtc : window.CheckOutUtc))
        {
            return new(TimeChangeAnswer.ToHost, wanted, "That time has passed, or the stay would end before it begins.");
        }

        var hours = TimeSpan.FromHours(property.TurnoverHours ?? UsualTurnoverHours);
        if (early && room.Before is { } before && (window.CheckInUtc - before.CheckOutUtc < Between(before) || window.CheckInUtc < Latest(before.CheckOutUtc, before.CodeEndUtc)))
        {
            return new(TimeChangeAnswer.Denied, wanted, $"The stay before ends {Moment(before.CheckOutUtc)}: less than your {hours.TotalHours:0} h lie between.");
        }

        if (!early && room.Next is { } next && (next.CheckInUtc - window.CheckOutUtc < Between(next) || window.CodeEndUtc > next.CheckInUtc))
        {
            return new(TimeChangeAnswer.Denied, wanted, $"The next stay begins {Moment(next.CheckInUtc)}: less than your {hours.TotalHours:0} h lie between.");
        }

        var order = (early ? room.WhyNotEarlier(window) : room.WhyNotLater(window)) is { Length: > 0 } inTheWay ? inTheWay : room.WhyNoCode(window);
        return order.Length > 0
            ? new(TimeChangeAnswer.ToHost, wanted, order)
            : new(TimeChangeAnswer.Approved, wanted, string.Create(CultureInfo.InvariantCulture, $"Your rule: {Words(kind)} is free {(early ? "from" : "until")} {limit:HH:mm} where the place is."));

        TimeSpan Between(StayAround around) => around.IsBlock ? TimeSpan.Zero : hours;

        string Moment(DateTimeOffset at) => OrderedStay.Moment(at, property.TimeZoneId);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}
