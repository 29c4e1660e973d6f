using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Stays;
using Cendra.Server.Tests.Service;

namespace Cendra.Server.Tests.Foreign;

/// <summary>The whole service with Seam's own fake server for its Seam and Svix's own library for the signatures: from a booking to a proven end.</summary>
public sealed class FakeSeamServiceTests
{
    private static readonly object[] CouldNotSet = [new { error_code = "failed_to_set_on_device", message = "The lock did not answer.", is_access_code_error = true }];

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task A_guests_code_goes_to_the_lock_is_used_and_is_proven_gone()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-02");
        await house.World.WorkAsync();
        var kept = Assert.Single(await house.AtSeamAsync());
        Assert.Equal((await house.World.DigitsAsync("R1", HouseAtSeam.Flat), "time_bound", "unset"), (Text(kept, "code"), Text(kept, "type"), Text(kept, "status")));
        Assert.Equal((ServiceWorld.Utc("2026-06-01 15:00"), ServiceWorld.Utc("2026-06-02 11:30")), (Instant(kept, "starts_at"), Instant(kept, "ends_at")));
        Assert.Equal((AccessCodeState.Accepted, AccessCodeFault.None), await house.CodeAsync());
        Assert.Equal([202], await house.DeliverAsync());

        await house.LockTakesItAsync(inWindow: false);
        Assert.Equal((AccessCodeState.Scheduled, AccessCodeFault.None), await house.CodeAsync());
        await house.ClockMovesToAsync("2026-06-01 15:01");
        await house.LockTakesItAsync(inWindow: true);
        Assert.Equal((AccessCodeState.Active, AccessCodeFault.None), await house.CodeAsync());
        Assert.Equal(Readiness.Ready, (await house.World.StayAsync("R1")).Readiness);
        await house.HappensAsync("lock.unlocked", HouseAtSeam.Flat, await house.SeamIdAsync(), also: new { method = "keycode" });
        Assert.Equal((AccessCodeState.InUse, AccessCodeFault.None), await house.CodeAsync());
        Assert.Equal(("with a code", house.World.Now), ((await house.LockAsync()).LastUnlockedHow, (await house.LockAsync()).LastUnlockedUtc));

