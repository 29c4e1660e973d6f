using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Hosts;

/// <summary>
/// What a host's day makes due: the morning message at the hour of each contact, by the clock on that person's wall, and a word at four hours before check-in for each stay that
/// is not ready. Both derive from rows each time, and each is one message by its key: restarts, duplicates and kills make no second.
/// </summary>
public sealed class HostsDay(CendraDbContext db, GuestWays ways, StayClock clock, IdSource ids)
{
    /// <summary>When a stay that is not ready is told.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromHours(4);

    /// <summary>A morning message that could not be written by then is not written any more.</summary>
    public static readonly TimeSpan MorningLasts = TimeSpan.FromHours(5);

    /// <summary>The messages that are due now and not written. Nothing is saved.</summary>
    public async Task<IReadOnlyList<Message>> MissingAsync(CancellationToken ct) => await MissingAsync(await ContactsAsync(ct), ct);

    private async Task<IReadOnlyList<Message>> MissingAsync(List<HostContact> contacts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = new List<Message>();
        foreach (var contact in contacts)
        {
            var (dueUtc, day) = Morning(contact, now);
            if (dueUtc <= now && await HadNewsAsync(contact, now, dueUtc, ct))
            {
                due.Add(Make(contact, MessageKinds.HostDay, string.Create(CultureInfo.InvariantCulture, $"day:{contact.Id:N}:{day:yyyyMMdd}"), null, now));
            }
        }

        foreach (var stay in await UnreadyAsync(now, ct))
        {
            due.AddRange(contacts.Where(c => Covers(c, stay.PropertyId)).Select(c => Make(c, MessageKinds.NotReady, $"not-ready:{stay.Id:N}:{c.Id:N}", stay.Id, now)));
        }

        if (due.Count == 0)
        {
            return due;
        }

        var keys = due.ConvertAll(m => m.DedupeKey);
        var written = await db.Messages.Where(m => keys.Contains(m.DedupeKey)).Select(m => m.DedupeKey).ToListAsync(ct);
        return [.. due.ExceptBy(written, m => m.DedupeKey)];
    }

    /// <summary>The next moment at which one may become due; now, when one is.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var contacts = await ContactsAsync(ct);
        if ((await MissingAsync(contacts, ct)).Count > 0)
        {
            return now;
        }

        DateTimeOffset? next = null;
        foreach (var contact in contacts)
        {
            next = Instants.Earliest(next, Morning(contact, now).DueUtc is var due && due > now ? due : NextMorning(contact, now));
        }

