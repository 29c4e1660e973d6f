using Cendra.Domain.Access;
using Cendra.Domain.Stays;

namespace Cendra.Server.Tests.Foreign;

/// <summary>The whole service where Seam's own fake server behaves otherwise than ours does: lists of everything, no bodies, digits that are taken.</summary>
public sealed class SeamFactsTests
{
    private const string Other = "attic";

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task Codes_of_other_locks_in_the_list_are_never_taken_for_this_locks()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.HasPropertyAsync("Rua 17", Other, "smartthings_lock");
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-02");
        await house.World.PmsSendsAsync("R2", "Rua 17", "2026-06-01", "2026-06-02", guest: "Jonas Weber");
        await house.World.WorkAsync();
        await house.LockTakesItAsync(inWindow: false);
        await house.ClockMovesToAsync("2026-06-01 14:30");
        await house.LockTakesItAsync(inWindow: true, "R2", Other);
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-02", status: "cancelled");
        await house.ClockMovesToAsync("2026-06-01 14:40");

        Assert.Equal((AccessCodeState.Revoked, AccessCodeFault.None), await house.CodeAsync());
        Assert.Empty(await house.AtSeamAsync());
        Assert.Equal((AccessCodeState.Active, AccessCodeFault.None), await house.CodeAsync("R2", Other));
        Assert.Equal(await house.World.DigitsAsync("R2", Other), Assert.Single(await house.AtSeamAsync(Other)).GetProperty("code").GetString());

        await house.ClockMovesToAsync("2026-06-02 11:45");
        Assert.Equal((AccessCodeState.Revoked, AccessCodeFault.None), await house.CodeAsync("R2", Other));
        await FakeSeamServiceTests.EndsWellAsync(house, Readiness.Ended);
        await FakeSeamServiceTests.EndsWellAsync(house, Readiness.Ended, "R2");
    }

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task A_moved_stay_moves_its_code_and_leaves_it_bound_to_its_times()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await house.World.WorkAsync();
        var id = await house.SeamIdAsync();
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await house.ClockMovesToAsync("2026-06-01 10:05");
        var kept = Assert.Single(await house.AtSeamAsync());
        Assert.Equal((id, "time_bound", "2026-06-05T09:30:00.000Z"), (kept.GetProperty("access_code_id").GetString(), kept.GetProperty("type").GetString(), kept.GetProperty("ends_at").GetString()));
        Assert.Equal(await house.World.DigitsAsync("R1", HouseAtSeam.Flat), kept.GetProperty("code").GetString());
    }

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task An_outage_without_a_body_makes_no_second_code_and_proves_no_end()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.Seam.OutageAsync(FakeSeam.Workspace, "/access_codes/create");
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-02");
        await house.ClockMovesToAsync("2026-06-01 10:05");
        Assert.Empty(await house.AtSeamAsync());
        Assert.Equal(AccessCodeState.Creating, (await house.CodeAsync()).State);
        await house.Seam.OutageAsync(FakeSeam.Workspace);
        await house.ClockMovesToAsync("2026-06-01 10:45");
        Assert.Single(await house.AtSeamAsync());
        await house.LockTakesItAsync(inWindow: false);
        await house.ClockMovesToAsync("2026-06-01 15:01");
        await house.LockTakesItAsync(inWindow: true);

        await house.ClockMovesToAsync("2026-06-02 11:29");
        await house.Seam.OutageAsync(FakeSeam.Workspace, "/access_codes/get", "/access_codes/list", "/access_codes/delete");
        await house.ClockMovesToAsync("2026-06-02 11:35");
        Assert.NotEqual(AccessCodeState.Revoked, (await house.CodeAsync()).State);
        Assert.Single(await house.AtSeamAsync());
        await house.Seam.OutageAsync(FakeSeam.Workspace);
        await house.ClockMovesToAsync("2026-06-02 12:00");
        Assert.Empty(await house.AtSeamAsync());
        Assert.Equal((AccessCodeState.Revoked, AccessCodeFault.None), await house.CodeAsync());
        Assert.Empty(await house.AlarmsAsync());
    }

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task Digits_that_somebody_else_has_on_the_lock_are_given_up_for_others()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.Seam.OutageAsync(FakeSeam.Workspace, "/access_codes/create");
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await house.World.WorkAsync();
        var taken = await house.World.DigitsAsync("R1", HouseAtSeam.Flat);
        await house.Seam.StoreAsync("addAccessCode", new { device_id = HouseAtSeam.Flat, workspace_id = FakeSeam.Workspace, name = "Cleaner", code = taken, type = "ongoing" });
        await house.Seam.OutageAsync(FakeSeam.Workspace);
        await house.ClockMovesToAsync("2026-06-01 10:45");

        var digits = await house.World.DigitsAsync("R1", HouseAtSeam.Flat);
        Assert.NotEqual(taken, digits);
        Assert.Equal((AccessCodeState.Accepted, AccessCodeFault.None), await house.CodeAsync());
        Assert.Equal([taken, digits], (await house.AtSeamAsync()).Select(code => code.GetProperty("code").GetString()));
        Assert.DoesNotContain(house.World.Log.Lines, line => line.Contains(taken, StringComparison.Ordinal));
    }
}
