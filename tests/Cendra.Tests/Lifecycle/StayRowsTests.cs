using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What else a reservation goes through on its way to a code, row by row; docs/lifecycle.md lists them.</summary>
public sealed class StayRowsTests
{
    [Fact]
    public async Task T01_A_reservation_a_month_ahead_gets_one_code_from_check_in_to_the_end_of_the_grace()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-07-01", "2026-07-04");
        var code = await world.CodeAsync("R1", "flat");
        Assert.Equal((DoorWorld.Utc("2026-07-01 15:00"), DoorWorld.Utc("2026-07-04 11:30")), (code.IntendedFromUtc, code.IntendedUntilUtc));
        Assert.Equal(AccessCodeState.Accepted, code.State);
        await world.MoveToAsync("2026-06-28 16:00");
        Assert.Equal(AccessCodeState.Scheduled, (await world.CodeAsync("R1", "flat")).State);
        Assert.Equal(1, world.Doors.CreatedCodes());
    }

    [Fact]
    public async Task T05_A_stay_shortened_in_the_house_ends_at_its_new_end()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-06");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-03 12:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: "in_house");
        await world.MoveToAsync("2026-06-04 10:55");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-06-04 11:45");
        Assert.False(world.Opens("flat", pin));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Theory]
    [InlineData("inquiry")]
    [InlineData("pending")]
    [InlineData("awaiting_payment")]
    [InlineData("request")]
    [InlineData("tentative")]
    public async Task T27_T28_What_is_not_agreed_gets_no_code_until_it_is(string status)
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: status);
        Assert.Empty((await world.StayAsync("R1")).Codes);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Theory]
    [InlineData("declined")]
    [InlineData("expired")]
    public async Task T29_A_request_that_is_declined_or_expires_leaves_nothing(string status)
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: "pending");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: status);
        Assert.Empty((await world.StayAsync("R1")).Codes);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T37_Booked_twenty_minutes_before_check_in_the_code_works_at_check_in()
    {
        await using var world = await StartAsync();
        await world.MoveToAsync("2026-06-02 14:40");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.MoveToAsync("2026-06-02 15:00");
        await world.MoveAsync(TimeSpan.FromSeconds(20));
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
    }

    [Theory]
    [InlineData("2026-10-23", "2026-10-25", "2026-10-25 10:00:00Z")]
    [InlineData("2027-03-26", "2027-03-28", "2027-03-28 09:00:00Z")]
    public async Task T39_On_the_day_the_clocks_change_the_wall_time_of_leaving_holds(string checkIn, string checkOut, string leavesUtc)
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", checkIn, checkOut);
        var leaves = DateTimeOffset.Parse(leavesUtc, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(leaves, (await world.StayAsync("R1")).CheckOutUtc);
        await world.MoveToAsync(leaves.AddMinutes(-5));
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync(leaves.AddMinutes(45));
        Assert.False(world.Opens("flat", pin));
    }

    [Fact]
    public async Task T42_A_lock_that_keeps_time_holds_a_stay_of_180_nights_with_one_code()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-11-29");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-08-30 20:00");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-11-29 10:55");
        Assert.True(world.Opens("flat", pin));
        Assert.Equal(1, world.Doors.CreatedCodes());
        await world.MoveToAsync("2026-11-29 11:45");
        Assert.False(world.Opens("flat", pin));
    }

    [Theory]
    [InlineData("2026-06-04", "2026-06-04", "must be after checkIn")]
    [InlineData("2026-06-04", "2026-06-02", "must be after checkIn")]
    [InlineData("2026-06-04", "2028-06-10", "must be within two years of checkIn")]
    public void T44_Dates_that_cannot_be_are_refused_with_their_field(string checkIn, string checkOut, string says)
    {
        var (snapshot, errors) = GenericBody.Read($$$"""{"type":"reservation.upserted","reservation":{"externalId":"R1","version":1,"listingExternalId":"Born 9","status":"confirmed","checkIn":"{{{checkIn}}}","checkOut":"{{{checkOut}}}"}}""");
        Assert.Null(snapshot);
        Assert.Equal(says, Assert.Single(errors["reservation.checkOut"]));
    }

    [Fact]
    public async Task T45_An_unknown_status_keeps_what_exists_and_calls_once_for_its_word()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: "limbo");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-10", "2026-06-12", status: "limbo", guest: "Jonas Weber", phone: "+4915100000002");
        Assert.Equal("unknown-status:limbo", Assert.Single(await world.OpenEscalationsAsync()).Cause);
        Assert.Empty((await world.StayAsync("R2")).Codes);
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("flat", pin));
    }

    [Fact]
    public async Task T51_Fields_that_a_message_leaves_out_change_nothing()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04", version: 1);
        var pin = await world.DigitsAsync("R1", "flat");
        await world.BodyArrivesAsync("""{"type":"reservation.upserted","reservation":{"externalId":"R1","version":2,"listingExternalId":"Born 9","status":"confirmed","checkIn":"2026-06-02","checkOut":"2026-06-04"}}""");
        await world.WorkAsync();
        var stay = await world.StayAsync("R1");
        Assert.Equal(("Lucía Fernández", "+34600000001", 1), (stay.Reservation!.GuestName, stay.Reservation.GuestPhone, stay.Reservation.GuestVersion));
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
    }

    [Fact]
    public async Task T53_When_a_connection_is_removed_the_codes_run_to_check_out()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        var pin = await world.DigitsAsync("R1", "flat");
        await using (var db = world.Database.Open())
        {
            db.SourceBookings.RemoveRange(await db.SourceBookings.ToListAsync());
            db.PropertyListings.RemoveRange(await db.PropertyListings.ToListAsync());
            db.Connections.RemoveRange(await db.Connections.Where(c => c.Kind == ConnectionKind.GenericPms).ToListAsync());
            await db.SaveChangesAsync();
        }

        await world.MoveToAsync("2026-06-04 10:55");
        Assert.True(world.Opens("flat", pin));
        await world.MoveToAsync("2026-06-04 11:45");
        Assert.False(world.Opens("flat", pin));
    }

    [Fact]
    public async Task T55_Two_stays_of_one_guest_back_to_back_have_each_their_own_digits_and_no_gap_at_the_turn()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-04", "2026-06-06");
        var (first, second) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
        Assert.NotEqual(first, second);
        await world.MoveToAsync("2026-06-04 15:05");
        Assert.True(world.Opens("flat", second));
        Assert.False(world.Opens("flat", first));
    }

    [Fact]
    public async Task T55_A_guest_who_stays_on_under_a_second_booking_never_stands_outside_at_the_turn_and_one_who_does_not_leaves_as_ever()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-04", "2026-06-06");
        var (first, second) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
        await world.MoveToAsync("2026-06-04 11:00");
        for (var at = world.Now; at < DoorWorld.Utc("2026-06-04 17:00"); at += TimeSpan.FromMinutes(10))
        {
            await world.MoveToAsync(at);
            Assert.True(world.Opens("flat", first) || world.Opens("flat", second), $"at {at:HH:mm}");
        }

        Assert.False(world.Opens("flat", first), "its stay is over, the second code holds");
        await world.BookingArrivesAsync("R3", "Born 9", "2026-06-06", "2026-06-08", guest: "Jonas Weber", phone: "+4915100000002");
        await world.MoveToAsync("2026-06-06 11:40");
        Assert.False(world.Opens("flat", second), "somebody else comes next");
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task T55_When_the_second_booking_is_cancelled_the_first_ends_in_its_own_time_again()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-04", "2026-06-06");
        await world.MoveToAsync("2026-06-04 09:00");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-04", "2026-06-06", status: "cancelled");
        await world.MoveToAsync("2026-06-04 11:40");
        Assert.False(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }

    [Fact]
    public async Task T24_When_one_unit_of_a_booking_is_cancelled_only_its_code_goes()
    {
        await using var world = await TwoFlatsAsync();
        await world.BodyArrivesAsync(Units(1, "Flat A", "Flat B"));
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        await world.BodyArrivesAsync(Units(2, "Flat A"));
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.Single(world.Doors.PhysicalCodes("a"));
        Assert.Empty(world.Doors.PhysicalCodes("b"));
        Assert.Single(world.Doors.PhysicalCodes("street"));
        await world.MoveToAsync("2026-06-02 15:05");
        Assert.True(world.Opens("a", Assert.Single(world.Doors.PhysicalCodes("a")).Digits));
        Assert.True(world.Opens("street", Assert.Single(world.Doors.PhysicalCodes("a")).Digits), "the shared door stays open to those who still come");
    }

    [Fact]
    public async Task T22_Two_parties_behind_one_shared_door_have_digits_of_their_own_there()
    {
        await using var world = await TwoFlatsAsync();
        await world.BookingArrivesAsync("R1", "Flat A", "2026-06-02", "2026-06-05");
        await world.BookingArrivesAsync("R2", "Flat B", "2026-06-02", "2026-06-05", guest: "Jonas Weber", phone: "+4915100000002");
        await world.MoveToAsync("2026-06-02 15:05");
        var (first, second) = (await world.DigitsAsync("R1", "street"), await world.DigitsAsync("R2", "street"));
        Assert.NotEqual(first, second);
        Assert.True(world.Opens("street", first) && world.Opens("street", second));
        Assert.True(world.Opens("a", first) && !world.Opens("a", second));
        Assert.True(world.Opens("b", second) && !world.Opens("b", first));
    }

    private static string Units(int version, params string[] listings)
    {
        var units = string.Join(",", listings.Select(l => "{\"listingExternalId\":\"" + l + "\"}"));
        return $$$"""
            {"type":"reservation.upserted","reservation":{"externalId":"R1","version":{{{version}}},"status":"confirmed","checkIn":"2026-06-02","checkOut":"2026-06-05",
             "units":[{{{units}}}],"guest":{"name":"Lucía Fernández","phone":"+34600000001"} } }
            """;
    }

    private static async Task<DoorWorld> TwoFlatsAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Flat A", ("street", LockBehaviour.NativeSchedule), ("a", LockBehaviour.NativeSchedule));
        await world.HasPropertyAsync("Flat B", ("street", LockBehaviour.NativeSchedule), ("b", LockBehaviour.NativeSchedule));
        return world;
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
