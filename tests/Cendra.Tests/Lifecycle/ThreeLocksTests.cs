using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Stays;
using Cendra.Simulator.Locks;
using Xunit.Abstractions;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>One stay through the door, for each of the three ways in which locks get their codes, and the next guest's after it.</summary>
public sealed class ThreeLocksTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_lock_that_keeps_time_itself_opens_from_check_in_to_the_end_and_for_nobody_else()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("street", LockBehaviour.NativeSchedule), ("flat", LockBehaviour.NativeSchedule));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        var (pin, next) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
        Assert.NotEqual(pin, next);
        Assert.Equal(pin, await world.DigitsAsync("R1", "street"));
        Assert.Equal(AccessCodeState.Accepted, (await world.CodeAsync("R1", "flat")).State);

        await world.MoveToAsync("2026-06-08 15:02");
        Assert.Equal(AccessCodeState.Scheduled, (await world.CodeAsync("R1", "flat")).State);
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);

        await world.MoveToAsync("2026-06-10 14:59");
        Assert.False(world.Opens("flat", pin), "too early");
        await world.MoveToAsync("2026-06-10 15:01");
        Assert.False(world.Opens("flat", "000000"), "wrong code");
        Assert.True(world.Opens("street", pin), "in time, street door");
        Assert.True(world.Opens("flat", pin), "in time");
        Assert.False(world.Opens("flat", next), "the next guest's code before its time");
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(AccessCodeState.InUse, (await world.CodeAsync("R1", "flat")).State);

        await world.MoveToAsync("2026-06-13 11:29");
        Assert.True(world.Opens("flat", pin), "in the hidden grace");
        await world.MoveToAsync("2026-06-13 11:31");
        Assert.False(world.Opens("flat", pin), "after the end");
        await world.MoveToAsync("2026-06-13 11:35");
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Equal(Readiness.Ended, (await world.StayAsync("R1")).Readiness);

        await world.MoveToAsync("2026-06-13 15:01");
        Assert.True(world.Opens("flat", next), "the next guest's code in its time");
        Assert.False(world.Opens("flat", pin), "the former guest's code");
        Assert.Empty(await world.OpenEscalationsAsync());
        Print(await world.ChainAsync("R1"));
    }

    [Fact]
    public async Task A_lock_programmed_just_in_time_opens_from_an_hour_before_check_in_and_that_is_known_beforehand()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", LockBehaviour.JustInTime));
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Born 9", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        var (pin, next) = (await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "flat"));
        var code = await world.CodeAsync("R1", "flat");
        Assert.Equal(DoorWorld.Utc("2026-06-10 14:00"), code.MayOpenFromUtc);
        Assert.Equal(DoorWorld.Utc("2026-06-10 15:00"), code.IntendedFromUtc);

        await world.MoveToAsync("2026-06-10 13:59");
        Assert.False(world.Opens("flat", pin), "too early");
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
        await world.MoveToAsync("2026-06-10 14:02");
        Assert.True(world.Opens("flat", pin), "programmed an hour before, as computed beforehand");
        Assert.Equal(AccessCodeState.Active, (await world.CodeAsync("R1", "flat")).State);
        await world.MoveToAsync("2026-06-10 15:05");
        Assert.False(world.Opens("flat", "000000"), "wrong code");
        Assert.True(world.Opens("flat", pin), "in time");
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        Assert.Null((await world.CodeAsync("R1", "flat")).FirstUsedUtc);

        await world.MoveToAsync("2026-06-13 11:35");
        Assert.False(world.Opens("flat", pin), "after the end");
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        await world.MoveToAsync("2026-06-13 15:05");
        Assert.True(world.Opens("flat", next), "the next guest's code in its time");
        Assert.False(world.Opens("flat", pin), "the former guest's code");
        Print(await world.ChainAsync("R1"));
    }

    [Fact]
    public async Task A_lock_that_makes_its_own_codes_ends_them_itself_and_nobody_claims_to_have_read_that_back()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Olot", ("box", LockBehaviour.OfflineCode));
        await world.BookingArrivesAsync("R1", "Olot", "2026-06-10", "2026-06-13");
        await world.BookingArrivesAsync("R2", "Olot", "2026-06-13", "2026-06-15", guest: "Jonas Weber");
        var (pin, next) = (await world.DigitsAsync("R1", "box"), await world.DigitsAsync("R2", "box"));
        Assert.NotEqual(pin, next);
        Assert.Equal(PinSource.Lock, (await world.StayAsync("R1")).Pins.Single().Source);

        await world.MoveToAsync("2026-06-10 14:59");
        Assert.False(world.Opens("box", pin), "too early");
        await world.MoveToAsync("2026-06-10 15:01");
        Assert.False(world.Opens("box", "000000000"), "wrong code");
        Assert.True(world.Opens("box", pin), "in time");
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await world.CodeAsync("R1", "box")).FirstUsedUtc);

        await world.MoveToAsync("2026-06-13 11:45");
        Assert.False(world.Opens("box", pin), "after the end");
        Print(await world.ChainAsync("R1"));
        Assert.Equal(AccessCodeState.EndedByLock, (await world.CodeAsync("R1", "box")).State);
        await world.MoveToAsync("2026-06-13 15:01");
        Assert.True(world.Opens("box", next), "the next guest's code in its time");
        Assert.False(world.Opens("box", pin), "the former guest's code");
        Assert.Empty(await world.OpenEscalationsAsync());
        Print(await world.ChainAsync("R1"));
    }

    private void Print(IReadOnlyList<AuditEvent> chain)
    {
        Assert.NotEmpty(chain);
        foreach (var line in chain)
        {
            var (local, zone) = StayWindow.LocalTime(line.OccurredUtc, DoorWorld.Zone);
            output.WriteLine($"{local:ddd d MMM HH:mm:ss} {zone}  {line.Actor,-7} {line.What}");
        }
    }
}
