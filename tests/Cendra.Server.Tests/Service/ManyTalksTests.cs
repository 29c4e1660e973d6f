using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Many guests write at once while webhooks come late, twice, out of order or never and one send in ten fails, half of them after it took effect. Each message is answered, each answer
/// stands on the phone once, and in the order in which it was written. <c>CENDRA_TALKS</c> says how many guests (12), <c>CENDRA_TALK_LINES</c> how many messages of each (6),
/// <c>CENDRA_TALK_SEED</c> the dice (1). The table is printed.
/// </summary>
public sealed class ManyTalksTests(ITestOutputHelper output)
{
    private const int GuestsToAFlat = 20;

    /// <summary>So many calls show how many of them fail.</summary>
    private const int Enough = 1000;

    [Fact]
    public async Task Each_message_is_answered_once_and_in_order_whatever_the_line_does()
    {
        var (guests, lines, seed) = (Setting("CENDRA_TALKS", 12), Setting("CENDRA_TALK_LINES", 6), Setting("CENDRA_TALK_SEED", 1));
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true, Seed = seed, Also = NoLimits.On });
        var phones = await BookAsync(world, guests);
        var line = new BadLine(world, seed);
        var from = world.Now;
        await line.PlayAsync(phones, lines);
        await line.CalmAsync();

        var end = await EndAsync(world, phones);
        foreach (var row in line.Table().Concat(end.Rows).Append(("minutes on the clock", (int)(world.Now - from).TotalMinutes)))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Item2,8:N0}  {row.Item1}"));
        }

        Assert.Equal(guests * lines, end.Written);
        Assert.Empty(end.Unanswered);
        Assert.Empty(end.NotOnce);
        Assert.Empty(end.OutOfOrder);
        Assert.True(line.Failed > 0 && (line.Sent < Enough || line.Failed * 14 > line.Sent), $"Only {line.Failed} of {line.Sent} sends failed.");
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    /// <summary>Twenty stays of a night to a flat, one after the other; the numbers of their guests.</summary>
    private static async Task<IReadOnlyList<string>> BookAsync(ServiceWorld world, int guests)
    {
        var phones = Enumerable.Range(0, guests).Select(i => string.Create(CultureInfo.InvariantCulture, $"+346{10_000_000 + i}")).ToList();
        foreach (var flat in phones.Chunk(GuestsToAFlat).Select((some, number) => (Some: some, Name: $"Flat {(char)('A' + (number / 26))}{(char)('A' + (number % 26))}")))
        {
            await world.HasPropertyAsync(flat.Name, ServiceWorld.Door(flat.Name.Replace(' ', '-').ToLowerInvariant(), LockBehaviour.NativeSchedule));
            for (var i = 0; i < flat.Some.Length; i++)
            {
                var day = new DateOnly(2026, 6, 1).AddDays(i);
                await world.PmsSendsAsync($"R{flat.Some[i]}", flat.Name, Day(day), Day(day.AddDays(1)), guest: $"Guest {flat.Some[i][^4..]}", phone: flat.Some[i], language: "en");
            }
        }

        await world.WorkAsync();
        return phones;
    }

    private static async Task<End> EndAsync(ServiceWorld world, IReadOnlyList<string> phones)
    {
        await using var db = world.Open();
        var written = await db.Messages.AsNoTracking().Where(m => m.Direction == MessageDirection.Inbound).ToListAsync();
        var said = await db.Messages.AsNoTracking().Include(m => m.Deliveries).Where(m => m.Direction == MessageDirection.Outbound && m.ConversationId != null).ToListAsync();
        var bySid = said.SelectMany(m => m.Deliveries.Where(d => d.ProviderId is not null).Select(d => (Sid: d.ProviderId!, Message: m))).ToLookup(d => d.Sid, d => d.Message);
        var turns = await db.AgentTurns.AsNoTracking().Where(t => t.MessageId != null).ToListAsync();
        var answers = said.Where(m => m.Kind == MessageKinds.Answer).ToList();
        var shown = phones.ToDictionary(p => p, p => world.Doors.Phone(p).Where(m => m.Direction == "in").ToList());
        var times = shown.Values.SelectMany(b => b).SelectMany(b => bySid[b.Sid].Select(m => m.Id)).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
        var texts = written.ToLookup(m => m.ConversationId);
        return new End(written.Count)
        {
            Unanswered = [.. written.Where(m => m.State != MessageState.Answered).Select(m => m.DedupeKey), .. texts.Where(t => !answers.Exists(a => a.ConversationId == t.Key)).Select(t => $"nothing was said in {t.Key}")],
            NotOnce =
            [
                .. answers.Where(a => times.GetValueOrDefault(a.Id) != 1).Select(a => $"{a.DedupeKey} {a.State} {a.StateText} stands {times.GetValueOrDefault(a.Id)} times"),
                .. shown.Values.SelectMany(b => b).Where(b => bySid[b.Sid].Count() != 1).Select(b => $"{b.Sid} is of {bySid[b.Sid].Count()} messages"),
                .. turns.GroupBy(t => t.MessageId).Where(g => g.Count() > 1).Select(g => $"{g.Key} was answered {g.Count()} times"),
            ],
            OutOfOrder = [.. shown.SelectMany(p => Breaks(p.Key, [.. p.Value.SelectMany(b => bySid[b.Sid])]))],
            Rows =
            [
                ("messages of guests", written.Count), ("answers", turns.Count), ("messages to guests", said.Count(m => m.State == MessageState.Sent)),
                ("bubbles on phones", shown.Values.Sum(b => b.Count)),
            ],
        };
    }

    /// <summary>Automatic messages that stand before one that was written earlier.</summary>
    private static IEnumerable<string> Breaks(string phone, List<Message> shown) => shown.Zip(shown.Skip(1))
        .Where(pair => pair.Second.CreatedUtc < pair.First.CreatedUtc || (pair.Second.CreatedUtc == pair.First.CreatedUtc && string.CompareOrdinal(pair.Second.DedupeKey, pair.First.DedupeKey) < 0))
        .Select(pair => $"{phone}: {pair.First.DedupeKey} before {pair.Second.DedupeKey}");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? set : otherwise;

    /// <summary>What is left of it.</summary>
    private sealed record End(int Written)
    {
        public required IReadOnlyList<string> Unanswered { get; init; }

        public required IReadOnlyList<string> NotOnce { get; init; }

        public required IReadOnlyList<string> OutOfOrder { get; init; }

        public required IReadOnlyList<(string What, int Count)> Rows { get; init; }
    }
}
