using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Proofs;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>Who writes, as far as the channel proves it: the conversation, and the stay they may speak of; no stay = nobody that is known.</summary>
public sealed record Sender(Conversation Conversation, ChannelIdentity Identity, Stay? Stay);

/// <summary>
/// Finds who stands behind an address. The channel attests the address and nothing else does: names, dates and booking numbers that somebody writes prove nothing. Of several stays
/// of one address the one that runs counts, then the next to come, then the last that ended.
/// </summary>
public sealed class Senders(CendraDbContext db, ProvenAddresses proven, StayClock clock, IdSource ids)
{
    /// <summary>So long after check-out a guest is still spoken to as one who was here.</summary>
    public static readonly TimeSpan FormerFor = TimeSpan.FromDays(14);

    /// <summary>
    /// Finds or begins the conversation; the caller saves. <paramref name="attested"/> is the address that the channel vouches for: E.164, or a mail address; null where it hides the number, or
    /// where a mail may come from anybody. <paramref name="answers"/> is the reservation in whose conversation they answer, for somebody with several.
    /// </summary>
    public async Task<Sender> OfAsync(ChannelKind channel, string address, string? attested, CancellationToken ct, Guid? answers = null)
    {
        var onFile = attested is null ? null : await StayOfAsync(attested, answers, ct);
        var isProof = attested is not null || channel != ChannelKind.Email; // Anybody can write somebody's mail address into a mail.
        var stay = onFile is not null && IsRunning(onFile) ? onFile : isProof && await ProvenStayAsync(channel, address, ct) is { } typed && (onFile is null || IsRunning(typed)) ? typed : onFile; // Who is in a house now is spoken to of that.
        var key = stay is null ? Conversation.KeyOfSender(channel, address) : Conversation.KeyOf(stay.ReservationId);
        var conversation = await db.Conversations.SingleOrDefaultAsync(c => c.Key == key, ct) ?? Begin(key, stay);
        conversation.StayId = stay?.Id ?? conversation.StayId;
        var identity = await AddressInAsync(conversation, channel, address, ct);
        if (onFile is not null && stay == onFile && (identity.Level != IdentityLevel.Attested || identity.RevokedUtc is not null))
        {
            (identity.Level, identity.VerifiedUtc, identity.RevokedUtc) = (IdentityLevel.Attested, clock.GetUtcNow(), null);
        }

        return new Sender(conversation, identity, stay);
    }

    /// <summary>This address is that of a guest who is here, comes, or left lately, whoever uses it.</summary>
    public async Task<bool> IsGuestAsync(string address, CancellationToken ct) => await StayOfAsync(address, null, ct) is not null;

    /// <summary>The address in a conversation, met there where it was not yet; the caller saves.</summary>
    public async Task<ChannelIdentity> AddressInAsync(Conversation conversation, ChannelKind channel, string address, CancellationToken ct) =>
        await db.ChannelIdentities.SingleOrDefaultAsync(i => i.ConversationId == conversation.Id && i.Channel == channel && i.Address == address, ct) ?? Meet(conversation, channel, address);

    /// <summary>The number behind an id of WhatsApp, where an earlier message showed both; null = none did.</summary>
    public async Task<string?> PhoneBehindAsync(string bsuid, CancellationToken ct) =>
        await db.ChannelIdentities.AsNoTracking().Where(i => i.Channel == ChannelKind.WhatsApp && i.Bsuid == bsuid).OrderByDescending(i => i.LastInboundUtc).Select(i => i.Address).FirstOrDefaultAsync(ct);

    /// <summary>One message showed number and id of WhatsApp together: the id stands for this number from here on and for no other, and no other id for it. The caller saves.</summary>
    public async Task PairAsync(ChannelIdentity identity, string bsuid, CancellationToken ct)
    {
        identity.Bsuid = bsuid;
        var address = identity.Address;
        foreach (var other in await db.ChannelIdentities.Where(i => i.Channel == ChannelKind.WhatsApp && i.Bsuid != "" && (i.Address == address ? i.Bsuid != bsuid : i.Bsuid == bsuid)).ToListAsync(ct))
        {
            other.Bsuid = other.Address == address ? bsuid : "";
        }
    }

