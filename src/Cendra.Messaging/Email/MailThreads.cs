using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Email.Reading;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Email;

/// <summary>The conversation that a mail answers.</summary>
/// <param name="ConversationId">Which one.</param>
/// <param name="ReservationId">Of which booking; null = of nobody known.</param>
/// <param name="IsFromReader">A mail of ours went to this very address in it: who answers reads what is sent there.</param>
public sealed record FoundThread(Guid ConversationId, Guid? ReservationId, bool IsFromReader);

/// <summary>How an answer hangs together with what it answers.</summary>
/// <param name="Token">Of the conversation.</param>
/// <param name="Subject">Of the mail that is answered; empty = none is.</param>
/// <param name="InReplyTo">Its id; null = none is answered.</param>
/// <param name="References">What was written before, oldest first.</param>
public sealed record MailThread(string Token, string Subject, string? InReplyTo, IReadOnlyList<string> References);

/// <summary>Finds the conversation of a mail, and what an answer names. None of what a mail says of threads lets anybody in.</summary>
public sealed class MailThreads(CendraDbContext db, Mailboxes mailboxes, LinkTokens tokens)
{
    private const int MostReferences = 20;

    /// <summary>By the token in one of its addresses, then the mail it answers, then those it refers to, the latest first; null = it begins something new. <paramref name="from"/> is who writes.</summary>
    public async Task<FoundThread?> FindAsync(IncomingMail mail, string from, CancellationToken ct)
    {
        var asked = mailboxes.TokensIn(mail.DeliveredTo).Take(MostReferences).ToList();
        if (asked.Count > 0 && await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => asked.Contains(c.MailToken!), ct) is { } byToken)
        {
            return await OfAsync(byToken.Id, byToken.ReservationId, from, ct);
        }

        var named = new[] { mail.InReplyTo }.Concat(mail.References.Reverse()).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var ours = await (from delivery in db.Deliveries
                          join message in db.Messages on delivery.MessageId equals message.Id
                          join conversation in db.Conversations on message.ConversationId equals conversation.Id
                          where delivery.Channel == ChannelKind.Email && named.Contains(delivery.ProviderId!)
                          select new { delivery.ProviderId, conversation.Id, conversation.ReservationId }).ToListAsync(ct);
        var first = named.Select(id => ours.Find(o => o.ProviderId == id)).FirstOrDefault(o => o is not null);
        return first is null ? null : await OfAsync(first.Id, first.ReservationId, from, ct);
    }

    /// <summary>What this message names: the last mail that came in there from the same guest at the same address, where it is an answer.</summary>
    public async Task<MailThread> OfAsync(Message message, bool isAnswer, CancellationToken ct)
    {
        var conversationId = message.ConversationId!.Value;
        var token = tokens.ForMail(conversationId);
        await db.Conversations.Where(c => c.Id == conversationId && c.MailToken == null).ExecuteUpdateAsync(s => s.SetProperty(c => c.MailToken, token), ct); // Past its version: it says nothing of what is written there.
        var said = db.Messages.AsNoTracking().Where(m => m.ConversationId == conversationId && m.IdentityId == message.IdentityId && m.GuestVersion == message.GuestVersion); // A former guest's subjects are not for the one who took their place.
        var last = !isAnswer ? null : await said.Where(m => m.MailId != "").OrderByDescending(m => m.CreatedUtc).Select(m => new { m.MailId, m.Subject, m.CreatedUtc }).FirstOrDefaultAsync(ct);
        if (last is null)
        {
            return new MailThread(token, "", null, []);
        }

        var written = await said.Where(m => m.MailId != "" && m.CreatedUtc < last.CreatedUtc).OrderByDescending(m => m.CreatedUtc).Take(MostReferences).Select(m => new { Id = m.MailId, At = m.CreatedUtc }).ToListAsync(ct);
        var sent = await (from delivery in db.Deliveries.AsNoTracking()
                          join earlier in said on delivery.MessageId equals earlier.Id
                          where delivery.Channel == ChannelKind.Email && delivery.AcceptedUtc != null && earlier.CreatedUtc < last.CreatedUtc
                          orderby earlier.CreatedUtc descending
                          select new { Id = delivery.ProviderId!, At = earlier.CreatedUtc }).Take(MostReferences).ToListAsync(ct);
        return new MailThread(token, last.Subject, last.MailId, [.. written.Concat(sent).OrderBy(m => m.At).Select(m => m.Id).TakeLast(MostReferences - 1), last.MailId]);
    }

    private async Task<FoundThread> OfAsync(Guid conversationId, Guid? reservationId, string from, CancellationToken ct) => new(
        conversationId, reservationId,
        await db.Deliveries.AnyAsync(d => d.Channel == ChannelKind.Email && d.Address == from && d.RequestedUtc != null && d.Status != DeliveryStatus.Failed && db.Messages.Any(m => m.Id == d.MessageId && m.ConversationId == conversationId), ct));
}
