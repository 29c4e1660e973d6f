using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Guests;

/// <summary>What the page says before, in and after the time of the code, and that it says no more than is known.</summary>
public sealed class GuestStatesTests
{
    private const string En = "?lang=en";

    [Fact]
    public async Task Before_its_time_the_page_says_from_when_and_a_tap_shows_nothing()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-08", "2026-06-11");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        foreach (var page in new[] { await guest.PageAsync(En), await guest.TappedAsync(En + "&x=1") })
        {
            Assert.Contains("Your code appears here from Sunday 7 June, 15:00.", page, StringComparison.Ordinal);
            Assert.Contains("It works from Monday 8 June, 15:00.", page, StringComparison.Ordinal);
            Assert.Contains("Not yet", page, StringComparison.Ordinal);
            Assert.Equal("", GuestBrowser.DigitsIn(page));
            Assert.DoesNotContain("Show my code", page, StringComparison.Ordinal);
            Assert.DoesNotContain("My code is not working", page, StringComparison.Ordinal);
            Assert.DoesNotContain("The lock has your code", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_day_before_the_code_may_be_shown_and_the_page_says_from_when_it_works()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        await world.ClockMovesToAsync("2026-06-04 15:05");
        using var guest = GuestBrowser.Of(world);
        var page = await guest.TappedAsync(En);
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(page));
        Assert.Contains("Works from check-in", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Works now", page, StringComparison.Ordinal);
        Assert.Contains("Fri 5 Jun, 15:00", page, StringComparison.Ordinal);
        Assert.Contains("Mon 8 Jun, 11:00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("11:30", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_its_time_the_page_says_that_the_locks_confirmed_it_and_when()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        var page = await guest.PageAsync(En);
        Assert.Contains("Welcome, Lucía", page, StringComparison.Ordinal);
        Assert.Contains("Works now", page, StringComparison.Ordinal);
        Assert.Contains("The locks confirmed this code. Last time: Mon 1 Jun,", page, StringComparison.Ordinal);
        Assert.Contains("The lock has your code since Mon 1 Jun,", page, StringComparison.Ordinal);
        Assert.Contains("Local time of the house", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_lock_has_not_confirmed_is_not_said_to_work()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.WithRowsAsync(async db => (await db.AccessCodes.SingleAsync()).SetFault(AccessCodeFault.ChangedElsewhere, "It was changed at the lock.", world.Now));
        var page = await guest.PageAsync(En);
        Assert.DoesNotContain("Works now", page, StringComparison.Ordinal);
        Assert.Contains("Not confirmed yet", page, StringComparison.Ordinal);
        Assert.Contains("The lock has not confirmed your code yet.", page, StringComparison.Ordinal);
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await guest.TappedAsync(En)));
    }

    [Fact]
    public async Task A_code_that_is_late_follows_by_itself_and_shows_nothing_meanwhile()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        world.Doors.StartOutage("/access_codes/create");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.WorkAsync();
        await world.ClockMovesToAsync("2026-06-01 15:10");
        using var guest = GuestBrowser.Of(world);
        var late = await guest.TappedAsync(En);
        Assert.Contains("Your code is not confirmed by the door yet.", late, StringComparison.Ordinal);
        Assert.Equal("", GuestBrowser.DigitsIn(late));
        world.Doors.EndOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(await world.DigitsAsync("R1", "flat"), GuestBrowser.DigitsIn(await guest.TappedAsync(En)));
    }

