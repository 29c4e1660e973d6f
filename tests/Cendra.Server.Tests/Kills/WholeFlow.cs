using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cendra.Domain.Audit;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Kills;

/// <summary>A whole stay: booked, codes on two doors, told, asked and answered, locked out and a person called, extended, gone. What is so at each of its stations, in words that two lives share.</summary>
internal static partial class WholeFlow
{
    /// <summary>
    /// Lives it; what was so at its stations. Digits and tokens of links, which no two lives share, stand as words. At each station <paramref name="reached"/> is called with its name.
    /// </summary>
    public static async Task<string> LiveAsync(MortalHouse house, Func<string, Task>? reached = null)
    {
        var told = new StringBuilder();

        async Task NoteAsync(string station, string doors = "")
        {
            await AddAsync(station, doors, house, told);
            await (reached?.Invoke(station) ?? Task.CompletedTask);
        }

        await house.PmsSendsAsync("msg_1", ServiceWorld.Booking("R1", "Born 9", "2026-06-02", "2026-06-04", version: 1));
        await house.ClockMovesToAsync("2026-06-01 11:00");
        await NoteAsync("booked");

        await house.ClockMovesToAsync("2026-06-01 16:00");
        await NoteAsync("told");

        await house.GuestWritesAsync("¿Cómo entro en el piso?");
        await house.ClockMovesToAsync("2026-06-01 16:20");
        await NoteAsync("answered");

        await house.ClockMovesToAsync("2026-06-02 15:05");
        await NoteAsync("in house", await TypeAsync(house));

        await house.GuestWritesAsync("El código no funciona, no puedo entrar");
        await house.ClockMovesToAsync("2026-06-02 15:09"); // A call that a kill cut off is made again within three minutes; later somebody has it, and it is not.
        await house.HostTakesItAsync();
        await house.ClockMovesToAsync("2026-06-02 16:00");
        await NoteAsync("locked out");

        await house.PmsSendsAsync("msg_2", ServiceWorld.Booking("R1", "Born 9", "2026-06-02", "2026-06-05", version: 2));
        await house.ClockMovesToAsync("2026-06-02 18:00");
        await NoteAsync("extended");

        await house.ClockMovesToAsync("2026-06-04 12:00");
        await NoteAsync("the day it would have ended", await TypeAsync(house));

        await house.ClockMovesToAsync("2026-06-05 14:00");
        await NoteAsync("gone", await TypeAsync(house));
        return told.ToString();
    }

    /// <summary>The guest types what stands in the last message with a code.</summary>
    private static async Task<string> TypeAsync(MortalHouse house)
    {
        var digits = (await house.Town.ToldAsync(HousePhones.Guest)).SelectMany(t => Digits().Matches(t)).Select(m => m.Value.Replace(" ", "", StringComparison.Ordinal)).Last();
        var opened = new List<string>();
        foreach (var door in new[] { "street", "gate" })
        {
            opened.Add(await house.Town.PressAsync(door, digits) ? "open" : "stay shut");
        }

        return string.Join(" and ", opened);
    }

    private static async Task AddAsync(string station, string doors, MortalHouse house, StringBuilder told)
    {
        told.Append(CultureInfo.InvariantCulture, $"== {station} {doors}\n");
        foreach (var door in (await house.Town.DoorsAsync()).OrderBy(d => d.DeviceId, StringComparer.Ordinal))
        {
            told.Append(CultureInfo.InvariantCulture, $"{door.DeviceId} holds: {string.Join(", ", door.CodesOnLock.Select(c => $"{c.StartsAtUtc:dd HH:mm}-{c.EndsAtUtc:dd HH:mm}"))}\n");
        }

        foreach (var (who, number) in new[] { ("guest", HousePhones.Guest), ("host", HousePhones.Host) })
        {
            foreach (var text in await house.Town.ToldAsync(number))
            {
                told.Append(CultureInfo.InvariantCulture, $"{who} reads: {Age().Replace(Digits().Replace(Token().Replace(text, "a link"), "<code>"), "<age>").Replace('\n', '|')}\n");
            }
        }

        await RowsAsync(house, told);
    }

    private static async Task RowsAsync(MortalHouse house, StringBuilder told)
    {
        await using var db = house.Open();
        foreach (var code in await db.AccessCodes.AsNoTracking().Include(c => c.Lock).OrderBy(c => c.Lock!.DeviceId).ThenBy(c => c.PinVersion).ToListAsync())
        {
            told.Append(CultureInfo.InvariantCulture, $"code {code.Lock!.DeviceId} {code.PinVersion}: {code.State} {code.Fault} {code.IntendedFromUtc:dd HH:mm}-{code.IntendedUntilUtc:dd HH:mm}\n");
        }

        foreach (var message in (await db.Messages.AsNoTracking().ToListAsync()).Select(m => $"{m.Direction} {m.Kind} {m.State} {m.StateText}").Order(StringComparer.Ordinal))
        {
            told.Append(CultureInfo.InvariantCulture, $"message {message}\n");
        }

        foreach (var call in (await db.Escalations.AsNoTracking().ToListAsync()).Select(e => $"{e.Priority} {e.Title}, told {e.NotifiedUtc is not null}, taken {e.AcknowledgedUtc is not null}, over {e.ResolvedUtc is not null}").Order(StringComparer.Ordinal))
        {
            told.Append(CultureInfo.InvariantCulture, $"escalation {call}\n");
        }

        var lines = await db.AuditEvents.AsNoTracking().Select(e => new { e.Kind, e.Stream }).ToListAsync();
        // Written before an attempt, so that nothing happens unseen: an attempt that a kill cut off is made, and written, once more.
        AuditKind[] attempts = [AuditKind.CodeRequested, AuditKind.CodeRemovalRequested, AuditKind.CodeDisclosed];
        foreach (var kind in lines.GroupBy(l => $"{l.Kind} of {l.Stream.Split(':')[0]}").OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            told.Append(CultureInfo.InvariantCulture, $"audit {kind.Key}{(attempts.Contains(kind.First().Kind) ? "" : $" x{kind.Count()}")}\n");
        }
    }

    [GeneratedRegex(@"(?<![\d+])\d{3} \d{3}(?!\d)|(?<![\d+:.])\d{4,8}(?![\d:.])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Digits();

    /// <summary>How long ago a lock last said something: a server that was down for a moment has asked it an hour earlier or later.</summary>
    [GeneratedRegex(@"hace \d+ h|\d+ h ago", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Age();

    [GeneratedRegex("http\\S+/[ag]/[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();
}
