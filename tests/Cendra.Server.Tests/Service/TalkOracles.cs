using Cendra.Domain.Conversations;
using Cendra.Lifecycle.AccessCodes;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>What holds whatever happens. Asked after every act, of what has come to the phones since.</summary>
internal sealed class TalkOracles(ServiceWorld world)
{
    private readonly Dictionary<string, int> _seen = [];
    private IReadOnlyList<KnownPin> _before = [];

    /// <summary>Bubbles with digits so far.</summary>
    public int Heard { get; private set; }

    /// <summary>Digits, whose they are, and when they may be told.</summary>
    public sealed record KnownPin(string Digits, string Phone, DateTimeOffset FromUtc, DateTimeOffset? UntilUtc);

    /// <summary>Every PIN of every stay, with the number on file now.</summary>
    public async Task<IReadOnlyList<KnownPin>> PinsAsync()
    {
        await using var db = world.Open();
        var stays = await db.Stays.Include(s => s.Pins).Include(s => s.Reservation).Include(s => s.Property).Where(s => s.CheckInUtc != null).ToListAsync();
        return [.. stays.SelectMany(s => s.Pins.Where(p => p.Sealed is not null).Select(p => new KnownPin(
            world.Vault.Reveal(p.Sealed!), s.Reservation!.GuestPhone, Disclosure.OpensUtc(s.Property!, s.CheckInUtc!.Value), s.CheckOutUtc)))];
    }

    /// <summary>Every new bubble that holds a PIN is on the phone on file of its stay and in its time (P7); where a person answers no answer left (P8).</summary>
    public async Task CheckAsync()
    {
        var pins = await PinsAsync();
        foreach (var phone in world.Doors.Phones())
        {
            var told = world.Doors.Phone(phone).Where(m => m.Direction == "in").ToList();
            foreach (var bubble in told.Skip(_seen.GetValueOrDefault(phone)))
            {
                var held = pins.Concat(_before).Where(p => bubble.Body.Replace(" ", "", StringComparison.Ordinal).Contains(p.Digits, StringComparison.Ordinal)).ToList();
                Heard += Math.Min(1, held.Count);
                Assert.True(held.Count == 0 || held.Exists(p => p.Phone == phone && p.FromUtc <= bubble.AtUtc && bubble.AtUtc < p.UntilUtc + TimeSpan.FromMinutes(1)), $"{phone} was told digits at {bubble.AtUtc:O} that are not its own or not now.");
            }

            _seen[phone] = told.Count;
        }

        _before = pins;
        await using var db = world.Open();
        var late = await db.Messages.Where(m => m.Kind == MessageKinds.Answer && db.Conversations.Any(c => c.Id == m.ConversationId && m.Deliveries.Any(d => d.RequestedUtc > c.HumanSinceUtc))).CountAsync();
        Assert.True(late == 0, "An answer left though a person answers there.");
    }

    /// <summary>At the end, with all trouble over: nothing waits, nothing was said twice, and what every phone shows is known.</summary>
    public async Task CheckEndAsync()
    {
        await CheckAsync();
        await using var db = world.Open();
        var messages = await db.Messages.Include(m => m.Deliveries).ToListAsync();
        Assert.DoesNotContain(messages, m => m.Direction == MessageDirection.Inbound && m.State != MessageState.Answered);
        Assert.DoesNotContain(messages, m => m.State == MessageState.Sending);
        var shown = world.Doors.Phones().SelectMany(world.Doors.Phone).Where(m => m.Direction == "in").Select(m => m.Sid).ToList();
        var known = messages.SelectMany(m => m.Deliveries.Where(d => d.ProviderId is not null).Select(d => (Sid: d.ProviderId!, m.DedupeKey))).ToLookup(d => d.Sid, d => d.DedupeKey);
        Assert.All(shown, sid => Assert.True(known[sid].Count() == 1, $"A message stands on a phone that {known[sid].Count()} deliveries claim."));
        Assert.All(shown.GroupBy(sid => known[sid].Single(), StringComparer.Ordinal), said => Assert.True(said.Count() == 1, $"Said {said.Count()} times: {said.Key}"));
        CheckNews(messages, known);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    /// <summary>Of two messages that a stay made due one after the other, the second says something new.</summary>
    private void CheckNews(List<Message> messages, ILookup<string, string> known)
    {
        var byKey = messages.ToDictionary(m => m.DedupeKey, StringComparer.Ordinal);
        foreach (var phone in world.Doors.Phones())
        {
            var news = world.Doors.Phone(phone).Where(m => m.Direction == "in").Select(m => (m.Body, Message: byKey[known[m.Sid].Single()]))
                .Where(m => m.Message.Kind is MessageKinds.PreArrival or MessageKinds.CodeChanged).GroupBy(m => m.Message.StayId);
            foreach (var told in news.Select(n => n.ToList()))
            {
                var again = told.Zip(told.Skip(1)).FirstOrDefault(pair => pair.First.Body == pair.Second.Body);
                Assert.True(again.First.Message is null, $"Told again though nothing is new: {again.First.Message?.DedupeKey} at {again.First.Message?.SentUtc:O}, {again.Second.Message?.DedupeKey} at {again.Second.Message?.SentUtc:O}.");
            }
        }
    }
}
