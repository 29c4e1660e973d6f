using Cendra.Domain.Access;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Seam;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>When digits take the place of others: what still opens, until when, and for whom.</summary>
public sealed class ReplacedCodesTests
{
    [Fact]
    public async Task A_replaced_code_that_waits_for_its_successor_to_be_told_still_ends_with_the_stay()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-08");
        var told = await world.DigitsAsync("R1", "flat");
        await ReplaceToldPinAsync(world);
        await world.MoveToAsync("2026-06-02 16:00");
        var successor = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(told, successor);
        Assert.True(world.Opens("flat", told), "nobody was told the new digits yet");
        Assert.True(world.Opens("flat", successor));

        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        await world.MoveToAsync("2026-06-04 11:29");
        Assert.True(world.Opens("flat", told));
        await world.MoveToAsync("2026-06-04 11:50");
        Assert.False(world.Opens("flat", told), "the stay was shortened");
        Assert.False(world.Opens("flat", successor));
        Assert.All((await world.StayAsync("R1")).Codes, c => Assert.Equal(AccessCodeState.Revoked, c.State));
    }

    [Fact]
    public async Task A_door_that_is_no_longer_the_propertys_loses_a_replaced_code_too()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-08");
        var told = await world.DigitsAsync("R1", "gate");
        await world.MoveToAsync("2026-06-02 16:00");
        Assert.True(world.Opens("gate", told));
        await using (var db = world.Database.Open())
        {
            db.DoorUses.Remove(await db.DoorUses.SingleAsync(d => d.DoorName == "gate"));
            await db.SaveChangesAsync();
        }

        await ReplaceToldPinAsync(world);
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.False(world.Opens("gate", told));
    }

    [Fact]
    public async Task Another_guest_in_the_same_reservation_gets_other_digits_and_the_former_guests_stop_working()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var former = await world.DigitsAsync("R1", "flat");
        await using (var db = world.Database.Open())
        {
            (await db.StayPins.SingleAsync()).ToldUtc = world.Now;
            await db.SaveChangesAsync();
        }

        await world.MoveToAsync("2026-06-02 12:00");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", guest: "Jonas Weber", phone: "+4915100000002");
        await world.MoveToAsync("2026-06-02 15:05");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.NotEqual(former, pin);
        Assert.True(world.Opens("flat", pin));
        Assert.True(world.Opens("gate", pin));
        Assert.False(world.Opens("flat", former));
        Assert.False(world.Opens("gate", former));
    }

    [Fact]
    public async Task A_corrected_name_or_a_later_phone_number_changes_no_digits()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", guest: "Lucia Fernandez");
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05", guest: "Lucia Fernandez", phone: "+34600000009");
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
    }

    [Fact]
    public async Task A_door_added_later_whose_lock_takes_other_lengths_gives_the_stay_digits_that_fit_all_doors()
    {
        await using var world = await StartAsync();
        world.Doors.AddDoor(new DoorOptions("side", "side", LockBehaviour.NativeSchedule, DoorWorld.Zone) { SupportedCodeLengths = [4] });
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        Assert.Equal(6, (await world.DigitsAsync("R1", "flat")).Length);
        await world.HasDoorAsync("Born 9", "side");
        await world.MoveToAsync("2026-06-02 15:05");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.Equal(4, pin.Length);
        Assert.True(world.Opens("side", pin));
        Assert.True(world.Opens("flat", pin));
        Assert.True(world.Opens("gate", pin));
    }

    [Fact]
    public async Task A_code_of_ours_that_the_lock_already_has_is_adopted_and_not_taken_for_somebody_elses()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.Database.SqlAsync("UPDATE AccessCodes SET State = 0, SeamAccessCodeId = NULL"); // As after a create that arrived later than anybody waits, or a backup put back.
        await world.LookNowAsync("R1");
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, world.Doors.CreatedCodes());
        Assert.Equal(pin, await world.DigitsAsync("R1", "flat"));
        Assert.NotNull((await world.CodeAsync("R1", "flat")).SeamAccessCodeId);
    }

    [Fact]
    public async Task A_code_that_Seam_lost_while_the_lock_still_shows_its_digits_is_never_called_revoked()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-08", "2026-06-10");
        var (code, pin) = (await world.CodeAsync("R1", "flat"), await world.DigitsAsync("R1", "flat"));
        await world.InScopeAsync<SeamClient>(async seam =>
        {
            await seam.DeleteAccessCodeAsync(code.SeamAccessCodeId!, CancellationToken.None);
            await seam.CreateAccessCodeAsync(
                new SeamCodeRequest { DeviceId = "flat", Code = SeamDigits.Of(pin), Name = "Taken over", StartsAt = world.Now, EndsAt = world.Now.AddDays(90) }, CancellationToken.None);
        });
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        Assert.True(world.Opens("flat", pin));
        var former = (await world.StayAsync("R1")).Codes.Single(c => c.Id == code.Id);
        Assert.Equal(AccessCodeState.Unproven, former.State);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("end-unproven:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_that_Seams_clock_ends_a_moment_before_ours_is_an_end_and_no_alarm()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.MoveToAsync("2026-06-03 11:29");
        var (street, flat) = (await world.CodeAsync("R1", "gate"), await world.CodeAsync("R1", "flat"));
        await world.MoveAsync(TimeSpan.FromSeconds(50));
        await world.InScopeAsync<SeamClient>(async seam =>
        {
            await seam.DeleteAccessCodeAsync(street.SeamAccessCodeId!, CancellationToken.None);
            await seam.DeleteAccessCodeAsync(flat.SeamAccessCodeId!, CancellationToken.None);
        });
        await world.WorkAsync();
        await world.MoveAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, world.Doors.CreatedCodes());
        Assert.All((await world.StayAsync("R1")).Codes, c => Assert.Equal((1, AccessCodeState.Revoked), (c.PinVersion, c.State)));
        await using var db = world.Database.Open();
        Assert.Empty(await db.Escalations.Where(e => !e.Cause.StartsWith(LockLimits.Cause)).ToListAsync());
    }

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("gate", LockBehaviour.JustInTime), ("flat", LockBehaviour.NativeSchedule));
        return world;
    }

    /// <summary>The guest was told the digits, and later ones are to take their place.</summary>
    private static async Task ReplaceToldPinAsync(DoorWorld world)
    {
        await using (var db = world.Database.Open())
        {
            var pin = await db.StayPins.SingleAsync();
            (pin.ToldUtc, pin.ReplacedUtc, pin.ReplacedBecause) = (world.Now, world.Now, "a lock already held these digits");
            await db.SaveChangesAsync();
        }

        await world.LookNowAsync("R1");
    }
}
