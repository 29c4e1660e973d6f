using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Messaging.Twilio;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Hosts;

/// <summary>
/// Calls people until one has it: the first contact at once, again at the pace of the priority, and every second round one contact more. A round writes
/// by WhatsApp and by SMS at once, and once by mail; where nothing is to be done, by SMS only if WhatsApp fails. Who has a mail address alone is called by mail.
/// Whether and when a round is due is a row; a second run of the same round finds its messages there.
/// </summary>
public sealed class HostNotices(CendraDbContext db, GuestWays ways, IOptionsMonitor<TwilioOptions> twilio, StayClock clock, IdSource ids)
{
    private const int RoundsPerContact = 2;
    private const int MostRounds = 200;

    /// <summary>
    /// Those that hosts are called for, now or when they were put off to: all but the digest's; and what is told once: what a lock cannot do, before a code for it is first sent, a booking that was taken for cancelled,
    /// a message that left on old data, and hints that stopped.
    /// </summary>
    public static IQueryable<Escalation> Called(IQueryable<Escalation> open) =>
        open.Where(e => e.ResolvedUtc == null && (e.AcknowledgedUtc == null || e.SnoozedUntilUtc != null) && (e.Priority != EscalationPriority.P3 || ((e.Cause.StartsWith(LockLimits.Cause) || e.Cause.StartsWith(AbsenceDesk.InferredCause) || e.Cause.StartsWith(ArrivalQuestions.StaleCause) || e.Cause.StartsWith(HintWatch.Cause)) && e.NotifiedUtc == null)));

    /// <summary>How long after a round the next one comes.</summary>
    public static TimeSpan Pace(EscalationPriority priority) => priority switch
    {
        EscalationPriority.P0 or EscalationPriority.P1 => TimeSpan.FromMinutes(5),
        EscalationPriority.P2 => TimeSpan.FromHours(1),
        EscalationPriority.P3 => TimeSpan.FromHours(6),
    };

