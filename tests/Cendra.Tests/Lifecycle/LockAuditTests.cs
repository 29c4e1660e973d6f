using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Everything that stands on a lock is listed and has an owner; what should be gone is an alarm, and what cannot be read concludes nothing.</summary>
public sealed class LockAuditTests
{
    private static readonly string[] AllLists = ["/access_codes/list", "/access_codes/unmanaged/list"];

    [Fact]
    public async Task Equal_digits_of_a_code_that_the_lock_refused_make_nobody_elses_code_a_ghost()
    {
        await using var world = await TestDatabase.CreateAsync();
        var house = world.Rows.House();
        house.Code.MarkRevoked("it never left Cendra", world.Time.GetUtcNow());
        var cleaners = new SeamAccessCode { AccessCodeId = "cleaner", DeviceId = "device-1", Name = "Cleaner", IsManaged = true };
        var owner = FoundOwner.Of(cleaners, house.Pin.Sealed!.Hash, [house.Code], world.Time.GetUtcNow());
        Assert.Equal((FoundCodeKind.Unknown, null), (owner.Kind, owner.Code));
    }

    [Fact]
    public async Task Everything_on_a_lock_is_listed_with_its_owner_within_the_hour_and_then_each_week()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await world.MoveAsync(TimeSpan.FromHours(2));
        var found = Assert.Single(await FoundAsync(world));
        Assert.Equal((FoundCodeKind.Stay, true), (found.Kind, found.IsManaged));
        Assert.Equal((await world.CodeAsync("R1", "flat")).Id, found.AccessCodeId);
        var first = (await LockAsync(world)).AuditedUtc!.Value;

