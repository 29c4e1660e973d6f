using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>What a code is called on a lock that keeps only so many letters, and when it starts on a lock that takes no start that has come.</summary>
public sealed class LockNamesTests
{
    [Theory]
    [InlineData("Lucía F", null, null, "Lucía F 7KQ2F")]
    [InlineData("Lucía F", 2, 14, "Lucía F 7KQ2F")]
    [InlineData("Maximiliano F", 2, 14, "Maximili 7KQ2F")]
    [InlineData("Lucía F", null, 9, "Luc 7KQ2F")]
    [InlineData("Lucía F", null, 20, "Lucía F 7KQ2F")]
    [InlineData("Lucía F", null, 12, "Lucía 7KQ2F")]
    [InlineData("Lucía F", null, 6, "7KQ2F")]
    [InlineData("Lucía F", null, 3, "7KQ2F")]
    [InlineData("Al", 12, 20, "----Al 7KQ2F")]
    public void A_name_is_shortened_to_what_the_lock_keeps_and_stays_findable(string who, int? shortest, int? longest, string name)
    {
        var made = LockNames.Fit(who, "7KQ2F", shortest, longest);
        Assert.Equal(name, made);
        Assert.EndsWith("7KQ2F", made, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_one_guest_differ_also_where_the_lock_keeps_nine_letters()
    {
        using var random = new SeededRandom(5);
        var names = new LockNames(random);
        var schlage = new SmartLock { DeviceId = "s", Name = "s", NameLongest = 9 };
        var made = Enumerable.Range(0, 2_000).Select(_ => names.For(schlage, "Ana Ruiz")).ToList();
        Assert.All(made, name => Assert.True(name.Length <= 9 && name.StartsWith("Ana ", StringComparison.Ordinal)));
        Assert.Equal(made.Count, made.Distinct().Count());
    }

    [Fact]
    public async Task What_Seam_says_of_names_reaches_the_row_of_the_lock_and_the_name_on_it()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("flat", "flat", LockBehaviour.NativeSchedule, DoorWorld.Zone) { MaxNameLength = 9 });
        await world.HasPropertyAsync("Flat", ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-02", "2026-06-05", guest: "Maximiliano Fernández");
        Assert.Equal(9, (await world.CodeAsync("R1", "flat")).NameOnLock.Length);
        Assert.Equal((await world.CodeAsync("R1", "flat")).NameOnLock, Assert.Single(world.Doors.PhysicalCodes("flat")).Name);
        await using var db = world.Database.Open();
        Assert.Equal((9, DoorWorld.Zone), await db.SmartLocks.Select(l => new ValueTuple<int?, string>(l.NameLongest, l.TimeZoneId)).SingleAsync());
    }

    [Fact]
    public async Task A_booking_on_the_day_starts_a_quarter_of_an_hour_later_where_the_lock_refuses_a_start_that_has_come()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("flat", "flat", LockBehaviour.NativeSchedule, DoorWorld.Zone) { CodeConstraints = ["start_date_in_future"] });
        await world.HasPropertyAsync("Flat", ("flat", LockBehaviour.NativeSchedule));
        await world.MoveToAsync("2026-06-02 16:00");
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-02", "2026-06-05");
        var code = await world.CodeAsync("R1", "flat");
        Assert.Equal(DoorWorld.Utc("2026-06-02 16:15"), code.IntendedFromUtc);

        await world.MoveToAsync("2026-06-02 16:14");
        Assert.False(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        await world.MoveToAsync("2026-06-02 16:16");
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
        await world.MoveToAsync("2026-06-02 20:00");
        Assert.Equal(DoorWorld.Utc("2026-06-02 16:15"), (await world.CodeAsync("R1", "flat")).IntendedFromUtc);
        Assert.Single(world.Doors.Requests(), r => r.Path == "/access_codes/create");
        Assert.DoesNotContain(world.Doors.Requests(), r => r.Path == "/access_codes/update");
    }

    [Fact]
    public async Task A_booking_ahead_starts_at_check_in_on_such_a_lock_too()
    {
        await using var world = await DoorWorld.CreateAsync();
        world.Doors.AddDoor(new DoorOptions("flat", "flat", LockBehaviour.NativeSchedule, DoorWorld.Zone) { CodeConstraints = ["start_date_in_future"] });
        await world.HasPropertyAsync("Flat", ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Flat", "2026-06-02", "2026-06-05");
        await world.MoveToAsync("2026-06-02 15:01");
        Assert.Equal(DoorWorld.Utc("2026-06-02 15:00"), (await world.CodeAsync("R1", "flat")).IntendedFromUtc);
        Assert.True(world.Opens("flat", await world.DigitsAsync("R1", "flat")));
    }
}
