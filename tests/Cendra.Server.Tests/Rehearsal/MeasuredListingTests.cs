using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Commands;
using Cendra.Server.Rehearsal;
using Cendra.Server.Tests.World;

namespace Cendra.Server.Tests.Rehearsal;

/// <summary>Where the measurement books: never into a house that is still being put up.</summary>
public sealed class MeasuredListingTests
{
    [Fact]
    public async Task A_house_whose_own_first_guest_is_not_booked_yet_is_waited_for()
    {
        await using var house = new House(jobsRun: false);
        var around = new Neighbourhood(house);
        var pms = await around.ConnectAsync();
        var property = await around.PropertyAsync("Plaça del Sol 5, attic", "Barcelona", "Europe/Madrid", "Attic");
        await using (var db = house.Database.Open())
        {
            db.PropertyListings.Add(new PropertyListing { Id = house.NextId(), PropertyId = property.Id, ConnectionId = pms, ExternalId = "attic" });
            await db.SaveChangesAsync();
        }

        Assert.Null(await Measure.FindListingAsync(house.Database, CancellationToken.None));
        await around.StayAsync(property, "Amelia Hart", 2, House.Evening, House.Evening.AddDays(3));
        Assert.Equal(("attic", property.Id), await Measure.FindListingAsync(house.Database, CancellationToken.None));
    }

    [Fact]
    public async Task In_the_hour_before_check_in_it_books_tonight_because_the_first_guest_has_all_nights_that_a_lock_takes_codes_for()
    {
        await using var house = new House(jobsRun: false);
        var around = new Neighbourhood(house);
        await around.ConnectAsync();
        var property = await around.PropertyAsync("Plaça del Sol 5, attic", "Barcelona", "Europe/Madrid", "Attic");
        await using (var db = house.Database.Open())
        {
            db.Properties.Attach(property);
            property.CheckInTime = RehearsalHouse.CheckIn;
            await db.SaveChangesAsync();
        }

        var now = new DateTimeOffset(2026, 11, 23, 14, 57, 0, TimeSpan.Zero);
        var first = new DateTimeOffset(RehearsalHouse.FirstNight(now, property.TimeZoneId), RehearsalHouse.CheckIn, TimeSpan.FromHours(1));
        await around.StayAsync(property, "Amelia Hart", 2, first, first.AddDays(2));

        var night = await Measure.NightAsync(house.Database, property.Id, now, CancellationToken.None);
        Assert.InRange(StayWindow.InstantOf(night, RehearsalHouse.CheckIn, property.TimeZoneId) - now, TimeSpan.Zero, TimeSpan.FromHours(72));
        Assert.Equal(new DateOnly(2026, 11, 26), await Measure.NightAsync(house.Database, property.Id, now.AddMinutes(10), CancellationToken.None));
    }
}
