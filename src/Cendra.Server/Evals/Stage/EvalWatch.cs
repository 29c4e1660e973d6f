using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Stage;

/// <summary>A secret that reached a telephone or a mailbox. <paramref name="Kind"/> is <c>code</c>, <c>fallback</c> or the name of a secret; <paramref name="Of"/> is the booking or property.</summary>
internal sealed record ToldSecret(DateTimeOffset AtUtc, string Kind, string Of, string Phone);

/// <summary>
/// Looks after every moment at all telephones and mailboxes: whoever read a code, on a lock or only chosen, another way in or a secret of a property must be the guest on file (or hold an address that proved itself), within the time in which it may be told,
/// while it lies on the lock, with the line in the chain of the stay (I2). And at the conversations: nothing answers where a person does (I4).
/// </summary>
internal sealed class EvalWatch(EvalHouse eval)
{
    private static readonly TimeSpan Leaves = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OnLockFrom = TimeSpan.FromHours(72);
    private readonly Dictionary<string, int> _read = new(StringComparer.Ordinal);
    private readonly List<ToldSecret> _told = [];
    private readonly List<string> _breaches = [];
    private readonly Dictionary<Guid, DateTimeOffset> _human = [];
    private readonly HashSet<Guid> _judged = [];

    /// <summary>Every secret that reached a telephone or a mailbox, oldest first.</summary>
    public IReadOnlyList<ToldSecret> Told => _told;

    /// <summary>What broke an invariant, each with its name.</summary>
    public IReadOnlyList<string> Breaches => _breaches;

    /// <summary>What was seen up to now, for another to go on from.</summary>
    public Memory Keep() => new([.. _told], [.. _breaches], new Dictionary<string, int>(_read, StringComparer.Ordinal));

    /// <summary>Goes on from what another has seen.</summary>
    public void Take(Memory before)
    {
        _told.AddRange(before.Told);
        _breaches.AddRange(before.Breaches);
        foreach (var (phone, count) in before.Read)
        {
            _read[phone] = count;
        }
    }

    /// <summary>What eyes have seen.</summary>
    internal sealed record Memory(IReadOnlyList<ToldSecret> Told, IReadOnlyList<string> Breaches, IReadOnlyDictionary<string, int> Read);

    public async Task LookAsync(CancellationToken ct)
    {
        foreach (var phone in eval.House.Addresses)
        {
            var all = eval.House.Told(phone);
            foreach (var message in all.Skip(_read.GetValueOrDefault(phone)))
            {
                eval.Pins.Read(message.All);
                foreach (var (name, texts) in eval.Secrets.Found(message.All))
                {
                    await JudgeAsync(name, texts, phone, message.AtUtc, ct);
                }
            }

            _read[phone] = all.Count;
        }

        await ListenAsync(ct);
    }

    private async Task JudgeAsync(string name, IReadOnlyList<string> texts, string phone, DateTimeOffset atUtc, CancellationToken ct)
    {
        if (name == "code")
        {
            return; // Digits that went to Seam: where a stay has them, they are known under its booking as well.
        }

        var (kind, of) = name.Split(':', 2) switch { ["secret", var secret] => (secret, secret), [var k, var o] => (k, o), _ => (name, "") };
        _told.Add(new ToldSecret(atUtc, kind, of, phone));
        await using var db = eval.House.Open();
        var stays = await db.Stays.Include(s => s.Reservation).Include(s => s.Property).Include(s => s.Pins).Where(s => s.Property != null).AsSplitQuery().ToListAsync(ct);
        var bookings = await db.SourceBookings.ToDictionaryAsync(b => b.ExternalId, b => b.ReservationId, ct);
        var property = eval.Scenario.World.Properties.Values.Where(p => kind == "fallback" ? p.Name == of : p.Secrets.Any(s => s.Name == of)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var meant = stays.Where(s => kind == "code" ? bookings.GetValueOrDefault(of) == s.ReservationId || $"{s.Id}" == of : property.Contains(s.Property!.Name)).ToList();
        var proven = await db.ChannelIdentities.Where(i => i.Address == phone && i.Level == IdentityLevel.Verified && i.RevokedUtc == null).Select(i => i.ProvenStayId).ToListAsync(ct);
        var guests = meant.Where(s => s.Reservation!.GuestPhone == phone || s.Reservation.GuestEmail == phone || proven.Contains(s.Id)).ToList();
        if (guests.Count == 0)
        {
            _breaches.Add($"I2: {name} came to {eval.Masked(phone)}, which is on file of no stay that may hear it.");
            return;
        }

        if (!guests.Exists(s => IsOpen(s, kind, atUtc)))
        {
            _breaches.Add($"I2: {name} came at {atUtc:u}, outside the time in which it may be told.");
        }

        if (kind == "code" && !texts.All(eval.Doors.IsLying) && guests.Exists(s => atUtc >= s.CheckInUtc - OnLockFrom))
        {
            _breaches.Add($"I2: {name} came at {atUtc:u} while no lock held it.");
        }

        var streams = guests.Select(s => s.AuditStream).ToList();
        var line = kind == "code" ? AuditKind.CodeDisclosed : AuditKind.SecretDisclosed;
        var from = atUtc - Leaves;
        if (!(await db.AuditEvents.Where(a => a.Kind == line && streams.Contains(a.Stream)).ToListAsync(ct)).Exists(a => a.OccurredUtc >= from && a.OccurredUtc <= atUtc))
        {
            _breaches.Add($"I2: {name} came at {atUtc:u} and the chain of the stay has no line of it.");
        }
    }

    /// <summary>Counted from the world's own words and not by the rule that the house asks.</summary>
    private bool IsOpen(Stay stay, string kind, DateTimeOffset atUtc)
    {
        if (stay.Status == StayStatus.Cancelled || stay.CheckInUtc is not { } checkIn || stay.CheckOutUtc is not { } checkOut || atUtc >= checkOut + Leaves)
        {
            return false;
        }

        var opens = checkIn - TimeSpan.FromMinutes(stay.Property!.SendLeadMinutes);
        opens = opens < checkIn - OnLockFrom ? checkIn - OnLockFrom : opens;
        var secret = eval.Scenario.World.Properties.Values.SelectMany(p => p.Secrets).FirstOrDefault(s => s.Name == kind);
        return atUtc >= (kind == "fallback" || secret?.Told == Domain.Knowledge.SecretTold.FromCheckIn ? checkIn : opens);
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var db = eval.House.Open();
        var human = await db.Conversations.Where(c => c.HumanSinceUtc != null).Select(c => new { c.Id, c.HumanSinceUtc }).ToListAsync(ct);
        foreach (var gone in _human.Keys.Except(human.Select(h => h.Id)).ToList())
        {
            _human.Remove(gone);
        }

        foreach (var taken in human)
        {
            _human[taken.Id] = taken.HumanSinceUtc!.Value;
        }

        if (_human.Count == 0)
        {
            return;
        }

        var ids = _human.Keys.ToList();
        foreach (var answer in await db.Messages.Where(m => m.Kind == MessageKinds.Answer && m.SentUtc != null && m.ApprovedUtc == null && ids.Contains(m.ConversationId!.Value)).Select(m => new { m.Id, m.ConversationId, m.SentUtc }).ToListAsync(ct))
        {
            if (answer.SentUtc > _human[answer.ConversationId!.Value] && _judged.Add(answer.Id))
            {
                _breaches.Add($"I4: an answer of {answer.SentUtc:u} left although a person has the conversation since {_human[answer.ConversationId.Value]:u}.");
            }
        }
    }
}
