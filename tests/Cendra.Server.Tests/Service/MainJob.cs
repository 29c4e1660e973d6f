using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// One stay from the booking to the last line of its audit, at a door that keeps times itself and one that is programmed just in time. The doors take eight digits, so
/// that none stands in a row by chance. Who walks it may do something else between the steps.
/// </summary>
internal sealed partial class MainJob(ServiceWorld world)
{
    /// <summary>EF calls every race that a unique index settled an error.</summary>
    private const string CollisionsToo = "Microsoft.EntityFrameworkCore.";

    private static readonly string[] Doors = ["street", "gate"];
    private string _pin = "";

    public static async Task<MainJob> OpenAsync(WorldOptions options)
    {
        var world = await ServiceWorld.OpenAsync(options with { Phones = true, Polls = true });
        await world.HasPropertyAsync(
            "Born 9",
            ServiceWorld.Door("street", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] },
            ServiceWorld.Door("gate", LockBehaviour.JustInTime) with { SupportedCodeLengths = [8] });
        return new(world);
    }

    public ServiceWorld World => world;

    /// <summary>All of it.</summary>
    public async Task WalkAsync()
    {
        await IsBookedAsync();
        await IsToldAsync();
        await AsksAndEntersAsync();
        await StandsAtALockedDoorAsync();
        await StaysLongerAsync();
        await LeavesAsync();
        await LeftNothingAsync();
    }

    public async Task IsBookedAsync()
    {
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-05", "2026-06-08");
        _pin = await world.DigitsAsync("R1", "street");
        Assert.Equal(AccessCodeState.Accepted, (await world.CodeAsync("R1", "street")).State);
    }

    /// <summary>24 hours before, by the approved text, with the code, once.</summary>
    public async Task IsToldAsync()
    {
        await world.ClockMovesToAsync("2026-06-04 14:59");
        Assert.Empty(world.Told());
        await world.ClockMovesToAsync("2026-06-04 15:01");
        var text = Assert.Single(world.Told());
        Assert.Contains(ServiceWorld.Spoken(_pin), text, StringComparison.Ordinal);
        Assert.Equal(AccessCodeState.Scheduled, (await world.CodeAsync("R1", "street")).State);
        Assert.All(Doors, door => Assert.Contains(door, text, StringComparison.Ordinal));
    }

    public async Task AsksAndEntersAsync()
    {
        Assert.Contains(ServiceWorld.Spoken(_pin), await world.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-05 15:05");
        await OpensAsync(true, "in its time");
        Assert.Equal(2, world.Told().Count);
    }

    /// <summary>The host is called on both ways; looking at the link takes nothing, a tap does, and then nobody is called any more.</summary>
    public async Task StandsAtALockedDoorAsync()
    {
        var before = world.Told(HousePhones.Host).Count;
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync("El código no funciona, la puerta no abre"));
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
        var calls = world.Told(HousePhones.Host).Skip(before).ToList();
        Assert.Equal(2, calls.Count);
        var link = Link().Match(calls[0]).Value;
        Assert.Equal(HttpStatusCode.OK, await TapAsync(HttpMethod.Get, link));
        Assert.Null(Assert.Single(await world.OpenEscalationsAsync()).AcknowledgedUtc);
        Assert.Equal(HttpStatusCode.OK, await TapAsync(HttpMethod.Post, link));
        Assert.Equal("Marta", Assert.Single(await world.OpenEscalationsAsync()).AcknowledgedByName);
        await world.ClockMovesAsync(TimeSpan.FromHours(1));
        Assert.Equal(before + 2, world.Told(HousePhones.Host).Count);
    }

    /// <summary>One night more: told once, and the same digits open on the day on which they would have ended.</summary>
    public async Task StaysLongerAsync()
    {
        var before = world.Told().Count;
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-05", "2026-06-09");
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        var news = Assert.Single(world.Told().Skip(before));
        Assert.Contains("9 de junio", news, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(_pin), news, StringComparison.Ordinal);
        await world.ClockMovesToAsync("2026-06-08 12:00");
        await OpensAsync(true, "after the end that was moved");
        Assert.Equal(before + 1, world.Told().Count);
    }

    public async Task LeavesAsync()
    {
        await world.ClockMovesToAsync("2026-06-09 11:45");
        await OpensAsync(false, "after check-out and grace");
        await world.ClockMovesToAsync("2026-06-09 16:00");
        Assert.All((await world.StayAsync("R1")).Codes, code => Assert.Equal(AccessCodeState.Revoked, code.State));
        Assert.All(Doors, door => Assert.Empty(world.Doors.PhysicalCodes(door)));
    }

    /// <summary>Every line is chained (the code was told before arrival, when asked, at the locked door and with the new dates), each thing happened once, nothing went wrong unseen, and no digits stand in any row.</summary>
    public async Task LeftNothingAsync()
    {
        var audit = await world.VerifyAuditAsync();
        Assert.Empty(audit.Problems);
        await using var db = world.Open();
        var stay = await world.StayAsync("R1");
        var kinds = await db.AuditEvents.Where(e => e.Stream == stay.AuditStream).GroupBy(e => e.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count);
        Assert.Equal((1, 1, 4), (kinds[AuditKind.ReservationReceived], kinds[AuditKind.ReservationChanged], kinds[AuditKind.CodeDisclosed]));
        Assert.Equal(2, world.Doors.CreatedCodes());
        Assert.Equal(0, await db.ReceivedWebhooks.CountAsync(w => w.ProcessedUtc == null));
        Assert.All(await db.Messages.Select(m => m.State).ToListAsync(), state => Assert.Contains(state, new[] { MessageState.Sent, MessageState.Answered }));
        Assert.DoesNotContain(world.Log.Errors, e => !e.StartsWith(CollisionsToo, StringComparison.Ordinal));
        var scan = new PinScan(_pin);
        scan.AssertAbsentFromTexts([string.Join('\n', await world.Database.TextsAsync())]);
        scan.AssertAbsentFromTexts([string.Join('\n', world.Log.Lines)]);
    }

    private async Task OpensAsync(bool opens, string when)
    {
        foreach (var door in Doors)
        {
            Assert.True(await world.GuestTypesAsync(door, _pin) == opens, string.Create(CultureInfo.InvariantCulture, $"{door} {when}"));
        }
    }

    private async Task<HttpStatusCode> TapAsync(HttpMethod method, string link)
    {
        using var request = new HttpRequestMessage(method, new Uri(link));
        using var answer = await world.CallAsync(request);
        return answer.StatusCode;
    }

    [GeneratedRegex(@"https://cendra\.test/a/[0-9a-f]{32}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}
