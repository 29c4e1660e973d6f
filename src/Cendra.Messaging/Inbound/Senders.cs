using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Proofs;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>Who writes, as far as the channel proves it: the conversation, and the stay they may speak of; no stay = nobody that is known.</summary>
public sealed record Sender(Conversation Conversation, ChannelIdentity Identity, Stay? Stay)
{
    /// <summary>The stay among several of theirs; null = it was not asked for.</summary>
    public PickedStay? Picked { get; init; }

    /// <summary>Where there is no stay to speak of: one of this address that is not agreed yet or is cancelled; null = none is.</summary>
    public Stay? Unearned { get; init; }
}

/// <summary>
/// Finds who stands behind an address. The channel attests the address and nothing else does: names, dates and booking numbers that somebody writes prove nothing. Of several stays
/// of one address the one that runs counts, then the next to come, then the last that ended; of several that run at once <see cref="StayChoices"/> tells which.
/// </summary>
public sealed class Senders(CendraDbContext db, ProvenAddresses proven, UnearnedStays unearned, StayChoices choices, StayClock clock, IdSource ids)
{
    /// <summary>So long after check-out a guest is still spoken to as one who was here.</summary>
    public static readonly TimeSpan FormerFor = TimeSpan.FromDays(14);

    /// <summary>
    /// Finds or begins the conversation; the caller saves. <paramref name="attested"/> is the address that the channel vouches for: E.164, or a mail address; null where it hides the number, or
    /// where a mail may come from anybody. <paramref name="said"/> is what was written: it may say which of several stays is meant.
    /// </summary>
    public async Task<Sender> OfAsync(ChannelKind channel, string address, string? attested, Saying said, CancellationToken ct)
    {
        var bound = await BoundAsync(channel, address, attested, ct);
        var onFile = bound.NearestOnFile(said.AnswersReservationId, clock.GetUtcNow());
        var typed = onFile is not null && IsRunning(onFile) ? null : Nearest(bound.Proven, clock.GetUtcNow());
        var nearest = typed is not null && (onFile is null || IsRunning(typed)) ? typed : onFile; // Who is in a house now is spoken to of that.
        var picked = await choices.OfAsync(channel, address, bound.All, nearest, said, ct);
        var sender = await AsAsync(channel, address, picked.Stay, bound, ct) with { Picked = picked };
        if (picked is { IsNew: true, Choice: { } choice, Stay: { } stay })
        {
            if (choice.ChosenStayId == stay.Id)
            {
                stay.NoteThat(AuditKind.StayChosen, AuditActor.Guest, $"Of several stays the guest speaks of this one, by {MessageWords.Of(channel)}");
            }

            var gave = await choices.GiveAsync(choice, sender, ct);
            sender = sender with { Picked = picked with { HasGiven = gave } };
        }

        return sender.Stay is null ? await NotedAsync(sender, attested, ct) : sender;
    }

    /// <summary>An address that speaks of no stay is on file all the same where its booking is not agreed yet or is cancelled. That ends as soon as it is so no more, or the channel does not vouch for it.</summary>
    private async Task<Sender> NotedAsync(Sender sender, string? attested, CancellationToken ct)
    {
        var found = attested is null ? null : await unearned.OfAsync(attested, ct);
        if (sender.Identity.Level != IdentityLevel.Verified)
        {
            sender.Identity.Level = found is null ? IdentityLevel.Unknown : IdentityLevel.Attested;
        }

        return sender with { Unearned = found };
    }

    /// <summary>
    /// The same address in the conversation of another of its stays, where it is bound to that one at this moment; null = it is not. <paramref name="identity"/> is where its messages are now, and whether it was attested
    /// there. The caller saves.
    /// </summary>
    public async Task<Sender?> AlsoAsync(ChannelIdentity identity, Guid stayId, CancellationToken ct)
    {
        var bound = await BoundAsync(identity.Channel, identity.Address, AttestedOf(identity), ct);
        return StayChoices.Live(bound.All, clock.GetUtcNow()).Find(s => s.Id == stayId) is { } stay ? await AsAsync(identity.Channel, identity.Address, stay, bound, ct) : null;
    }

    /// <summary>The stays between which this address may choose now, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<Stay>> StaysOfAsync(ChannelIdentity identity, CancellationToken ct) =>
        StayChoices.Live((await BoundAsync(identity.Channel, identity.Address, AttestedOf(identity), ct)).All, clock.GetUtcNow());

    /// <summary>What stands in the booking was attested where it counts as that; a one-time code proves its own stay alone.</summary>
    private static string? AttestedOf(ChannelIdentity identity) => identity is { Level: IdentityLevel.Attested, RevokedUtc: null } ? identity.Address : null;

    private async Task<Sender> AsAsync(ChannelKind channel, string address, Stay? stay, BoundStays bound, CancellationToken ct)
    {
        var key = stay is null ? Conversation.KeyOfSender(channel, address) : Conversation.KeyOf(stay.ReservationId);
        var conversation = db.Conversations.Local.FirstOrDefault(c => c.Key == key) ?? await db.Conversations.SingleOrDefaultAsync(c => c.Key == key, ct) ?? Begin(key, stay);
        conversation.StayId = stay?.Id ?? conversation.StayId;
        var identity = await AddressInAsync(conversation, channel, address, ct);
        if (stay is not null && bound.OnFile.Contains(stay) && (identity.Level != IdentityLevel.Attested || identity.RevokedUtc is not null))
        {
            (identity.Level, identity.VerifiedUtc, identity.RevokedUtc) = (IdentityLevel.Attested, clock.GetUtcNow(), null);
        }

        return new Sender(conversation, identity, stay);
    }

