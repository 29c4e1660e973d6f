using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>A guest (R1, in the flat "Born 9" from 1 June, 15:00) who stands at a locked door, with what that leaves behind: the row, the messages, and the time to entry on the virtual clock.</summary>
internal sealed class LockOutScript : IAsyncDisposable
{
    /// <summary>Digits of the key box.</summary>
    public const string BoxDigits = "730914";

    /// <summary>The second in the order of calls.</summary>
    public const string Neighbour = "+34600000888";

    private LockOutScript(ServiceWorld world) => World = world;

    public ServiceWorld World { get; }

    /// <summary>The digits of the guest's code.</summary>
    public string Digits { get; private set; } = "";

    public static async Task<LockOutScript> AtAsync(string local = "2026-06-01 15:10", bool keyBox = true, DoorOptions? flat = null, bool streetDoor = false, string language = "en", Action<ServiceWorld>? before = null)
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true });
        var door = flat ?? ServiceWorld.Door("flat", LockBehaviour.NativeSchedule);
        await world.HasPropertyAsync("Born 9", streetDoor ? [ServiceWorld.Door("street", LockBehaviour.NativeSchedule), door] : [door]);
        await world.WithRowsAsync(async db =>
        {
            var property = await db.Properties.Include(p => p.Doors).SingleAsync();
            property.Doors.Where(d => d.DoorName == "street").ToList().ForEach(d => d.Role = DoorRole.Entrance);
            if (keyBox)
            {
                (property.FallbackWords, property.FallbackSecret) = ("There is a key box left of the door, behind the plant.", world.Vault.Seal(BoxDigits));
            }

            db.HostContacts.Add(new HostContact { Id = world.Services.GetRequiredService<IdSource>().Next(), Name = "Pau", Phone = Neighbour, CallOrder = 9, TimeZoneId = ServiceWorld.Zone });
        });
        before?.Invoke(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Lucy Fern", language: language);
        await world.ClockMovesToAsync(local);
        var script = new LockOutScript(world);
        script.Digits = (await world.StayAsync("R1")).Pins.Count > 0 ? await world.DigitsAsync("R1", "flat") : "";
        return script;
    }

    /// <summary>The guest writes; what came back.</summary>
    public Task<string> WritesAsync(string text) => World.GuestWritesOnWhatsAppAsync(text);

    /// <summary>What was told while the clock moved.</summary>
    public async Task<string> AfterAsync(TimeSpan wait)
    {
        var before = World.Told().Count;
        await World.ClockMovesAsync(wait);
        return string.Join("\n---\n", World.Told().Skip(before));
    }

    /// <summary>The guest types the right digits and gets in.</summary>
    public async Task EntersAsync(string device = "flat")
    {
        Assert.True(await World.GuestTypesAsync(device, Digits), "the door opens");
        await World.ClockMovesAsync(TimeSpan.FromSeconds(5));
    }

    /// <summary>The lock tells that somebody opened it, and not with whose code.</summary>
    public async Task UnlocksAsync(string device, string method)
    {
        var at = World.Now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        Assert.True((int)await World.PostAsync(World.NewSeamDelivery($$"""{"event_id":"{{Guid.Empty}}-{{method}}","event_type":"lock.unlocked","device_id":"{{device}}","method":"{{method}}","occurred_at":"{{at}}","created_at":"{{at}}"}""")) < 300);
        await World.WorkAsync();
        await World.ClockMovesAsync(TimeSpan.FromSeconds(5));
    }

    /// <summary>The newest row.</summary>
    public async Task<LockOut> RowAsync()
    {
        await using var db = World.Open();
        return (await db.LockOuts.ToListAsync()).MaxBy(l => l.OpenedUtc)!;
    }

    /// <summary>It ended so, after so many minutes; nobody is called for it any more. The line of the table.</summary>
    public async Task<string> EndsAsync(string name, LockOutEnd end, double? minutes)
    {
        var row = await RowAsync();
        var told = (await World.MessagesAsync(MessageKinds.Answer)).Count + (await World.MessagesAsync(MessageKinds.LockOutHelp)).Count;
        var line = string.Create(CultureInfo.InvariantCulture, $"{name}: {row.Finding}, {row.Step}, wrong {row.WrongTries}, told {told} -> {row.End} {row.TimeToEntry}");
        Assert.Equal(end, row.End);
        if (minutes is { } expected)
        {
            Assert.InRange(row.TimeToEntry!.Value.TotalMinutes, expected - 0.5, expected + 0.5);
        }

        if (end is LockOutEnd.Unlocked or LockOutEnd.GuestInside)
        {
            Assert.DoesNotContain(await World.OpenEscalationsAsync(), e => e.Title.Contains("cannot get in", StringComparison.Ordinal) || e.Title.Contains("locked door", StringComparison.Ordinal));
        }

        Assert.Empty((await World.VerifyAuditAsync()).Problems);
        Assert.Empty(World.Log.Errors);
        return line;
    }

    /// <summary>Hosts are called because somebody cannot get in.</summary>
    public async Task HostIsCalledAsync(EscalationPriority priority = EscalationPriority.P0) =>
        Assert.Contains(await World.OpenEscalationsAsync(), e => e.Priority == priority && e.Cause.StartsWith("guest:", StringComparison.Ordinal) && e.NotifiedUtc is not null);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
