using Cendra.Domain.Portfolio;
using Cendra.Server.Commands;
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
}