    /// <summary>The conversation of a reservation, begun where there is none; the caller saves.</summary>
    public async Task<Conversation> OfReservationAsync(Stay stay, CancellationToken ct)
    {
        var key = Conversation.KeyOf(stay.ReservationId);
        return db.Conversations.Local.FirstOrDefault(c => c.Key == key) ?? await db.Conversations.SingleOrDefaultAsync(c => c.Key == key, ct) ?? Begin(key, stay);
    }

    /// <summary>The stay that a message from this address on file is about. Cancelled and long ended ones count for nothing: whoever had them is a stranger now.</summary>
    private async Task<Stay?> StayOfAsync(string address, Guid? answers, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - FormerFor;
        var spellings = MailAddresses.Is(address) ? [] : Phones.WaysToWrite(address).ToList();
        var stays = await Holding(since).AsNoTracking().Where(s => spellings.Count == 0 ? s.Reservation!.GuestEmail == address : spellings.Contains(s.Reservation!.GuestPhone)).ToListAsync(ct);
        var open = stays.Exists(IsRunning) ? stays.FindAll(IsRunning) : stays; // Who is in a house now is spoken to of that, whatever they answer.
        return Nearest(open.Where(s => s.ReservationId == answers)) ?? Nearest(open);
    }

    /// <summary>The stay that this address may speak of because a one-time code was typed there; it ends with the stay.</summary>
    private async Task<Stay?> ProvenStayAsync(ChannelKind channel, string address, CancellationToken ct)
    {
        var typed = await db.ChannelIdentities.AsNoTracking().Where(i => i.Channel == channel && i.Address == address && i.Level == IdentityLevel.Verified && i.RevokedUtc == null)
            .Join(db.Conversations, i => i.ConversationId, c => c.Id, (i, c) => new { Identity = i, c.ReservationId }).ToListAsync(ct);
        if (typed.Count == 0)
        {
            return null;
        }

        var reservations = typed.Select(t => t.ReservationId).ToList();
        var stays = await Holding(clock.GetUtcNow()).AsNoTracking().Include(s => s.Reservation).Where(s => reservations.Contains(s.ReservationId)).ToListAsync(ct);
        return Nearest(stays.Where(s => typed.Exists(t => t.ReservationId == s.ReservationId && proven.SpeaksFor(t.Identity, s))));
    }

    /// <summary>The stay that somebody names who proves nothing yet, with its reservation; null = there is none, and nobody may learn that.</summary>
    public async Task<Stay?> StayNamedAsync(BookingReferences named, CancellationToken ct)
    {
        var (numbers, ways) = (named.Numbers.ToList(), named.Telephones.SelectMany(Phones.WaysToWrite).ToList());
        return Nearest(await Holding(clock.GetUtcNow()).Include(s => s.Reservation)
            .Where(s => s.Kind == StayKind.Guest && (numbers.Contains(s.Reservation!.ConfirmationCode) || ways.Contains(s.Reservation.GuestPhone))).ToListAsync(ct));
    }

    private IQueryable<Stay> Holding(DateTimeOffset sinceUtc) => db.Stays.Where(s => s.CheckOutUtc > sinceUtc && s.Status != StayStatus.Cancelled && s.Status != StayStatus.Tentative);

    private bool IsRunning(Stay stay) => stay.CheckInUtc <= clock.GetUtcNow() && clock.GetUtcNow() < stay.CheckOutUtc;

    /// <summary>The one that runs, then the next to come, then the last that ended.</summary>
    private Stay? Nearest(IEnumerable<Stay> stays)
    {
        var (now, all) = (clock.GetUtcNow(), stays.ToList());
        var running = all.Where(s => s.CheckInUtc <= now && now < s.CheckOutUtc).MinBy(s => s.CheckOutUtc);
        return running ?? all.Where(s => s.CheckInUtc > now).MinBy(s => s.CheckInUtc) ?? all.MaxBy(s => s.CheckOutUtc);
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