    /// <summary>All stays that this address may speak of, and by what.</summary>
    private async Task<BoundStays> BoundAsync(ChannelKind channel, string address, string? attested, CancellationToken ct)
    {
        var onFile = attested is null ? [] : await OnFileAsync(attested, ct);
        var isProof = attested is not null || channel != ChannelKind.Email; // Anybody can write somebody's mail address into a mail.
        return new BoundStays(onFile, isProof ? await ProvenStaysAsync(channel, address, ct) : []);
    }

    /// <summary>This address is that of a guest who is here, comes, or left lately, whoever uses it.</summary>
    public async Task<bool> IsGuestAsync(string address, CancellationToken ct) => (await OnFileAsync(address, ct)).Count > 0;

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

    /// <summary>The stays of this address on file, with reservation and property. Cancelled and long ended ones count for nothing: whoever had them is a stranger now.</summary>
    private async Task<List<Stay>> OnFileAsync(string address, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - FormerFor;
        return await OnFile(Holding(since).Include(s => s.Reservation).Include(s => s.Property), address).ToListAsync(ct);
    }

    /// <summary>Of these stays those in whose booking the address stands.</summary>
    internal static IQueryable<Stay> OnFile(IQueryable<Stay> stays, string address)
    {
        var spellings = MailAddresses.Is(address) ? [] : Phones.WaysToWrite(address).ToList();
        return stays.Where(s => spellings.Count == 0 ? s.Reservation!.GuestEmail == address : spellings.Contains(s.Reservation!.GuestPhone));
    }

    /// <summary>The stays that this address may speak of because a one-time code was typed there; it ends with the stay.</summary>
    private async Task<List<Stay>> ProvenStaysAsync(ChannelKind channel, string address, CancellationToken ct)
    {
        var typed = await db.ChannelIdentities.AsNoTracking().Where(i => i.Channel == channel && i.Address == address && i.Level == IdentityLevel.Verified && i.RevokedUtc == null)
            .Join(db.Conversations, i => i.ConversationId, c => c.Id, (i, c) => new { Identity = i, c.ReservationId }).ToListAsync(ct);
        if (typed.Count == 0)
        {
            return [];
        }

        var reservations = typed.Select(t => t.ReservationId).ToList();
        var stays = await Holding(clock.GetUtcNow()).Include(s => s.Reservation).Include(s => s.Property).Where(s => reservations.Contains(s.ReservationId)).ToListAsync(ct);
        return stays.FindAll(s => typed.Exists(t => t.ReservationId == s.ReservationId && proven.SpeaksFor(t.Identity, s)));
    }

    /// <summary>The stay that somebody names who proves nothing yet, with its reservation; null = there is none, and nobody may learn that.</summary>
    public async Task<Stay?> StayNamedAsync(BookingReferences named, CancellationToken ct)
    {
        var (numbers, ways) = (named.Numbers.ToList(), named.Telephones.SelectMany(Phones.WaysToWrite).ToList());
        return Nearest(await Holding(clock.GetUtcNow()).Include(s => s.Reservation)
            .Where(s => s.Kind == StayKind.Guest && (numbers.Contains(s.Reservation!.ConfirmationCode) || ways.Contains(s.Reservation.GuestPhone))).ToListAsync(ct), clock.GetUtcNow());
    }

    private IQueryable<Stay> Holding(DateTimeOffset sinceUtc) => db.Stays.Where(s => s.CheckOutUtc > sinceUtc && s.Status != StayStatus.Cancelled && s.Status != StayStatus.Tentative);

    private bool IsRunning(Stay stay) => IsRunning(stay, clock.GetUtcNow());

    private static bool IsRunning(Stay stay, DateTimeOffset nowUtc) => stay.CheckInUtc <= nowUtc && nowUtc < stay.CheckOutUtc;

    /// <summary>The one that runs, then the next to come, then the last that ended.</summary>
    internal static Stay? Nearest(IReadOnlyCollection<Stay> stays, DateTimeOffset nowUtc) =>
        stays.Where(s => IsRunning(s, nowUtc)).MinBy(s => s.CheckOutUtc) ?? stays.Where(s => s.CheckInUtc > nowUtc).MinBy(s => s.CheckInUtc) ?? stays.MaxBy(s => s.CheckOutUtc);

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

    /// <summary>What an address may speak of: stays in whose booking it stands, and stays whose one-time code was typed there.</summary>
    private sealed record BoundStays(List<Stay> OnFile, List<Stay> Proven)
    {
        public IReadOnlyList<Stay> All => [.. OnFile, .. Proven.Except(OnFile)];

        /// <summary>Who is in a house now is spoken to of that, whatever they answer; else of what they answer.</summary>
        public Stay? NearestOnFile(Guid? answers, DateTimeOffset nowUtc)
        {
            var open = OnFile.Exists(s => IsRunning(s, nowUtc)) ? OnFile.FindAll(s => IsRunning(s, nowUtc)) : OnFile;
            return Nearest(open.FindAll(s => s.ReservationId == answers), nowUtc) ?? Nearest(open, nowUtc);
        }
    }
}
