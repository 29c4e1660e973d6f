using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What a host orders on the page of a stay, and what stands in the way of it.</summary>
public sealed class OrdersTests
{
    private static readonly string Marta = AuditActor.Host(new Guid("00000000-0000-7000-8000-00000000ab1e"));

    [Fact]
    public async Task T20_An_early_check_in_opens_the_door_from_then_and_is_recorded_with_its_host()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.ArriveAtAsync(id, new TimeOnly(12, 0), PropertyScope.All, Marta, CancellationToken.None)));
        await world.MoveToAsync("2026-06-03 12:05");
        Assert.True(world.Opens("flat", pin));
        var line = Assert.Single(await world.ChainAsync("R1"), e => e.Kind == AuditKind.HostOrdered);
        Assert.Equal((Marta, "Check-in at 12:00"), (line.Actor, line.What));
    }

    [Fact]
    public async Task T20_An_early_check_in_is_refused_with_words_while_the_stay_before_and_its_cleaning_stand_in_the_way()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        var refused = await OrderAsync(world, "R2", (o, id) => o.ArriveAtAsync(id, new TimeOnly(12, 0), PropertyScope.All, Marta, CancellationToken.None));
        Assert.Equal("The stay before ends Fri 5 Jun 11:00 CEST; with the cleaning the place is free from Fri 5 Jun 14:00 CEST. Choose that time or a later one.", refused);
        Assert.Null((await world.StayAsync("R2")).HostCheckInTime);
        Assert.Equal("", await OrderAsync(world, "R2", (o, id) => o.ArriveAtAsync(id, new TimeOnly(14, 0), PropertyScope.All, Marta, CancellationToken.None)));
    }

    [Fact]
    public async Task T21_A_late_check_out_keeps_the_door_open_and_is_refused_where_the_next_guests_come()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        var refused = await OrderAsync(world, "R1", (o, id) => o.LeaveAtAsync(id, new TimeOnly(14, 0), PropertyScope.All, Marta, CancellationToken.None));
        Assert.Contains("The next guests come Fri 5 Jun 15:00 CEST; the cleaning begins Fri 5 Jun 12:00 CEST at the latest", refused, StringComparison.Ordinal);
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.LeaveAtAsync(id, new TimeOnly(12, 0), PropertyScope.All, Marta, CancellationToken.None)));
        await world.MoveToAsync("2026-06-05 11:55");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task T20_A_booking_that_comes_back_beside_an_early_check_in_is_told_to_a_host_and_nobody_loses_a_code()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05", status: "cancelled");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        Assert.Equal("", await OrderAsync(world, "R2", (o, id) => o.ArriveAtAsync(id, new TimeOnly(10, 0), PropertyScope.All, Marta, CancellationToken.None)));
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal("Born 9: too little time between two stays", call.Title);
        Assert.StartsWith("Check-in was moved to Fri 5 Jun 10:00 CEST, and the stay before ends Fri 5 Jun 11:00 CEST now.", call.Text, StringComparison.Ordinal);
        await world.MoveToAsync("2026-06-05 10:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.True(world.Opens("flat", await world.DigitsAsync("R2", "flat")));
        await world.MoveToAsync("2026-06-05 16:00");
        Assert.False(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task Times_of_bookings_a_time_moved_away_from_the_neighbour_and_a_guest_who_stays_on_call_nobody()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.BodyArrivesAsync("""{"type":"reservation.upserted","reservation":{"externalId":"R2","version":1,"listingExternalId":"Born 9","status":"confirmed","checkIn":"2026-06-05","checkOut":"2026-06-08","checkInTime":"12:00","guest":{"name":"Jonas Weber","phone":"+4915100000002"}}}""");
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.LeaveAtAsync(id, new TimeOnly(10, 0), PropertyScope.All, Marta, CancellationToken.None)));
        Assert.Empty(await world.OpenEscalationsAsync());

        await world.BookingArrivesAsync("R3", "Born 9", "2026-06-12", "2026-06-14");
        Assert.Equal("", await OrderAsync(world, "R3", (o, id) => o.LeaveAtAsync(id, new TimeOnly(14, 0), PropertyScope.All, Marta, CancellationToken.None)));
        await world.BookingArrivesAsync("R4", "Born 9", "2026-06-14", "2026-06-16");
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T21_A_booking_that_comes_after_a_late_check_out_is_told_to_a_host_until_the_time_is_moved_again()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.LeaveAtAsync(id, new TimeOnly(14, 0), PropertyScope.All, Marta, CancellationToken.None)));
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        Assert.Equal("Born 9: too little time between two stays", Assert.Single(await world.OpenEscalationsAsync()).Title);
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.LeaveAtAsync(id, new TimeOnly(12, 0), PropertyScope.All, Marta, CancellationToken.None)));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T26_A_closed_calendar_stands_in_the_way_of_a_late_check_out()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.BookingArrivesAsync("B1", "Born 9", "2026-06-05", "2026-06-08", kind: "block");
        Assert.Contains("closed time begins Fri 5 Jun 15:00", await OrderAsync(world, "R1", (o, id) => o.LeaveAtAsync(id, new TimeOnly(16, 0), PropertyScope.All, Marta, CancellationToken.None)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T16_A_host_keeps_the_codes_of_a_stay_cancelled_in_the_house_or_takes_them_at_once()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 12:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", status: "cancelled");
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.KeepAsync(id, PropertyScope.All, Marta, CancellationToken.None)));
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-03 20:00");
        Assert.True(world.Opens("flat", pin), "kept");
        Assert.Equal("", await OrderAsync(world, "R1", (o, id) => o.RevokeNowAsync(id, PropertyScope.All, Marta, CancellationToken.None)));
        await world.MoveAsync(TimeSpan.FromMinutes(3));
        Assert.False(world.Opens("flat", pin));
        Assert.Equal("Nothing is to be decided here any more.", await OrderAsync(world, "R1", (o, id) => o.KeepAsync(id, PropertyScope.All, Marta, CancellationToken.None)));
    }

    [Fact]
    public async Task An_order_outside_the_hosts_properties_changes_nothing()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        var refused = await OrderAsync(world, "R1", (o, id) => o.ArriveAtAsync(id, new TimeOnly(12, 0), PropertyScope.Some([Guid.Empty]), Marta, CancellationToken.None));
        Assert.Equal("This stay is not here any more, or lies outside what you see.", refused);
        Assert.Null((await world.StayAsync("R1")).HostCheckInTime);
    }

    [Fact]
    public async Task Digits_of_a_hosts_choice_open_every_door_and_what_was_told_opens_until_the_new_ones_are()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var old = await world.DigitsAsync("R1", "flat");
        await TellAsync(world);
        await world.MoveToAsync("2026-06-02 16:00");
        Assert.Equal("", await ChooseAsync(world, "R1", "40 72-85"));
        await world.MoveAsync(TimeSpan.FromMinutes(3));
        Assert.Equal("407285", await world.DigitsAsync("R1", "flat"));
        Assert.True(world.Opens("flat", "407285"));
        Assert.True(world.Opens("gate", "407285"));
        Assert.True(world.Opens("flat", old), "nobody was told the new ones yet");
        await TellAsync(world);
        await world.LookNowAsync("R1");
        await world.MoveAsync(TimeSpan.FromMinutes(3));
        Assert.False(world.Opens("flat", old));
        Assert.Equal(PinSource.Host, (await world.StayAsync("R1")).Pins.MaxBy(p => p.PinVersion)!.Source);
    }

    [Theory]
    [InlineData("12ab56", "Type digits only, from 0 to 9.")]
    [InlineData("123", "Type 4 to 8 digits.")]
    [InlineData("111111", "These digits are among the first that people guess: too few different ones, a row or a pattern. Mix them.")]
    public async Task Digits_that_no_door_should_get_are_refused_with_what_to_change_and_nothing_is_lost(string typed, string says)
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        var before = await world.DigitsAsync("R1", "flat");
        Assert.Equal(says, await ChooseAsync(world, "R1", typed));
        Assert.Equal(before, await world.DigitsAsync("R1", "flat"));
        Assert.Single((await world.StayAsync("R1")).Pins);
    }

    [Fact]
    public async Task Digits_that_a_lock_or_another_guest_stands_in_the_way_of_are_refused_by_door()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-05", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        Assert.Equal("gate, flat: these digits are somebody else’s, or were a short while ago. Choose others.", await ChooseAsync(world, "R2", await world.DigitsAsync("R1", "flat")));
        await using (var db = world.Database.Open())
        {
            var gate = await db.SmartLocks.SingleAsync(l => l.DeviceId == "gate");
            (gate.PinConstraints, gate.PinLengths) = ("no_zeros", "4,5,6");
            await db.SaveChangesAsync();
        }

        Assert.Equal("gate: this lock takes no 0. Use other digits.", await ChooseAsync(world, "R2", "407285"));
        Assert.StartsWith("gate: this lock takes 4 or 5 or 6 digits, not 7.", await ChooseAsync(world, "R2", "4172853"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotation_is_first_said_in_words_and_does_nothing_until_it_is_ordered()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("gate", LockBehaviour.JustInTime), ("flat", LockBehaviour.NativeSchedule), ("box", LockBehaviour.OfflineCode));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await TellAsync(world);
        await world.MoveToAsync("2026-06-02 16:00");
        world.Doors.TakeOffline("gate");
        await world.HealthAsync();
        var old = await world.DigitsAsync("R1", "flat");
        var plan = await PlanAsync(world, "R1");
        Assert.Equal("", plan.Problem);
        Assert.Equal(3, plan.Doors.Count);
        Assert.StartsWith("gate: the lock is offline.", plan.Doors[0], StringComparison.Ordinal);
        Assert.StartsWith("flat: gets the new code now", plan.Doors[1], StringComparison.Ordinal);
        Assert.StartsWith("box: nothing changes. This lock makes its codes by itself", plan.Doors[2], StringComparison.Ordinal);
        Assert.Contains(plan.People, p => p.StartsWith("Lucía Fernández was told the present code.", StringComparison.Ordinal));
        Assert.Contains(plan.People, p => p.StartsWith("This cannot be taken back", StringComparison.Ordinal));
        Assert.Equal(old, await world.DigitsAsync("R1", "flat"));

        var box = await world.DigitsAsync("R1", "box");
        Assert.Equal("", await PinAsync(world, "R1", (o, id) => o.RotateAsync(id, PropertyScope.All, Marta, CancellationToken.None)));
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        var now = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(old, now);
        Assert.True(world.Opens("flat", now));
        Assert.True(world.Opens("flat", old), "the guest knows no other");
        Assert.Equal(box, await world.DigitsAsync("R1", "box"));
    }

    private static async Task<string> OrderAsync(DoorWorld world, string reservation, Func<StayOrders, Guid, Task<Ordered>> order) => await RunAsync(world, reservation, order);

    private static Task<string> PinAsync(DoorWorld world, string reservation, Func<PinOrders, Guid, Task<Ordered>> order) => RunAsync(world, reservation, order);

    private static Task<string> ChooseAsync(DoorWorld world, string reservation, string typed) =>
        PinAsync(world, reservation, (o, id) => o.ChooseAsync(id, typed, PropertyScope.All, Marta, CancellationToken.None));

    private static async Task<RotationPlan> PlanAsync(DoorWorld world, string reservation)
    {
        var (id, plan) = ((await world.StayAsync(reservation)).Id, new RotationPlan([], [], "not asked"));
        await world.InScopeAsync<PinOrders>(async o => plan = await o.PlanAsync(id, PropertyScope.All, CancellationToken.None));
        return plan;
    }

    private static async Task<string> RunAsync<T>(DoorWorld world, string reservation, Func<T, Guid, Task<Ordered>> order) where T : notnull
    {
        var (id, problem) = ((await world.StayAsync(reservation)).Id, "");
        await world.InScopeAsync<T>(async o => problem = (await order(o, id)).Problem);
        await world.WorkAsync();
        return problem;
    }

    private static async Task TellAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        foreach (var pin in db.StayPins.Where(p => p.ReplacedUtc == null))
        {
            pin.ToldUtc = world.Now;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>A flat behind a gate: a lock that keeps time and one programmed just in time.</summary>
    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("gate", LockBehaviour.JustInTime), ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