    [Fact]
    public async Task After_check_out_no_digit_is_shown_though_the_code_still_opens_for_a_while()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.ClockMovesToAsync("2026-06-04 11:05");
        foreach (var page in new[] { await guest.PageAsync(En), await guest.TappedAsync(En + "&x=1") })
        {
            Assert.Contains("Your stay is over", page, StringComparison.Ordinal);
            Assert.Equal("", GuestBrowser.DigitsIn(page));
            Assert.Contains($"https://wa.me/{HousePhones.Number[1..]}", page, StringComparison.Ordinal);
            Assert.DoesNotContain("My code is not working", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stay_without_doors_and_one_whose_status_gives_no_code_say_so()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.SqlAsync("DELETE FROM \"DoorUses\"");
        Assert.Contains("No door of this stay opens with a code.", await guest.PageAsync(En), StringComparison.Ordinal);

        await using var other = await ServiceWorld.WithOneFlatAsync();
        other.Doors.StartOutage("/access_codes/create");
        await other.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await other.WorkAsync();
        await other.ClockMovesToAsync("2026-06-01 15:10");
        using var asked = GuestBrowser.Of(other);
        await other.WithRowsAsync(async db => (await db.Stays.SingleAsync()).Status = StayStatus.Tentative);
        await other.SqlAsync("UPDATE \"AccessCodes\" SET \"State\" = 0");
        Assert.Contains("There is no code for this stay at the moment.", await asked.PageAsync(En), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_host_wrote_stands_there_in_its_order_with_long_numbers_only_after_the_tap()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        await world.WithRowsAsync(async db =>
        {
            var property = await db.Properties.Include(p => p.Doors).SingleAsync();
            (property.Address, property.City) = ("Carrer de Verdi 12", "Barcelona");
            db.AddRange(property.OnTheWay("Gate code 77 31, then floor 4.", position: 2), property.OnTheWay("Green door, <b>left</b>."), property.At(property.Doors[0], "Press the button\nType the code, then #"));
        });
        var page = await guest.PageAsync(En);
        Assert.Contains("Carrer de Verdi 12, Barcelona", page, StringComparison.Ordinal);
        Assert.Contains("Barcelona time", page, StringComparison.Ordinal);
        Assert.Contains("Gate code ••••, then floor 4.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("77 31", page, StringComparison.Ordinal);
        Assert.Contains("Type the code, then #", page, StringComparison.Ordinal);
        var shown = await guest.TappedAsync(En);
        Assert.Contains("Gate code 77 31, then floor 4.", shown, StringComparison.Ordinal);
        using var raw = await guest.GetAsync(En);
        Assert.Contains("Green door, &lt;b&gt;left&lt;/b&gt;.", await raw.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_doors_of_which_one_chooses_its_own_digits_show_both_with_their_doors()
    {
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("street", LockBehaviour.NativeSchedule), ServiceWorld.Door("cabin", LockBehaviour.OfflineCode));
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        await world.ClockMovesToAsync("2026-06-01 15:30");
        using var guest = GuestBrowser.Of(world);
        var page = await guest.TappedAsync(En);
        var (street, cabin) = (await world.DigitsAsync("R1", "street"), await world.DigitsAsync("R1", "cabin"));
        Assert.Equal(street + cabin, GuestBrowser.DigitsIn(page));
        Assert.Contains("Opens: street", page, StringComparison.Ordinal);
        Assert.Contains("Opens: cabin", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_the_guests_language_until_another_is_chosen()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        using var guest = GuestBrowser.Of(world);
        Assert.Contains("lang=\"es\" dir=\"ltr\"", await guest.PageAsync(), StringComparison.Ordinal);
        Assert.Contains("Te damos la bienvenida, Lucía", await guest.PageAsync(), StringComparison.Ordinal);
        var arabic = await guest.PageAsync("?lang=ar");
        Assert.Contains("lang=\"ar\" dir=\"rtl\"", arabic, StringComparison.Ordinal);
        Assert.Contains("رمز بابك", arabic, StringComparison.Ordinal);
        Assert.Contains("您的门锁密码", await guest.TappedAsync("?lang=zh"), StringComparison.Ordinal);
        Assert.Contains("Te damos la bienvenida", await guest.PageAsync("?lang=tlh"), StringComparison.Ordinal);
        await world.WithRowsAsync(async db => (await db.Reservations.SingleAsync()).GuestLanguage = "ja");
        using var accepted = await guest.GetAsync("", "ja, nl-BE;q=0.8, en;q=0.5");
        Assert.Contains("lang=\"nl\"", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