    /// <summary>Writes the round of one escalation that is due now, if one is. Saves.</summary>
    public async Task CallAsync(Guid escalationId, CancellationToken ct)
    {
        var escalation = await Called(db.Escalations).Include(e => e.Stays).SingleOrDefaultAsync(e => e.Id == escalationId, ct);
        var now = clock.GetUtcNow();
        if (escalation is null || escalation.NextNoticeUtc > now)
        {
            return;
        }

        if (escalation.SnoozedUntilUtc is not null)
        {
            escalation.CallAgain(now);
        }

        var contacts = await ContactsAsync(db, escalation, ways.HasMail, now, ct);
        var round = escalation.NoticeRounds + 1;
        foreach (var contact in contacts.Take(CalledIn(round)))
        {
            foreach (var channel in await ChannelsAsync(escalation, contact, ct))
            {
                Queue(escalation, contact, channel, round, now);
            }
        }

        (escalation.NoticeRounds, escalation.NextNoticeUtc) = (contacts.Count > 0 ? round : escalation.NoticeRounds, round < MostRounds ? now + Pace(escalation.Priority) : DateTimeOffset.MaxValue.AddDays(-1));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>How many are called in a round, counted from 1.</summary>
    public static int CalledIn(int round) => 1 + ((round - 1) / RoundsPerContact);

    /// <summary>Who may be called for it then, in the order in which they are called: those of its properties and those for all, within their hours unless somebody is or will be outside. <paramref name="hasMail"/>: also who has a mail address alone.</summary>
    public static async Task<IReadOnlyList<HostContact>> ContactsAsync(CendraDbContext db, Escalation escalation, bool hasMail, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var stayIds = escalation.Stays.Select(s => s.StayId).ToList();
        var properties = await db.Stays.Where(s => stayIds.Contains(s.Id)).Select(s => s.PropertyId).Union(db.DoorUses.Where(d => d.LockId == escalation.LockId).Select(d => (Guid?)d.PropertyId)).ToListAsync(ct);
        var all = await db.HostContacts.AsNoTracking().Where(c => c.IsActive && (c.Phone != "" || (hasMail && c.Email != ""))).OrderBy(c => c.CallOrder).ThenBy(c => c.Name).ToListAsync(ct);
        return [.. all.Where(c => (c.PropertyId is null || properties.Contains(c.PropertyId)) && (escalation.Priority <= EscalationPriority.P1 || IsWithinHours(c, nowUtc)))];
    }

    /// <summary>By all ways of the person at once; for what nobody waits for by one, and by the next only if that fails.</summary>
    private async Task<ChannelKind?[]> ChannelsAsync(Escalation escalation, HostContact contact, CancellationToken ct)
    {
        var hasAddress = ways.HasMail && MailAddresses.Of(contact.Email) is not null;
        if (contact.Phone.Length == 0 || (hasAddress && !twilio.CurrentValue.IsConfigured))
        {
            return [ChannelKind.Email];
        }

        return contact.Ways switch
        {
            ContactWays.WhatsApp => [ChannelKind.WhatsApp],
            ContactWays.Sms => [ChannelKind.Sms],
            ContactWays.Both when escalation.Priority == EscalationPriority.P3 => [null],
            ContactWays.Both => hasAddress && !await HasMailAsync(escalation, contact, ct) ? [ChannelKind.WhatsApp, ChannelKind.Sms, ChannelKind.Email] : [ChannelKind.WhatsApp, ChannelKind.Sms],
        };
    }

    /// <summary>A mail rings nobody out of bed: one that left, or is on its way, is enough.</summary>
    private Task<bool> HasMailAsync(Escalation escalation, HostContact contact, CancellationToken ct) => db.Messages.AnyAsync(
        m => m.EscalationId == escalation.Id && m.HostContactId == contact.Id && m.State != MessageState.Withdrawn && m.State != MessageState.Failed && m.Deliveries.Any(d => d.Channel == ChannelKind.Email), ct);

    private static bool IsWithinHours(HostContact contact, DateTimeOffset nowUtc)
    {
        if (contact is not { HoursFrom: { } from, HoursUntil: { } until })
        {
            return true;
        }

        var time = TimeOnly.FromDateTime(StayWindow.LocalTime(nowUtc, contact.TimeZoneId).Local);
        return time.IsBetween(from, until);
    }

    /// <summary>The one channel that a notice is meant for; null = whichever works, or no notice.</summary>
    internal static ChannelKind? OnlyChannel(Message message) =>
        message.EscalationId is not null && Enum.TryParse<ChannelKind>(message.DedupeKey[(message.DedupeKey.LastIndexOf(':') + 1)..], out var only) ? only : null;

    private void Queue(Escalation escalation, HostContact contact, ChannelKind? channel, int round, DateTimeOffset nowUtc)
    {
        var message = new Message
        {
            Id = ids.Next(),
            EscalationId = escalation.Id,
            HostContactId = contact.Id,
            StayId = escalation.Stays.Count > 0 ? escalation.Stays[0].StayId : null,
            Direction = MessageDirection.Outbound,
            Author = MessageAuthor.Template,
            Kind = MessageKinds.HostCalled,
            DedupeKey = string.Create(CultureInfo.InvariantCulture, $"notice:{escalation.Id:N}:{contact.Id:N}:{round}:{channel}"),
            Language = contact.Language,
            DueAtUtc = nowUtc,
            CreatedUtc = nowUtc,
        };
        if (channel is { } only)
        {
            message.Deliveries.Add(new Delivery { Id = ids.Next(), MessageId = message.Id, Channel = only, Address = only == ChannelKind.Email ? MailAddresses.Of(contact.Email) ?? "" : contact.Phone, CreatedUtc = nowUtc });
        }

        db.Messages.Add(message);
    }
}
