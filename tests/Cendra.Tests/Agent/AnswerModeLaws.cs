using Cendra.Agent;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using FsCheck.Xunit;
using NodaTime;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Who answers follows from the clock on the property's wall, the stay's days and the host's rules, whatever the zone does with its clock.</summary>
public sealed class AnswerModeLaws
{
    private static readonly string[] Zones = ["Europe/Madrid", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia"];
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Property]
    public void Hours_and_the_hours_that_are_left_share_every_moment_of_the_day(ushort from, ushort until, ushort at)
    {
        var (begins, ends, time) = (Time(from), Time(until), Time(at));
        Assert.Equal(begins == ends, AnswerModes.IsWithin(begins, ends, time) && AnswerModes.IsWithin(ends, begins, time));
        Assert.True(AnswerModes.IsWithin(begins, ends, time) || AnswerModes.IsWithin(ends, begins, time));
        Assert.True(AnswerModes.IsWithin(begins, ends, begins));
        Assert.Equal(begins == ends, AnswerModes.IsWithin(begins, ends, ends));
    }

    [Property(MaxTest = 500)]
    public void The_hour_is_that_on_the_wall_also_where_it_comes_twice_or_never(byte zone, uint minutes, ushort from, ushort until)
    {
        var (property, now) = (In(Zones[zone % Zones.Length]), From.AddMinutes(minutes % (2 * 366 * 24 * 60)));
        property.AnswerRules.Add(new AnswerRule { FromLocal = Time(from), UntilLocal = Time(until), Mode = AnswerMode.Draft });
        var wall = Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[property.TimeZoneId]).TimeOfDay;
        var at = new TimeOnly(wall.Hour, wall.Minute);
        Assert.Equal(AnswerModes.IsWithin(Time(from), Time(until), at) ? AnswerMode.Draft : AnswerMode.Autopilot, AnswerModes.Of(property, StayOf(now), [], now).Mode);
    }

    [Property]
    public void A_stay_goes_through_its_stages_in_order_and_never_back(byte zone, byte nights, uint minutes, ushort later)
    {
        var place = Zones[zone % Zones.Length];
        var stay = StayOf(From.AddDays(30));
        (stay.CheckOutLocal, stay.CheckOutUtc) = (stay.CheckInLocal.AddDays(1 + (nights % 20)), StayWindow.InstantOf(stay.CheckInLocal.AddDays(1 + (nights % 20)), new TimeOnly(11, 0), place));
        var now = From.AddMinutes(minutes % (70 * 24 * 60));
        var (first, then) = (AnswerModes.StageOf(stay, place, now), AnswerModes.StageOf(stay, place, now.AddMinutes(later)));
        Assert.True(then >= first);
        Assert.Equal(now >= stay.CheckOutUtc, first == StayStage.AfterCheckOut);
        Assert.Equal(StayStage.ArrivalDay, AnswerModes.StageOf(stay, place, StayWindow.InstantOf(stay.CheckInLocal, new TimeOnly(12, 0), place)));
    }

    [Property]
    public void The_first_rule_that_fits_holds_and_the_order_in_which_they_were_read_does_not_matter(byte first, byte second, bool swapped)
    {
        var property = In(Zones[0]);
        AnswerRule[] rules = [new AnswerRule { Position = 1, Mode = (AnswerMode)(first % 3) }, new AnswerRule { Position = 2, Mode = (AnswerMode)(second % 3) }];
        property.AnswerRules.AddRange(swapped ? rules.Reverse() : rules);
        Assert.Equal((AnswerMode)(first % 3), AnswerModes.Of(property, StayOf(From), [], From).Mode);
    }

    [Fact]
    public void Drafts_during_the_day_and_autopilot_from_ten_to_eight_change_on_the_minute()
    {
        var property = In("Europe/Madrid");
        property.AnswerMode = AnswerMode.Draft;
        property.AnswerRules.Add(new AnswerRule { FromLocal = new TimeOnly(22, 0), UntilLocal = new TimeOnly(8, 0), Mode = AnswerMode.Autopilot });
        Assert.Equal((AnswerMode.Draft, "Drafts at this property."), At(property, "2026-10-24 21:59"));
        Assert.Equal((AnswerMode.Autopilot, "Autopilot 22:00 to 08:00."), At(property, "2026-10-24 22:00"));
        Assert.Equal(AnswerMode.Autopilot, At(property, "2026-10-25 02:30").Mode); // The night in which this hour comes twice.
        Assert.Equal(AnswerMode.Autopilot, At(property, "2026-10-25 07:59").Mode);
        Assert.Equal(AnswerMode.Draft, At(property, "2026-10-25 08:00").Mode);
    }

    [Fact]
    public void A_topic_that_is_kept_for_a_person_goes_before_every_mode()
    {
        var property = In("Europe/Madrid");
        property.RestrictedTopics = "payment,nonsense, pets";
        Assert.Equal(["payment", "pets"], AnswerModes.Restricted(property));
        var decision = AnswerModes.Of(property, StayOf(From), ["wifi", "pets"], From);
        Assert.Equal((AnswerMode.Off, "Pets goes to a person at this property.", true), (decision.Mode, decision.Why, decision.IsOfTopic));
        Assert.Equal(AnswerMode.Autopilot, AnswerModes.Of(property, StayOf(From), ["wifi"], From).Mode);
    }

    [Fact]
    public void A_rule_of_a_stage_says_so()
    {
        var property = In("Europe/Madrid");
        property.AnswerRules.Add(new AnswerRule { Stage = StayStage.AfterCheckOut, Mode = AnswerMode.Off });
        property.AnswerRules.Add(new AnswerRule { Stage = StayStage.BeforeArrival, FromLocal = new TimeOnly(8, 0), UntilLocal = new TimeOnly(20, 0), Mode = AnswerMode.Draft, Position = 1 });
        var stay = StayOf(From.AddDays(3));
        Assert.Equal("Drafts before arrival, 08:00 to 20:00.", AnswerModes.Of(property, stay, [], From.AddHours(11)).Why);
        Assert.Equal("A person answers after check-out.", AnswerModes.Of(property, stay, [], From.AddDays(9)).Why);
    }

    private static (AnswerMode Mode, string Why) At(Property property, string local)
    {
        var at = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        var now = StayWindow.InstantOf(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at), property.TimeZoneId);
        var decision = AnswerModes.Of(property, StayOf(now), [], now);
        return (decision.Mode, decision.Why);
    }

    private static Property In(string zone) => new() { Name = "Casa Born", TimeZoneId = zone };

    private static Stay StayOf(DateTimeOffset begins)
    {
        var day = DateOnly.FromDateTime(begins.UtcDateTime);
        return new Stay { CheckInLocal = day, CheckOutLocal = day.AddDays(3), CheckOutUtc = begins.AddDays(3) };
    }

    private static TimeOnly Time(ushort minutes) => new TimeOnly(0, 0).AddMinutes(minutes % (24 * 60));
}
