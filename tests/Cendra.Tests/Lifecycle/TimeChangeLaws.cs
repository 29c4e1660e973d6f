using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>A guest gets another time only by a rule of the host, only within it, and never into the time of somebody else.</summary>
public sealed class TimeChangeLaws
{
    private static readonly string[] Zones = ["Europe/Madrid", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe"];
    private static readonly DateTimeOffset Now = new(2026, 10, 20, 9, 0, 0, TimeSpan.Zero);

    [Property(MaxTest = 2000)]
    public void What_is_approved_lies_within_a_rule_and_beside_both_neighbours(byte zone, bool early, ushort wanted, byte permission, ushort limit, byte hours, ushort gapBefore, ushort gapAfter, byte grace)
    {
        var stay = StayIn(Zones[zone % Zones.Length], grace % 241);
        var property = stay.Property!;
        var (kind, at) = (early ? TimeChangeKind.EarlyCheckIn : TimeChangeKind.LateCheckOut, Time(wanted));
        (property.EarlyCheckIn, property.LateCheckOut) = ((TimeChangePermission)(permission % 3), (TimeChangePermission)(permission / 3 % 3));
        (property.EarliestCheckIn, property.LatestCheckOut, property.TurnoverHours) = (Time(limit), Time(limit), hours % 25);
        var before = Before(stay, gapBefore % 3000);
        var next = After(stay, gapAfter % 3000);
        var answer = TimeChangeRules.Decide(kind, at, new StayRoom(stay, before, next), Now);
        if (answer.Answer != TimeChangeAnswer.Approved)
        {
            return;
        }

        Assert.Equal(TimeChangePermission.Free, early ? property.EarlyCheckIn : property.LateCheckOut);
        Assert.True(early ? at >= property.EarliestCheckIn && at < property.CheckInTime : at <= property.LatestCheckOut && at > property.CheckOutTime);
        (stay.HostCheckInTime, stay.HostCheckOutTime) = (early ? at : null, early ? null : at);
        var window = StayWindow.Of(property.Times(), stay.Dates());
        Assert.True(window.CheckInUtc >= before.CheckOutUtc && (!early || window.CheckInUtc >= before.CodeEndUtc));
        Assert.True(early || window.CodeEndUtc <= next.CheckInUtc);
        Assert.True(early ? window.CheckInUtc - before.CheckOutUtc >= TimeSpan.FromHours(hours % 25) : next.CheckInUtc - window.CheckOutUtc >= TimeSpan.FromHours(hours % 25));
    }

    [Property]
    public void Without_a_rule_nothing_is_approved_and_nothing_denied(bool early, ushort wanted)
    {
        var stay = StayIn("Europe/Madrid", 30);
        Assert.True(TimeChangeRules.Decide(early ? TimeChangeKind.EarlyCheckIn : TimeChangeKind.LateCheckOut, Time(wanted), new StayRoom(stay), Now).Answer is TimeChangeAnswer.ToHost or TimeChangeAnswer.NotNeeded);
    }

    [Theory]
    [InlineData("12:00", TimeChangeAnswer.Approved)]
    [InlineData("12:01", TimeChangeAnswer.ToHost)]
    [InlineData("15:00", TimeChangeAnswer.ToHost)]
    [InlineData("11:00", TimeChangeAnswer.NotNeeded)]
    [InlineData("09:00", TimeChangeAnswer.NotNeeded)]
    public void A_late_check_out_is_free_up_to_the_limit_and_the_hosts_beyond(string wanted, TimeChangeAnswer expected)
    {
        var stay = StayIn("Europe/Madrid", 30);
        (stay.Property!.LateCheckOut, stay.Property.LatestCheckOut) = (TimeChangePermission.Free, new TimeOnly(12, 0));
        Assert.Equal(expected, TimeChangeRules.Decide(TimeChangeKind.LateCheckOut, TimeOnly.Parse(wanted, System.Globalization.CultureInfo.InvariantCulture), new StayRoom(stay), Now).Answer);
    }

    [Fact]
    public void A_turnover_on_the_same_day_leaves_no_room()
    {
        var stay = StayIn("Europe/Madrid", 30);
        (stay.Property!.LateCheckOut, stay.Property.LatestCheckOut) = (TimeChangePermission.Free, new TimeOnly(12, 0));
        var answer = TimeChangeRules.Decide(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0), new StayRoom(stay, After(stay, 4 * 60)), Now);
        Assert.Equal(TimeChangeAnswer.Denied, answer.Answer);
        Assert.StartsWith("The next stay begins", answer.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Never_is_no_and_a_stay_that_is_over_is_the_hosts()
    {
        var stay = StayIn("Europe/Madrid", 30);
        stay.Property!.LateCheckOut = TimeChangePermission.No;
        Assert.Equal(TimeChangeAnswer.Denied, TimeChangeRules.Decide(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0), new StayRoom(stay), Now).Answer);
        Assert.Equal(TimeChangeAnswer.ToHost, TimeChangeRules.Decide(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0), new StayRoom(stay), stay.CheckOutUtc!.Value).Answer);
        stay.Status = StayStatus.Cancelled;
        Assert.Equal(TimeChangeAnswer.ToHost, TimeChangeRules.Decide(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0), new StayRoom(stay), Now).Answer);
    }

    private static Stay StayIn(string zone, int grace)
    {
        var property = new Property { Name = "Casa Born", TimeZoneId = zone, GraceMinutes = grace };
        var stay = new Stay { Property = property, PropertyId = property.Id, Status = StayStatus.Confirmed, CheckInLocal = new DateOnly(2026, 10, 22), CheckOutLocal = new DateOnly(2026, 10, 25) };
        var window = StayWindow.Of(property.Times(), stay.Dates());
        (stay.CheckInUtc, stay.CheckOutUtc, stay.CodeEndUtc) = (window.CheckInUtc, window.CheckOutUtc, window.CodeEndUtc);
        return stay;
    }

    private static StayAround Before(Stay stay, int minutes)
    {
        var ends = stay.CheckInUtc!.Value.AddMinutes(-minutes);
        return new StayAround(stay.CheckInLocal.AddDays(-2), stay.CheckInLocal.AddDays(-(minutes / 1440)), ends.AddDays(-2), ends, ends.AddMinutes(stay.Property!.GraceMinutes));
    }

    private static StayAround After(Stay stay, int minutes)
    {
        var begins = stay.CheckOutUtc!.Value.AddMinutes(minutes);
        return new StayAround(stay.CheckOutLocal.AddDays(minutes / 1440), stay.CheckOutLocal.AddDays(4), begins, begins.AddDays(3));
    }

    private static TimeOnly Time(ushort minutes) => new TimeOnly(0, 0).AddMinutes(minutes % (24 * 60));
}
