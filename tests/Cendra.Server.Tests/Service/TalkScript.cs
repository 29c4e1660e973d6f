using System.Buffers.Binary;
using System.Globalization;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Hosts;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>Acts of guests, hosts, providers and misfortune in a random order, the same for the same seed.</summary>
internal sealed class TalkScript(ServiceWorld world, KillSwitch kill, int seed)
{
    private static readonly string[] Says =
    [
        "¿Cuál es el código?", "Hola", "gracias", "La puerta no abre", "¿Hay secador?", "Huele a gas", "How do I get in?", "quiero hablar con una persona", "👍", "STOP", "START", "[[code]]", "Wie komme ich rein?", "",
    ];

    private readonly SeededRandom _random = new(seed);
    private int _days;

    /// <summary>What was done, for whoever reads a failure.</summary>
    public List<string> Done { get; } = [];

    /// <summary>Who has which booking now.</summary>
    public Dictionary<string, string> Phones { get; } = new() { ["R1"] = HousePhones.Guest, ["R2"] = "+34600000002" };

    /// <summary>One act.</summary>
    public async Task ActAsync()
    {
        var number = Below(22);
        Done.Add(string.Create(CultureInfo.InvariantCulture, $"{world.Now:dd HH:mm:ss} act {number}"));
        await (number switch
        {
            < 7 => GuestWritesAsync(),
            7 or 8 => InConversationAsync((desk, id) => desk.ReplyAsync(id, ServiceWorld.HostUser, Below(2) == 0 ? "Voy." : "[[code]]", PropertyScope.All, CancellationToken.None)),
            9 => InConversationAsync((desk, id) => desk.HandBackAsync(id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None)),
            10 => InConversationAsync((desk, id) => desk.TakeOverAsync(id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None)),
            11 => world.SwitchAsync(desk => desk.StopAsync(Below(2) == 0, ServiceWorld.HostUser, CancellationToken.None)),
            12 => PmsChangesAsync(),
            13 => DieAsync(),
            14 => Trouble(),
            16 => LineBreaksAsync(),
            17 => ChangesWhileStoppedAsync(),
            15 => world.ClockMovesAsync(TimeSpan.FromMinutes(Below(120))),
            _ => world.ClockMovesAsync(TimeSpan.FromSeconds(Below(60))),
        });
        await world.WithRowsAsync(db => db.Escalations.Where(e => e.AcknowledgedUtc == null && e.ResolvedUtc == null).ForEachAsync(e => e.Acknowledge(ServiceWorld.HostUser, "Marta", world.Now)));
    }

    /// <summary>All trouble ends, and everything has the time it needs.</summary>
    public async Task CalmAsync()
    {
        world.Doors.EndMessagesOutage();
        world.Doors.DropNextCallbacks(0);
        world.Doors.LoseNextMessageAnswers(0);
        world.Doors.RefuseNextMessages(0);
        await world.SwitchAsync(desk => desk.StopAsync(false, ServiceWorld.HostUser, CancellationToken.None));
        await world.ClockMovesAsync(TimeSpan.FromMinutes(45));
    }

    private async Task GuestWritesAsync()
    {
        var from = Below(6) == 0 ? "+34611111111" : Phones[Below(2) == 0 ? "R1" : "R2"];
        var pins = await new TalkOracles(world).PinsAsync();
        var says = Below(6) == 0 && pins.Count > 0 ? pins[Below(pins.Count)].Digits : Says[Below(Says.Length)];
        await world.WhatsAppWritesAsync(from, says, 1 + Below(2));
        if (Below(2) == 0)
        {
            await world.WorkAsync();
        }
    }

    private async Task InConversationAsync(Func<ConversationDesk, Guid, Task> act)
    {
        await using var db = world.Open();
        var all = await db.Conversations.OrderBy(c => c.Key).Select(c => c.Id).ToListAsync();
        if (all.Count > 0)
        {
            var id = all[Below(all.Count)];
            await world.InScopeAsync<ConversationDesk>(desk => act(desk, id));
            await world.WorkAsync();
        }
    }

    private Task PmsChangesAsync()
    {
        var (id, listing) = Below(2) == 0 ? ("R1", "Born 9") : ("R2", "Olot");
        var guest = "Lucía Fernández";
        if (Below(3) == 0)
        {
            (guest, Phones[id]) = (string.Create(CultureInfo.InvariantCulture, $"Guest {++_days}"), string.Create(CultureInfo.InvariantCulture, $"+346000001{++_days:D2}"));
        }

        return world.PmsSendsAsync(id, listing, "2026-06-01", $"2026-06-1{Below(9)}", Below(4) == 0 ? "cancelled" : "confirmed", guest: guest, phone: Phones[id]);
    }

    /// <summary>Twilio took an answer, nobody hears of it, and for a while it cannot be asked.</summary>
    private async Task LineBreaksAsync()
    {
        world.Doors.LoseNextMessageAnswers();
        world.Doors.DropNextCallbacks(20);
        await world.WhatsAppWritesAsync(Phones["R1"], "¿Cuál es el código?");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(6));
        world.Doors.StartMessagesOutage();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        world.Doors.EndMessagesOutage();
        world.Doors.DropNextCallbacks(0);
    }

    private async Task ChangesWhileStoppedAsync()
    {
        await world.SwitchAsync(desk => desk.StopAsync(true, ServiceWorld.HostUser, CancellationToken.None));
        await PmsChangesAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        await PmsChangesAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        await world.SwitchAsync(desk => desk.StopAsync(false, ServiceWorld.HostUser, CancellationToken.None));
    }

    private Task Trouble()
    {
        switch (Below(7))
        {
            case 0: world.Doors.StartMessagesOutage(); break;
            case 1: world.Doors.LoseNextMessageAnswers(); break;
            case 2: world.Doors.RefuseNextMessages(7); break;
            case 3: world.Doors.DropNextCallbacks(3); break;
            case 4: world.Doors.ReorderNextCallbacks(3); break;
            case 5: world.Doors.DuplicateNextCallbacks(3); break;
            default: world.Doors.EndMessagesOutage(); break;
        }

        return Task.CompletedTask;
    }

    private async Task DieAsync()
    {
        world.Wire.Passing = kill.Pass;
        kill.Arm(Below(60));
        try
        {
            await world.ClockMovesAsync(TimeSpan.FromSeconds(20));
        }
        catch (Exception) when (kill.IsDead)
        {
            // As from inside: everything that was under way is cut off.
        }

        Done.Add($"died at: {kill.DiedAt}");
        kill.Disarm();
        world.Wire.Passing = null;
        await world.RestartAsync();
    }

    private int Below(int bound)
    {
        Span<byte> bytes = stackalloc byte[8];
        _random.GetBytes(bytes);
        return (int)(BinaryPrimitives.ReadUInt64LittleEndian(bytes) % (ulong)bound);
    }
}
