using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Server.Console.Commands;
using Cendra.Server.Security;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>What guests are told when their stay changes, and what hosts order with a message in it.</summary>
public sealed class ChangedStayMessagesTests
{
    private static readonly SignedInHost Marta = new(ServiceWorld.HostUser, "Marta Puig", HostRoles.Manager, PropertyScope.All);

    [Fact]
    public async Task T09_A_guest_who_is_moved_in_the_house_is_told_the_new_place_at_once_and_once()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("house", LockBehaviour.NativeSchedule));
        var before = world.Told().Count;
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Olot", "2026-06-01", "2026-06-04", status: "in_house");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(3));
        var told = Assert.Single(world.Told().Skip(before));
        Assert.Contains("Olot", told, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "house")), told, StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromHours(3));
        Assert.Equal(before + 1, world.Told().Count);
    }

    [Fact]
    public async Task T08_A_guest_who_was_told_and_is_moved_before_the_arrival_hears_of_the_new_place()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("house", LockBehaviour.NativeSchedule));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 16:00");
        Assert.Single(world.Told());
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Olot", "2026-06-02", "2026-06-04");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(2, world.Told().Count);
        Assert.Contains("Olot", world.Told()[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task T11_A_number_that_comes_later_gets_the_message_in_time_and_changes_no_digits()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08", phone: "");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.ClockMovesToAsync("2026-06-03 12:00");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 15:02");
        Assert.Contains(ServiceWorld.Spoken(pin), Assert.Single(world.Told()), StringComparison.Ordinal);
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ask at the desk")]
    public async Task T14_A_guest_without_any_number_is_a_hosts_task_two_days_before_until_one_comes(string phone)
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08", phone: phone);
        await world.ClockMovesToAsync("2026-06-03 14:59");
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.ClockMovesToAsync("2026-06-03 15:01");
        var task = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, "Born 9: a guest cannot be written to"), (task.Priority, task.Title));
        Assert.Contains(world.Told(HousePhones.Host), t => t.Contains("a guest cannot be written to", StringComparison.Ordinal));
        await world.ClockMovesToAsync("2026-06-04 15:20");
        Assert.Equal(EscalationPriority.P1, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task T14_A_host_who_says_that_the_guest_was_told_ends_the_task_and_it_does_not_come_back()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08", phone: "");
        await world.ClockMovesToAsync("2026-06-04 12:00");
        Assert.Single(await world.OpenEscalationsAsync());
        var stay = await world.StayAsync("R1");
        Assert.Equal("", (await Control(world).ToldAsync(stay.Id, Marta, CancellationToken.None)).Problem);
        Assert.NotEqual("", (await Control(world).ToldAsync(stay.Id, Marta, CancellationToken.None)).Problem);
        await world.WorkAsync();
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.ClockMovesToAsync("2026-06-06 12:00");
        Assert.Empty(await world.OpenEscalationsAsync());
        Assert.NotNull(Assert.Single((await world.StayAsync("R1")).Pins).ToldUtc);
    }

    [Fact]
    public async Task T12_A_number_that_comes_after_the_send_time_is_told_at_once()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08", phone: "");
        await world.ClockMovesToAsync("2026-06-05 09:00");
        Assert.Empty(world.Told());
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), Assert.Single(world.Told()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T13_After_a_changed_number_the_old_one_hears_no_code_and_the_digits_stay()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var pin = await world.DigitsAsync("R1", "flat");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", phone: "+34600000009");
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain(ServiceWorld.Spoken(pin), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
        Assert.Contains(world.Told("+34600000009"), t => t.Contains(ServiceWorld.Spoken(pin), StringComparison.Ordinal));
    }

    [Fact]
    public async Task T18_A_guest_in_the_house_whose_stay_comes_back_is_told_the_new_code_and_no_host_is_called_for_it()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var former = await world.DigitsAsync("R1", "flat");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(40));
        var called = world.Told(HousePhones.Host).Count;
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "in_house");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(4));
        var fresh = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(former, fresh);
        Assert.Contains(ServiceWorld.Spoken(fresh), world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Equal(called, world.Told(HousePhones.Host).Count);
        Assert.True(await world.GuestTypesAsync("flat", fresh));
        Assert.False(await world.GuestTypesAsync("flat", former));
    }

    [Fact]
    public async Task T18_While_nothing_may_leave_to_guests_a_host_hears_of_the_new_code_within_ten_minutes()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(40));
        await world.SwitchAsync(desk => desk.StopAsync(true, ServiceWorld.HostUser, CancellationToken.None));
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "in_house");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        Assert.Contains(world.Told(HousePhones.Host), t => t.Contains("replaced after it was shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T25_An_owner_is_written_to_by_nobody()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: "owner");
        await world.ClockMovesToAsync("2026-06-02 16:00");
        Assert.Empty(world.Told());
        Assert.True(await world.GuestTypesAsync("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task T16_A_guest_whose_stay_is_cancelled_in_the_house_hears_nothing_by_itself_and_a_host_is_called()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var before = world.Told().Count;
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", status: "cancelled");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(before, world.Told().Count);
        Assert.NotNull(Assert.Single(await world.OpenEscalationsAsync()).NotifiedUtc);
    }

    [Theory]
    [InlineData("Europe/Paris", false)]
    [InlineData("Europe/Lisbon", false)]
    public async Task T41_A_property_put_into_its_right_zone_moves_the_window_and_corrects_nothing_that_still_reads_the_same(string zone, bool tellsAgain)
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 16:00");
        var (told, from) = (world.Told().Count, (await world.StayAsync("R1")).CheckInUtc);
        await world.WithRowsAsync(async db =>
        {
            (await db.Properties.SingleAsync()).TimeZoneId = zone;
            (await db.Stays.SingleAsync()).LookAgainBy(world.Now);
        });
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(zone == "Europe/Lisbon", (await world.StayAsync("R1")).CheckInUtc != from);
        Assert.Equal(tellsAgain, world.Told().Count > told);
    }

    [Fact]
    public async Task T20_An_early_check_in_that_a_host_grants_is_told_to_a_guest_who_knew_the_old_time()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 16:00");
        Assert.Equal("", (await Control(world).ArriveAtAsync((await world.StayAsync("R1")).Id, new TimeOnly(12, 0), Marta, CancellationToken.None)).Problem);
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        Assert.Contains("12:00", world.Told()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_sent_again_once_for_an_order_and_only_when_it_may_be_told()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var (id, before) = ((await world.StayAsync("R1")).Id, world.Told().Count);
        Assert.Equal("", (await Control(world).SendAgainAsync(id, Marta, CancellationToken.None)).Problem);
        Assert.StartsWith("A message with the code is on its way", (await Control(world).SendAgainAsync(id, Marta, CancellationToken.None)).Problem, StringComparison.Ordinal);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(before + 1, world.Told().Count);
        Assert.Contains(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), world.Told()[^1], StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-04 12:00");
        Assert.Equal("The stay is over.", (await Control(world).SendAgainAsync(id, Marta, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task A_rotation_is_told_by_itself_and_then_the_old_digits_end()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var old = await world.DigitsAsync("R1", "flat");
        Assert.Equal("", (await Control(world).RotateAsync((await world.StayAsync("R1")).Id, Marta, CancellationToken.None)).Problem);
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        var now = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(old, now);
        Assert.Contains(ServiceWorld.Spoken(now), world.Told()[^1], StringComparison.Ordinal);
        Assert.True(await world.GuestTypesAsync("flat", now));
        Assert.False(await world.GuestTypesAsync("flat", old));
    }

    [Fact]
    public async Task An_account_that_only_looks_orders_nothing()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var (stay, viewer) = (await world.StayAsync("R1"), Marta with { Role = HostRoles.Viewer });
        string[] refusals =
        [
            (await Control(world).ArriveAtAsync(stay.Id, null, viewer, CancellationToken.None)).Problem, (await Control(world).LeaveAtAsync(stay.Id, new TimeOnly(10, 0), viewer, CancellationToken.None)).Problem,
            (await Control(world).KeepAsync(stay.Id, viewer, CancellationToken.None)).Problem, (await Control(world).RevokeNowAsync(stay.Id, viewer, CancellationToken.None)).Problem,
            (await Control(world).LetInAsync(stay.Id, viewer, CancellationToken.None)).Problem, (await Control(world).ChooseCodeAsync(stay.Id, "407285", viewer, CancellationToken.None)).Problem,
            (await Control(world).RotationAsync(stay.Id, viewer, CancellationToken.None)).Problem, (await Control(world).RotateAsync(stay.Id, viewer, CancellationToken.None)).Problem,
            (await Control(world).SendAgainAsync(stay.Id, viewer, CancellationToken.None)).Problem, (await Control(world).ToldAsync(stay.Id, viewer, CancellationToken.None)).Problem, (await Control(world).EndWorkCodeAsync(stay.Id, viewer, CancellationToken.None)).Problem,
            (await Control(world).MakeWorkCodeAsync(new("Pilar", StayKind.Cleaner, stay.PropertyId!.Value, null, null), viewer, CancellationToken.None)).Problem,
        ];
        Assert.All(refusals, r => Assert.Equal("Your account looks and changes nothing. An owner can change that.", r));
        Assert.Single((await world.StayAsync("R1")).Pins);
    }

    [Fact]
    public async Task A_cleaner_is_written_to_by_nobody_and_stands_on_no_arrivals_board()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        var property = (await world.StayAsync("R1")).PropertyId!.Value;
        Assert.Equal("", (await Control(world).MakeWorkCodeAsync(new("Pilar Soto", StayKind.Cleaner, property, new DateTime(2026, 6, 1, 10, 0, 0), new DateTime(2026, 6, 30, 10, 0, 0)), Marta, CancellationToken.None)).Problem);
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        var arrivals = await world.Services.GetRequiredService<Server.Console.Queries.ArrivalsQuery>().RunAsync(PropertyScope.All, CancellationToken.None);
        Assert.DoesNotContain(arrivals.Rows, r => r.Guest == "Pilar Soto");
        var row = Assert.Single((await world.Services.GetRequiredService<Server.Console.Queries.StaffQuery>().RunAsync(PropertyScope.All, CancellationToken.None)).Rows);
        Assert.Equal(("Pilar Soto", "Born 9", false), (row.Name, row.Property, row.IsEnded));
        Assert.Empty((await world.Services.GetRequiredService<Server.Console.Queries.StaffQuery>().RunAsync(PropertyScope.Some([Guid.Empty]), CancellationToken.None)).Rows);
        Assert.Empty(world.Told());
    }

    private static StayControl Control(ServiceWorld world) => world.Services.GetRequiredService<StayControl>();
}