        await world.MoveToAsync("2026-06-12 12:00");
        Assert.NotNull(Assert.Single(await FoundAsync(world)).GoneUtc);
        var second = (await LockAsync(world)).AuditedUtc!.Value;
        Assert.InRange(second - first, TimeSpan.FromDays(7), TimeSpan.FromDays(8));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_code_that_nobody_here_made_is_told_once_and_its_digits_are_kept_from_guests()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        world.Doors.ChangeExternally("flat", ExternalChange.Added);
        await world.MoveAsync(TimeSpan.FromHours(2));
        var unknown = Assert.Single(await FoundAsync(world));
        Assert.Equal((FoundCodeKind.Unknown, false), (unknown.Kind, unknown.IsManaged));
        var told = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P2, 1), (told.Priority, await CausesAsync(world, "unknown-codes:")));
        var digits = Assert.Single(world.Doors.PhysicalCodes("flat")).Digits;
        Assert.Equal(world.Database.Vault.Hash(digits), unknown.PinHash);
        Assert.DoesNotContain(digits, unknown.NameOnLock + told.Title + told.Text, StringComparison.Ordinal);
        await world.InScopeAsync<Cendra.Lifecycle.AccessCodes.PinHolds>(async holds =>
            Assert.Contains(unknown.PinHash!, (await holds.AllTakenAsync([unknown.LockId], Guid.Empty, CancellationToken.None)).Taken));

        await world.MoveAsync(TimeSpan.FromDays(16));
        Assert.Equal(1, await CausesAsync(world, "unknown-codes:"));
    }

    [Theory]
    [InlineData(1, "flat: a code that nobody here made", "It was made at the lock")]
    [InlineData(3, "flat: 3 codes that nobody here made", "They were made at the lock")]
    public async Task One_code_and_several_are_each_told_in_their_own_words(int count, string title, string words)
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        for (var i = 0; i < count; i++)
        {
            world.Doors.ChangeExternally("flat", ExternalChange.Added);
        }

        await world.MoveAsync(TimeSpan.FromHours(2));
        var told = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(title, told.Title);
        Assert.StartsWith(words, told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_concludes_nothing()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        world.Doors.ChangeExternally("flat", ExternalChange.Added);
        await world.MoveAsync(TimeSpan.FromHours(2));
        var listed = (await LockAsync(world)).AuditedUtc;
        world.Doors.StartOutage(AllLists);
        await ListNowAsync(world);
        Assert.Null(Assert.Single(await FoundAsync(world)).GoneUtc);
        Assert.Equal(listed, (await LockAsync(world)).AuditedUtc);
        world.Doors.EndOutage();

        world.Doors.StartOutage("/access_codes/unmanaged/list");
        await ListNowAsync(world);
        Assert.Null(Assert.Single(await FoundAsync(world)).GoneUtc);
        world.Doors.EndOutage();
        await world.MoveAsync(TimeSpan.FromMinutes(61));
        Assert.True((await LockAsync(world)).AuditedUtc > listed);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_reached_is_not_taken_for_empty()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        var id = world.Doors.ChangeExternally("flat", ExternalChange.Added);
        await world.MoveAsync(TimeSpan.FromHours(2));
        world.Doors.TakeOffline("flat");
        world.Doors.ChangeExternally("flat", ExternalChange.Removed, id);
        await ListNowAsync(world);
        Assert.Null(Assert.Single(await FoundAsync(world)).GoneUtc);
        world.Doors.BringOnline("flat");
        await ListNowAsync(world);
        Assert.NotNull(Assert.Single(await FoundAsync(world)).GoneUtc);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_code_that_was_taken_for_gone_and_stands_there_is_an_alarm_until_it_is_read_back_as_gone()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var pin = await world.DigitsAsync("R1", "flat");
        await world.MoveToAsync("2026-06-04 12:00");
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        var name = (await world.CodeAsync("R1", "flat")).NameOnLock;
        await world.InScopeAsync<SeamClient>(seam => seam.CreateAccessCodeAsync(
            new SeamCodeRequest { DeviceId = "flat", Code = SeamDigits.Of(pin), Name = name, StartsAt = world.Now, EndsAt = world.Now.AddDays(20) }, CancellationToken.None));
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        Assert.True(world.Opens("flat", pin), "a restored backup put it back");

        world.Doors.FailNextRemovals("flat", 3);
        await ListNowAsync(world);
        Assert.Equal(FoundCodeKind.Ghost, (await FoundAsync(world)).Single(f => f.GoneUtc is null).Kind);
        Assert.Equal(AccessCodeState.Unproven, (await world.CodeAsync("R1", "flat")).State);
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.Cause.StartsWith("end-unproven:", StringComparison.Ordinal));
        await using (var db = world.Database.Open())
        {
            Assert.Null((await db.PinHolds.SingleAsync()).FreeAfterUtc);
        }

        world.Doors.FailNextRemovals("flat", 0);
        await world.MoveAsync(TimeSpan.FromHours(8));
        Assert.False(world.Opens("flat", pin));
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task A_code_under_another_name_with_the_digits_of_a_former_guest_is_a_hosts_decision_and_stays_until_it_is_made()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var pin = await world.DigitsAsync("R1", "flat");
        await using (var told = world.Database.Open())
        {
            await told.StayPins.ExecuteUpdateAsync(s => s.SetProperty(p => p.ToldUtc, world.Now));
        }

        await world.MoveToAsync("2026-06-04 12:00");
        await world.InScopeAsync<SeamClient>(seam => seam.CreateAccessCodeAsync(
            new SeamCodeRequest { DeviceId = "flat", Code = SeamDigits.Of(pin), Name = "Gardener", StartsAt = world.Now, EndsAt = world.Now.AddDays(60) }, CancellationToken.None));
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        await ListNowAsync(world);
        var twin = (await FoundAsync(world)).Single(f => f.GoneUtc is null);
        Assert.Equal((FoundCodeKind.Unknown, FoundCodeDecision.None, true), (twin.Kind, twin.Decision, twin.HasFormerDigits));
        Assert.Contains("the digits of a former guest", Assert.Single(await world.OpenEscalationsAsync()).Text, StringComparison.Ordinal);
        Assert.Equal(AccessCodeState.Revoked, (await world.CodeAsync("R1", "flat")).State);
        await world.MoveAsync(TimeSpan.FromDays(9));
        Assert.True(world.Opens("flat", pin), "the gardener still works there");
        Assert.Equal(1, await CausesAsync(world, "unknown-codes:"));

        await using (var db = world.Database.Open())
        {
            var row = await db.FoundCodes.SingleAsync(f => f.Id == twin.Id);
            (row.Decision, row.DecidedUtc) = (FoundCodeDecision.Remove, world.Now);
            await db.SaveChangesAsync();
        }

        await ListNowAsync(world);
        await world.MoveAsync(TimeSpan.FromHours(2));
        Assert.False(world.Opens("flat", pin));
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task What_a_host_decides_to_remove_counts_as_gone_only_when_it_is_read_back()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        world.Doors.ChangeExternally("flat", ExternalChange.Added);
        await world.MoveAsync(TimeSpan.FromHours(2));
        var digits = Assert.Single(world.Doors.PhysicalCodes("flat")).Digits;
        world.Doors.FailNextRemovals("flat", 50);
        await DecideAsync(world, row => (row.Decision, row.DecidedUtc) = (FoundCodeDecision.Remove, world.Now));
        await world.MoveAsync(TimeSpan.FromMinutes(5));
        Assert.True(world.Opens("flat", digits));
        Assert.Null(Assert.Single(await FoundAsync(world)).GoneUtc);
        world.Doors.FailNextRemovals("flat", 0);
        await world.MoveAsync(TimeSpan.FromHours(2));
        Assert.False(world.Opens("flat", digits));
        Assert.NotNull(Assert.Single(await FoundAsync(world)).GoneUtc);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task What_Seam_cannot_take_off_is_a_hosts_task_with_words_for_it()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        var id = world.Doors.ChangeExternally("flat", ExternalChange.Added);
        world.Doors.KeepUnmanaged("flat");
        await world.MoveAsync(TimeSpan.FromHours(2));
        await DecideAsync(world, row => (row.Decision, row.DecidedUtc) = (FoundCodeDecision.Remove, world.Now));
        await world.MoveAsync(TimeSpan.FromMinutes(30));
        Assert.Contains("in the lock's app", Assert.Single(await world.OpenEscalationsAsync()).Text, StringComparison.Ordinal);
        world.Doors.ChangeExternally("flat", ExternalChange.Removed, id);
        await world.MoveAsync(TimeSpan.FromMinutes(70));
        Assert.NotNull(Assert.Single(await FoundAsync(world)).GoneUtc);
        Assert.Empty(await world.OpenEscalationsAsync());
    }

    [Fact]
    public async Task What_was_kept_until_a_day_that_is_over_is_told_once_more()
    {
        await using var world = await StartAsync(LockBehaviour.NativeSchedule);
        world.Doors.ChangeExternally("flat", ExternalChange.Added);
        await world.MoveAsync(TimeSpan.FromHours(2));
        var until = world.Now.AddDays(3);
        await DecideAsync(world, row => (row.Decision, row.DecidedUtc, row.OwnerName, row.KeepUntilUtc) = (FoundCodeDecision.Kept, world.Now, "Marta", until));
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveAsync(TimeSpan.FromDays(4));
        Assert.Contains("Marta", Assert.Single(await world.OpenEscalationsAsync()).Text, StringComparison.Ordinal);
        await world.MoveAsync(TimeSpan.FromDays(20));
        Assert.Equal((1, 1), (await CausesAsync(world, "kept-code-over:"), await CausesAsync(world, "unknown-codes:")));
    }

    [Fact]
    public async Task Not_all_locks_are_listed_at_once()
    {
        await using var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Big house", [.. Enumerable.Range(1, 40).Select(i => ($"door-{i}", LockBehaviour.NativeSchedule))]);
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        await using var db = world.Database.Open();
        var due = (await db.SmartLocks.Select(l => l.AuditDueUtc).ToListAsync()).ConvertAll(d => d!.Value.Minute);
        Assert.True(due.Distinct().Count() > 20, "forty locks share the minutes of an hour");
    }

    private static async Task<DoorWorld> StartAsync(LockBehaviour behaviour)
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("flat", behaviour));
        await world.WorkAsync();
        await world.InScopeAsync<LockAuditsSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        return world;
    }

    private static async Task ListNowAsync(DoorWorld world)
    {
        var now = world.Now;
        await using (var db = world.Database.Open())
        {
            await db.SmartLocks.ExecuteUpdateAsync(s => s.SetProperty(l => l.AuditDueUtc, now));
        }

        await world.WorkAsync();
    }

    private static async Task DecideAsync(DoorWorld world, Action<FoundCode> decide)
    {
        await using (var db = world.Database.Open())
        {
            var row = await db.FoundCodes.SingleAsync();
            decide(row);
            row.NoteThat(AuditKind.FoundCodeDecided, AuditActor.Cendra, "Decided");
            await db.SaveChangesAsync();
        }

        await ListNowAsync(world);
    }

    private static async Task<List<FoundCode>> FoundAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.FoundCodes.OrderBy(f => f.FirstSeenUtc).ToListAsync();
    }

    private static async Task<SmartLock> LockAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.SmartLocks.SingleAsync();
    }

    private static async Task<int> CausesAsync(DoorWorld world, string prefix)
    {
        await using var db = world.Database.Open();
        return await db.Escalations.CountAsync(e => e.Cause.StartsWith(prefix));
    }
}