        var later = now + Before;
        var checkIn = next is null ? null : await Coming(db.Stays).Where(s => s.CheckInUtc > later).MinAsync(s => s.CheckInUtc, ct);
        return Instants.Earliest(next, checkIn - Before);
    }

    /// <summary>The arrivals of a contact's day: from now to the end of the wall day, of the properties that the contact is for.</summary>
    public static IQueryable<Stay> ArrivalsOf(IQueryable<Stay> stays, HostContact contact, DateTimeOffset nowUtc)
    {
        var today = DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, contact.TimeZoneId).Local);
        var (from, until, property) = (nowUtc - Before, StayWindow.InstantOf(today.AddDays(1), new TimeOnly(4, 0), contact.TimeZoneId), contact.PropertyId);
        return Coming(stays).Where(s => s.CheckInUtc >= from && s.CheckInUtc < until && (property == null || s.PropertyId == property));
    }

    /// <summary>
    /// Open digest matters of the properties that a contact is for: those that came up, or were put off to a moment, since the contact's last morning message, and each again after every
    /// week that it stays open.
    /// What got worse is no digest matter any more.
    /// </summary>
    public static async Task<IReadOnlyList<Escalation>> DigestOfAsync(CendraDbContext db, HostContact contact, DateTimeOffset morningUtc, CancellationToken ct)
    {
        var last = await db.Messages.Where(m => m.HostContactId == contact.Id && m.Kind == MessageKinds.HostDay && m.CreatedUtc < morningUtc).MaxAsync(m => (DateTimeOffset?)m.CreatedUtc, ct);
        var open = await OpenDigestOf(db, contact, morningUtc).AsNoTracking().Where(e => e.RaisedUtc <= morningUtc).OrderBy(e => e.RaisedUtc).ToListAsync(ct);
        return [.. open.Where(e => last is null || e.RaisedUtc > last || e.SnoozedUntilUtc > last || Weeks(morningUtc - e.RaisedUtc) > Weeks(last.Value - e.RaisedUtc))];
    }

    private static int Weeks(TimeSpan open) => (int)(open.TotalDays / 7);

    private static IQueryable<Escalation> OpenDigestOf(CendraDbContext db, HostContact contact, DateTimeOffset morningUtc)
    {
        var property = contact.PropertyId;
        return db.Escalations.Where(e => e.ResolvedUtc == null && (e.AcknowledgedUtc == null || e.SnoozedUntilUtc <= morningUtc) && e.Priority == EscalationPriority.P3
            && (property == null || e.Stays.Any(x => db.Stays.Any(s => s.Id == x.StayId && s.PropertyId == property)) || db.DoorUses.Any(d => d.LockId == e.LockId && d.PropertyId == property)));
    }

    private static IQueryable<Stay> Coming(IQueryable<Stay> stays) =>
        stays.Where(s => s.PropertyId != null && (s.Status == StayStatus.Confirmed || s.Status == StayStatus.InHouse) && (s.Kind == StayKind.Guest || s.Kind == StayKind.Owner));

    private static bool Covers(HostContact contact, Guid? propertyId) => contact.PropertyId is null || contact.PropertyId == propertyId;

    /// <summary>The morning of the wall day that runs, unless it is long over: then tomorrow's.</summary>
    private static (DateTimeOffset DueUtc, DateOnly Day) Morning(HostContact contact, DateTimeOffset nowUtc)
    {
        var today = DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, contact.TimeZoneId).Local);
        var due = StayWindow.InstantOf(today, contact.MorningAt!.Value, contact.TimeZoneId);
        return nowUtc < due + MorningLasts ? (due, today) : (NextMorning(contact, nowUtc), today.AddDays(1));
    }

    private static DateTimeOffset NextMorning(HostContact contact, DateTimeOffset nowUtc) =>
        StayWindow.InstantOf(DateOnly.FromDateTime(StayWindow.LocalTime(nowUtc, contact.TimeZoneId).Local).AddDays(1), contact.MorningAt!.Value, contact.TimeZoneId);

    private Task<List<HostContact>> ContactsAsync(CancellationToken ct)
    {
        var hasMail = ways.HasMail;
        return db.HostContacts.AsNoTracking().Where(c => c.IsActive && (c.Phone != "" || (hasMail && c.Email != "")) && c.MorningAt != null).OrderBy(c => c.CallOrder).ThenBy(c => c.Name).ToListAsync(ct);
    }

    /// <summary>There was something to say at that hour: what comes later in the morning is not its matter.</summary>
    private async Task<bool> HadNewsAsync(HostContact contact, DateTimeOffset nowUtc, DateTimeOffset dueUtc, CancellationToken ct) =>
        await ArrivalsOf(db.Stays, contact, nowUtc).AnyAsync(s => s.CreatedUtc <= dueUtc, ct) || (await DigestOfAsync(db, contact, dueUtc, ct)).Count > 0;

    /// <summary>Within four hours of check-in, not ready, and no call for it has gone out.</summary>
    private async Task<List<Stay>> UnreadyAsync(DateTimeOffset nowUtc, CancellationToken ct)
    {
        var until = nowUtc + Before;
        return await Coming(db.Stays.AsNoTracking()).Where(s => s.CheckInUtc > nowUtc && s.CheckInUtc <= until && (s.Readiness == Readiness.AtRisk || s.Readiness == Readiness.Blocked)
            && !db.Escalations.Any(e => e.ResolvedUtc == null && e.Priority != EscalationPriority.P3 && e.Stays.Any(x => x.StayId == s.Id))).ToListAsync(ct);
    }

    private Message Make(HostContact contact, string kind, string key, Guid? stayId, DateTimeOffset nowUtc) => new()
    {
        Id = ids.Next(),
        HostContactId = contact.Id,
        StayId = stayId,
        Direction = MessageDirection.Outbound,
        Author = MessageAuthor.Template,
        Kind = kind,
        DedupeKey = key,
        Language = contact.Language,
        DueAtUtc = nowUtc,
        CreatedUtc = nowUtc,
    };
}
