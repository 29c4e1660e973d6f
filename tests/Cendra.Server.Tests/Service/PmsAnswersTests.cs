using System.Net;

namespace Cendra.Server.Tests.Service;

/// <summary>What the generic PMS webhook answers, and that only what was accepted is kept.</summary>
public sealed class PmsAnswersTests
{
    [Fact]
    public async Task A_new_delivery_is_202_the_same_again_200_and_its_id_with_another_body_409()
    {
        await using var world = await ServiceWorld.OpenAsync();
        var delivery = world.NewDelivery(ServiceWorld.Booking("R1", "Born 9", "2026-06-10", "2026-06-13"));
        Assert.Equal(HttpStatusCode.Accepted, await world.PostAsync(delivery));
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(delivery));
        Assert.Equal(HttpStatusCode.OK, await world.PostAsync(delivery with { AtUtc = world.Now.AddSeconds(7) }));
        var other = world.NewDelivery(ServiceWorld.Booking("R2", "Born 9", "2026-06-10", "2026-06-13")) with { Id = delivery.Id };
        Assert.Equal(HttpStatusCode.Conflict, await world.PostAsync(other));
        Assert.Equal(1, await world.StoredAsync());
        await world.WorkAsync();
        Assert.Equal(new DateOnly(2026, 6, 10), (await world.StayAsync("R1")).CheckInLocal);
    }
}
