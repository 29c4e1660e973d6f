using Cendra.Server.Rehearsal;

namespace Cendra.Server.Tests.Rehearsal;

/// <summary>When the first made-up guest comes: at whatever hour somebody tries the product, there is a check-in to walk to.</summary>
public sealed class FirstNightTests
{
    [Fact]
    public void At_every_quarter_of_an_hour_of_a_year_the_first_check_in_is_an_hour_to_a_day_and_an_hour_ahead()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var now = start; now < start.AddYears(1); now = now.AddMinutes(15))
        {
            var checkIn = RehearsalHouse.FirstNight(now, "Europe/Madrid").ToDateTime(RehearsalHouse.CheckIn);
            var ahead = checkIn - TimeZoneInfo.ConvertTime(now, zone).DateTime;
            Assert.InRange(ahead, TimeSpan.FromHours(1), TimeSpan.FromHours(25));
        }
    }
}
