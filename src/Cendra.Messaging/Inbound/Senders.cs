using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>Who writes, as far as the channel proves it: the conversation, and the stay they may speak of; no stay = nobody that is known.</summary>
public sealed record Sender(Conversation Conversation, ChannelIdentity Identity, Stay? Stay);

/// <summary>
/// Finds who stands behind an address. The channel attests the address and nothing else does: names, dates and booking numbers that somebody writes prove nothing. Of several stays
/// of one address the one that runs counts, then the next to come, then the last that ended.
/// </summary>
public sealed class Senders(CendraDbContext db, StayClock clock, IdSource ids)
{
    /// <summary>So long after check-out a guest is still spoken to as one who was here.</summary>
    public static readonly TimeSpan FormerFor = TimeSpan.FromDays(14);

    /// <summary>Finds or begins the conversation. <paramref name="phone"/> is E.164 or null where the channel hides it; the caller saves.</summary>
    public async Task<Sender> OfAsync(ChannelKind channel, string address, string? phone, CancellationToken ct)
    {
        var stay = phone is null ? null : await StayOfAsync(phone, ct);
        var key = stay is null ? Conversation.KeyOfSender(channel, address) : Conversation.KeyOf(stay.ReservationId);
        var conversation = await db.Conversations.SingleOrDefaultAsync(c => c.Key == key, ct) ?? Begin(key, stay);
        conversation.StayId = stay?.Id ?? conversation.StayId;
        var identity = await db.ChannelIdentities.SingleOrDefaultAsync(i => i.ConversationId == conversation.Id && i.Channel == channel && i.Address == address, ct)
            ?? Meet(conversation, channel, address);
        if (stay is not null && identity is { Level: IdentityLevel.Unknown, RevokedUtc: null })
        {
            (identity.Level, identity.VerifiedUtc) = (IdentityLevel.Attested, clock.GetUtcNow());
        }

        return new Sender(conversation, identity, stay);
    }

    /// <summary>The conversation of a reservation, begun where there is none; the caller saves.</summary>
    public async Task<Conversation> OfReservationAsync(Stay stay, CancellationToken ct)
    {
        var key = Conversation.KeyOf(stay.ReservationId);
        return db.Conversations.Local.FirstOrDefault(c => c.Key == key) ?? await db.Conversations.SingleOrDefaultAsync(c => c.Key == key, ct) ?? Begin(key, stay);
    }

    /// <summary>The stay that a message from this address on file is about. Cancelled and long ended ones count for nothing: whoever had them is a stranger now.</summary>
    private async Task<Stay?> StayOfAsync(string phone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = now - FormerFor;
        var spellings = Phones.Spellings(phone).SelectMany(p => new[] { p, "00" + p[1..] }).ToList();
        var stays = await db.Stays.AsNoTracking()
            .Where(s => s.CheckOutUtc > since && s.Status != StayStatus.Cancelled && s.Status != StayStatus.Tentative)
            .Where(s => spellings.Contains(s.Reservation!.GuestPhone.Replace(" ", "").Replace("-", "").Replace(".", "").Replace("(", "").Replace(")", "").Replace("/", "")))
            .ToListAsync(ct);
        var running = stays.Where(s => s.CheckInUtc <= now && now < s.CheckOutUtc).MinBy(s => s.CheckOutUtc);
        return running ?? stays.Where(s => s.CheckInUtc > now).MinBy(s => s.CheckInUtc) ?? stays.MaxBy(s => s.CheckOutUtc);
    }

    private Conversation Begin(string key, Stay? stay)
    {
        var conversation = new Conversation { Id = ids.Next(), Key = key, ReservationId = stay?.ReservationId, StayId = stay?.Id, CreatedUtc = clock.GetUtcNow() };
        db.Conversations.Add(conversation);
        return conversation;
    }

    private ChannelIdentity Meet(Conversation conversation, ChannelKind channel, string address)
    {
        var identity = new ChannelIdentity { Id = ids.Next(), ConversationId = conversation.Id, Channel = channel, Address = address, CreatedUtc = clock.GetUtcNow() };
        db.ChannelIdentities.Add(identity);
        return identity;
    }
}