        await house.ClockMovesToAsync("2026-06-02 11:31");
        Assert.Equal((AccessCodeState.Removing, 1), ((await house.CodeAsync()).State, (await house.AtSeamAsync()).Count));
        await house.ClockMovesToAsync("2026-06-02 11:40");
        Assert.Equal((AccessCodeState.Revoked, AccessCodeFault.None), await house.CodeAsync());
        Assert.Empty(await house.AtSeamAsync());
        await EndsWellAsync(house, Readiness.Ended);
    }

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task A_code_that_the_lock_refuses_calls_a_person_until_it_takes_it()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await house.World.WorkAsync();
        await house.ClockMovesToAsync("2026-06-01 11:00");
        await house.Seam.CodeBecomesAsync(await house.SeamIdAsync(), "setting", CouldNotSet);
        Assert.All(await house.HappensAsync("access_code.failed_to_set_on_device", HouseAtSeam.Flat, await house.SeamIdAsync(), CouldNotSet), status => Assert.Equal(202, status));
        Assert.Equal((AccessCodeState.Accepted, AccessCodeFault.SetFailed), await house.CodeAsync());
        Assert.Equal(Readiness.Blocked, (await house.World.StayAsync("R1")).Readiness);
        Assert.Equal(["not-on-lock"], await house.AlarmsAsync());

        await house.LockTakesItAsync(inWindow: false);
        Assert.Equal((AccessCodeState.Scheduled, AccessCodeFault.None), await house.CodeAsync());
        Assert.Empty(await house.AlarmsAsync());
        await EndsWellAsync(house, Readiness.Ready);
    }

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task A_lock_that_goes_offline_is_known_at_once_and_its_code_is_not_taken_for_gone()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-03");
        await house.World.WorkAsync();
        await house.Seam.StoreAsync("updateDevice", new { device_id = HouseAtSeam.Flat, properties = new { online = false }, errors = new[] { SeamContractTests.DeviceOffline } });
        await house.Seam.CodeBecomesAsync(await house.SeamIdAsync(), "unset", SeamContractTests.DeviceOffline);
        await house.HappensAsync("device.disconnected", HouseAtSeam.Flat);
        Assert.False((await house.LockAsync()).IsOnline);
        Assert.Equal((AccessCodeState.Accepted, AccessCodeFault.SetDelayed), await house.CodeAsync());
        await house.ClockMovesToAsync("2026-06-01 14:00");
        Assert.Contains("not-on-lock", await house.AlarmsAsync());

        await house.Seam.StoreAsync("updateDevice", new { device_id = HouseAtSeam.Flat, properties = new { online = true }, errors = Array.Empty<object>() });
        await house.HappensAsync("device.connected", HouseAtSeam.Flat);
        Assert.True((await house.LockAsync()).IsOnline);
        await house.LockTakesItAsync(inWindow: false);
        Assert.Equal((AccessCodeState.Scheduled, AccessCodeFault.None), await house.CodeAsync());
        await EndsWellAsync(house, Readiness.Ready);
    }

    [NodeFact(ForeignFolder.Seam, ForeignFolder.Svix)]
    public async Task An_event_is_taken_once_and_only_with_Svixs_signature()
    {
        await using var house = await HouseAtSeam.OpenAsync();
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await house.World.WorkAsync();
        await house.SignsWithAsync("whsec_" + Convert.ToBase64String("the secret of somebody else....."u8));
        Assert.Equal([401], await house.DeliverAsync());
        await house.SignsWithAsync(ServiceWorld.SeamSecret);
        await house.Seam.ClockAsync(house.World.Now.AddMinutes(-6));
        Assert.Equal([401], await house.HappensAsync("lock.locked", HouseAtSeam.Flat));
        await house.Seam.ClockAsync(house.World.Now);
        Assert.Equal(0, await house.World.StoredAsync("event"));

        await house.RegisterAsync(ServiceWorld.SeamSecret);
        Assert.Equal([202, 200], await house.HappensAsync("lock.locked", HouseAtSeam.Flat));
        Assert.Equal(1, await house.World.StoredAsync("event"));
    }

    [NodeFact(ForeignFolder.Seam)]
    public async Task Without_webhooks_the_same_is_learnt_by_asking()
    {
        await using var house = await HouseAtSeam.OpenAsync(polls: true);
        await house.World.PmsSendsAsync("R1", "Born 9", "2026-06-01", "2026-06-02");
        await house.World.WorkAsync();
        await house.Seam.CodeBecomesAsync(await house.SeamIdAsync(), "setting", CouldNotSet);
        await house.Seam.EventAsync("access_code.failed_to_set_on_device", HouseAtSeam.Flat, await house.SeamIdAsync(), CouldNotSet);
        await house.World.WorkAsync();
        Assert.Equal((AccessCodeState.Accepted, AccessCodeFault.SetFailed), await house.CodeAsync());
        await house.Seam.CodeBecomesAsync(await house.SeamIdAsync(), "set");
        await house.Seam.EventAsync("access_code.set_on_device", HouseAtSeam.Flat, await house.SeamIdAsync());
        await house.ClockMovesToAsync("2026-06-01 15:00");
        Assert.Equal((AccessCodeState.Active, AccessCodeFault.None), await house.CodeAsync());
        await EndsWellAsync(house, Readiness.Ready);
    }

    internal static async Task EndsWellAsync(HouseAtSeam house, Readiness readiness, string reservation = "R1")
    {
        Assert.Equal(readiness, (await house.World.StayAsync(reservation)).Readiness);
        Assert.Empty(await house.AlarmsAsync());
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
        Assert.Empty(house.World.Log.Errors);
    }

    private static string? Text(System.Text.Json.JsonElement row, string name) => row.GetProperty(name).GetString();

    private static DateTimeOffset Instant(System.Text.Json.JsonElement row, string name) => DateTimeOffset.Parse(Text(row, name)!, CultureInfo.InvariantCulture);
}
