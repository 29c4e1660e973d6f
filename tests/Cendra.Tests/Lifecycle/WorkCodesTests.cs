using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>Codes for cleaners and staff: the life of a guest's code, an end that is never missing, and nobody's neighbour.</summary>
public sealed class WorkCodesTests
{
    private const string Marta = "host:0000000000007000800000000000ab1e";

    [Fact]
    public async Task A_cleaners_code_works_in_its_window_beside_guests_and_clips_nobody()
    {
        await using var world = await StartAsync();
        await world.BookingArrivesAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        Assert.Equal("", await MakeAsync(world, "2026-06-01T12:00", "2026-06-30T18:00"));
        await world.MoveAsync(TimeSpan.FromMinutes(1));
        var cleaner = await CleanerAsync(world);
        Assert.Equal(DoorWorld.Utc("2026-06-30 18:00"), cleaner.CodeEndUtc);
        Assert.Equal(DoorWorld.Utc("2026-06-05 11:30"), (await world.StayAsync("R1")).CodeEndUtc);
        Assert.Empty(await world.OpenEscalationsAsync());
        await world.MoveToAsync("2026-06-02 15:05");
        var digits = world.Database.Vault.Reveal(Assert.Single(cleaner.Pins).Sealed!);
        Assert.True(world.Opens("gate", digits));
        Assert.True(world.Opens("flat", digits));
        Assert.True(world.Opens("gate", await world.DigitsAsync("R1", "gate")), "a lock programmed just in time is not taken by the cleaner");
        Assert.Equal(Readiness.Ready, (await world.StayAsync("R1")).Readiness);
    }

    [Fact]
    public async Task A_code_for_work_ends_when_a_host_ends_it_and_the_end_is_proven()
    {
        await using var world = await StartAsync();
        await MakeAsync(world, "2026-06-01T12:00", "2026-12-31T18:00");
        await world.MoveToAsync("2026-06-03 09:00");
        var cleaner = await CleanerAsync(world);
        var digits = world.Database.Vault.Reveal(cleaner.Pins[0].Sealed!);
        Assert.True(world.Opens("flat", digits));
        await world.InScopeAsync<WorkOrders>(o => o.EndAsync(cleaner.Id, PropertyScope.All, Marta, CancellationToken.None));
        await world.WorkAsync();
        await world.MoveAsync(TimeSpan.FromMinutes(4));
        Assert.False(world.Opens("flat", digits));
        Assert.All((await CleanerAsync(world)).Codes, c => Assert.Equal(AccessCodeState.Revoked, c.State));
    }

    [Theory]
    [InlineData("2026-06-01T12:00", "", "Say from when and until when. A code for work always has an end.")]
    [InlineData("2026-06-01T12:00", "2027-06-03T12:00", "Until: a code for work lasts a year at the most. Give a new one then.")]
    [InlineData("2026-06-02T12:00", "2026-06-02T11:00", "Until: choose an end that is after the start and still to come.")]
    [InlineData("2026-05-02T12:00", "2026-05-03T11:00", "Until: choose an end that is after the start and still to come.")]
    public async Task A_code_for_work_without_a_proper_end_is_refused(string from, string until, string says)
    {
        await using var world = await StartAsync();
        Assert.Equal(says, await MakeAsync(world, from, until));
        await using var db = world.Database.Open();
        Assert.Empty(await db.Stays.ToListAsync());
    }

    private static async Task<string> MakeAsync(DoorWorld world, string from, string until)
    {
        Guid property;
        await using (var db = world.Database.Open())
        {
            property = await db.Properties.Select(p => p.Id).SingleAsync();
        }

        var problem = "";
        await world.InScopeAsync<WorkOrders>(async o => problem = (await o.MakeAsync(new WorkCode("Pilar Soto", StayKind.Cleaner, property, At(from), At(until)), PropertyScope.All, Marta, CancellationToken.None)).Problem);
        await world.WorkAsync();
        return problem;
    }

    private static async Task<Stay> CleanerAsync(DoorWorld world)
    {
        await using var db = world.Database.Open();
        return await db.Stays.Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).SingleAsync(s => s.Kind == StayKind.Cleaner);
    }

    private static DateTime? At(string local) => local.Length == 0 ? null : DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<DoorWorld> StartAsync()
    {
        var world = await DoorWorld.CreateAsync();
        await world.HasPropertyAsync("Born 9", ("gate", LockBehaviour.JustInTime), ("flat", LockBehaviour.NativeSchedule));
        return world;
    }
}
