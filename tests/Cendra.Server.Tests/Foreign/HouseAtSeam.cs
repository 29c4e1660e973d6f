using System.Text.Json;
using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Seam;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Foreign;

/// <summary>
/// The whole service on a real port, with Seam's own fake server for its Seam: "Born 9" behind the lock <c>flat</c>, which keeps times itself. Nothing happens at
/// a lock unless a test says so, and no event comes before it is delivered.
/// </summary>
internal sealed class HouseAtSeam : IAsyncDisposable
{
    public const string Flat = "flat";
    private readonly List<string> _webhooks = [];

    private HouseAtSeam(FakeSeam seam, ServiceWorld world) => (Seam, World) = (seam, world);

    public FakeSeam Seam { get; }

    public ServiceWorld World { get; }

    public static async Task<HouseAtSeam> OpenAsync(bool polls = false)
    {
        var seam = await FakeSeam.StartAsync();
        var options = new WorldOptions { Webhooks = false, Polls = polls, OnKestrel = true, Seam = seam.Url, Settings = new() { ["Seam:ApiKey"] = FakeSeam.Key } };
        var house = new HouseAtSeam(seam, await ServiceWorld.OpenAsync(options));
        await seam.ClockAsync(house.World.Now);
        await house.HasPropertyAsync("Born 9", Flat, "schlage_lock");
        if (!polls)
        {
            await house.RegisterAsync(ServiceWorld.SeamSecret);
        }

        return house;
    }

    /// <summary>A property behind one lock of a maker.</summary>
    public async Task HasPropertyAsync(string name, string deviceId, string deviceType)
    {
        await Seam.AddLockAsync(deviceId, deviceType);
        await World.HasPropertyAsync(name, ServiceWorld.Door(deviceId, LockBehaviour.NativeSchedule));
    }

    /// <summary>Registers the server's own address at the fake with our client; the fake then signs with this secret.</summary>
    public async Task RegisterAsync(string secret) => await World.InScopeAsync<SeamClient>(async client =>
    {
        var webhook = await client.CreateWebhookAsync(new Uri(World.Server.ClientOptions.BaseAddress, "/webhooks/seam"), CancellationToken.None);
        await Seam.SecretAsync(webhook.WebhookId, secret);
        _webhooks.Add(webhook.WebhookId);
    });

    /// <summary>From now on the fake signs with another secret.</summary>
    public Task SignsWithAsync(string secret) => Seam.SecretAsync(_webhooks[0], secret);

    public async Task ClockMovesToAsync(string local)
    {
        await Seam.ClockAsync(ServiceWorld.Utc(local));
        await World.ClockMovesToAsync(local);
    }

    /// <summary>Something happened at Seam; the service has heard of it and done what follows. The answers to the webhooks.</summary>
    public async Task<IReadOnlyList<int>> HappensAsync(string type, string deviceId, string? accessCodeId = null, object? errors = null, object? also = null)
    {
        await Seam.EventAsync(type, deviceId, accessCodeId, errors, also);
        return await DeliverAsync();
    }

    /// <summary>Whatever waited has been delivered and worked off.</summary>
    public async Task<IReadOnlyList<int>> DeliverAsync()
    {
        var answers = await Seam.DeliverAsync();
        await World.WorkAsync();
        return [.. answers.Select(answer => answer.Status)];
    }

    /// <summary>The codes that the fake keeps for a lock.</summary>
    public async Task<IReadOnlyList<JsonElement>> AtSeamAsync(string deviceId = Flat) =>
        [.. (await Seam.RowsAsync("access_codes")).Where(code => code.GetProperty("device_id").GetString() == deviceId)];

    /// <summary>State and fault of the current code.</summary>
    public async Task<(AccessCodeState State, AccessCodeFault Fault)> CodeAsync(string reservation = "R1", string deviceId = Flat)
    {
        var code = await World.CodeAsync(reservation, deviceId);
        return (code.State, code.Fault);
    }

    public async Task<string> SeamIdAsync(string reservation = "R1", string deviceId = Flat) => (await World.CodeAsync(reservation, deviceId)).SeamAccessCodeId!;

    /// <summary>The lock has the code, before its window or in it, and Seam says so.</summary>
    public async Task LockTakesItAsync(bool inWindow, string reservation = "R1", string deviceId = Flat)
    {
        var id = await SeamIdAsync(reservation, deviceId);
        await Seam.StoreAsync("updateAccessCode", new { access_code_id = id, status = inWindow ? "set" : "unset", is_scheduled_on_device = !inWindow, errors = Array.Empty<object>() });
        Assert.All(await HappensAsync(inWindow ? "access_code.set_on_device" : "access_code.scheduled_on_device", deviceId, id), status => Assert.Equal(202, status));
    }

    /// <summary>Causes of the open alarms, up to the colon.</summary>
    public async Task<IReadOnlyList<string>> AlarmsAsync() => [.. (await World.OpenEscalationsAsync()).Select(e => e.Cause.Split(':')[0]).Order(StringComparer.Ordinal)];

    public async Task<SmartLock> LockAsync(string deviceId = Flat)
    {
        await using var db = World.Open();
        return await db.SmartLocks.SingleAsync(l => l.DeviceId == deviceId);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Seam.DisposeAsync();
    }
}
