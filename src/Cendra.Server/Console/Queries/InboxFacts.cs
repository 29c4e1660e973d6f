using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Messaging.Email;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>What the lines of some conversations need beside them: stays, the last thing said, open escalations, addresses and names.</summary>
internal sealed class InboxFacts
{
    private readonly Dictionary<Guid, Stay> _stays = [];
    private readonly Dictionary<Guid, string> _guests = [];
    private readonly Dictionary<Guid, Message> _last = [];
    private readonly Dictionary<Guid, string> _people = [];
    private readonly Dictionary<Guid, DateTimeOffset> _drafts = [];
    private ILookup<Guid, Escalation> _open = Array.Empty<Escalation>().ToLookup(_ => Guid.Empty);
    private ILookup<Guid, ChannelIdentity> _addresses = Array.Empty<ChannelIdentity>().ToLookup(_ => Guid.Empty);

    /// <summary>Reads them at once for all.</summary>
    public static async Task<InboxFacts> ReadAsync(CendraDbContext db, List<Conversation> conversations, PropertyScope scope, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var facts = new InboxFacts();
        var ids = conversations.ConvertAll(c => c.Id);
        await facts.ReadWhoAsync(db, conversations, scope, ct);
        facts._open = (await db.Escalations.AsNoTracking().Where(e => e.ResolvedUtc == null && e.ConversationId != null && ids.Contains(e.ConversationId.Value)).ToListAsync(ct)).ToLookup(e => e.ConversationId!.Value);
        facts._addresses = (await db.ChannelIdentities.AsNoTracking().Where(i => ids.Contains(i.ConversationId)).OrderByDescending(i => i.CreatedUtc).ToListAsync(ct)).ToLookup(i => i.ConversationId);
        var last = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId != null && ids.Contains(m.ConversationId.Value) && m.State != MessageState.Withdrawn && m.State != MessageState.Draft)
            .Where(m => m.Direction == MessageDirection.Inbound || m.State != MessageState.Queued || m.DueAtUtc == null || m.DueAtUtc <= nowUtc)
            .GroupBy(m => m.ConversationId).Select(g => g.OrderByDescending(m => m.SentUtc ?? m.CreatedUtc).ThenByDescending(m => m.Direction).First()).ToListAsync(ct);
        last.ForEach(m => facts._last[m.ConversationId!.Value] = m);
        foreach (var draft in await db.Messages.AsNoTracking().Where(m => m.ConversationId != null && ids.Contains(m.ConversationId.Value) && m.State == MessageState.Draft).GroupBy(m => m.ConversationId!.Value).Select(g => new { g.Key, Since = g.Min(m => m.CreatedUtc) }).ToListAsync(ct))
        {
            facts._drafts[draft.Key] = draft.Since;
        }

        var authors = last.Select(m => m.AuthorUserId).OfType<Guid>().ToHashSet();
        foreach (var user in await db.Users.Where(u => authors.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName }).ToListAsync(ct))
        {
            facts._people[user.Id] = user.DisplayName;
        }

        return facts;
    }

    /// <summary>The line of one of them.</summary>
    public InboxRow Row(Conversation conversation, Guid userId, DateTimeOffset nowUtc)
    {
        var stay = conversation.StayId is { } stayId ? _stays.GetValueOrDefault(stayId) : null;
        var (last, open) = (_last.GetValueOrDefault(conversation.Id), _open[conversation.Id].ToList());
        var address = _addresses[conversation.Id].FirstOrDefault();
        var since = open.Select(e => e.RaisedUtc).Concat(ConversationChips.GuestWaits(conversation) ? [conversation.LastInboundUtc!.Value] : []).Concat(_drafts.TryGetValue(conversation.Id, out var drafted) ? [drafted] : []).ToList();
        return new InboxRow(
            conversation.Id,
            Name(conversation, address),
            last is null ? "" : Said(last, userId),
            string.Join(", ", new[] { stay?.Property?.Name ?? "", Phase(stay, nowUtc), address is null ? "" : ConversationWords.Channel(address.Channel) }.Where(w => w.Length > 0)),
            ConversationChips.Of(conversation, open, last, _drafts.ContainsKey(conversation.Id)),
            since.Count == 0 ? null : since.Min(),
            open.Exists(e => e.AcknowledgedUtc is null && e.Priority <= EscalationPriority.P1),
            last?.SentUtc ?? last?.CreatedUtc ?? conversation.CreatedUtc,
            stay?.Property?.TimeZoneId ?? "Etc/UTC");
    }

    private async Task ReadWhoAsync(CendraDbContext db, List<Conversation> conversations, PropertyScope scope, CancellationToken ct)
    {
        var stayIds = conversations.Select(c => c.StayId).OfType<Guid>().ToHashSet();
        foreach (var stay in await scope.Of(db.Stays).AsNoTracking().Include(s => s.Property).Where(s => stayIds.Contains(s.Id)).ToListAsync(ct))
        {
            _stays[stay.Id] = stay;
        }

        var reservationIds = conversations.Select(c => c.ReservationId).OfType<Guid>().ToHashSet();
        foreach (var party in await db.Reservations.Where(r => reservationIds.Contains(r.Id)).Select(r => new { r.Id, r.GuestName }).ToListAsync(ct))
        {
            _guests[party.Id] = party.GuestName;
        }
    }

    private string Name(Conversation conversation, ChannelIdentity? address) => conversation.ReservationId is { } id
        ? _guests.GetValueOrDefault(id) is { Length: > 0 } name ? name : ConversationWords.Nameless
        : address is null ? "Somebody" : ConversationWords.Masked(address.Address);

    private string Said(Message last, Guid userId)
    {
        var text = last switch
        {
            { Body.Length: > 0 } => SpokenText.Plain(last.Body),
            { Attachment.Length: > 0 } => Position.OfStored(last.Attachment) is not null ? "Sent a place on the map" : last.DedupeKey.StartsWith(TakeMailJob.KeyPrefix, StringComparison.Ordinal) ? ConversationWords.MailFile(last.Attachment) : $"Sent {last.Attachment}",
            _ => Count.Capital(ConversationWords.Kind(last.Kind, last.Author)),
        };
        return last.Author switch
        {
            MessageAuthor.Guest => text,
            MessageAuthor.Host => $"{(last.AuthorUserId == userId ? "You" : last.AuthorUserId is { } id ? _people.GetValueOrDefault(id, "A person") : "A person")}: {text}",
            _ => $"Cendra: {text}",
        };
    }

    private static string Phase(Stay? stay, DateTimeOffset nowUtc) => stay switch
    {
        { Status: StayStatus.Cancelled } => "cancelled",
        { CheckInUtc: { } from } when nowUtc < from => "arriving",
        { CheckOutUtc: { } until } => nowUtc < until ? "in house" : "checked out",
        _ => "",
    };
}
