using System.Data.Common;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Links;

/// <summary>A place that an escalation touches and what comes next there. No guest.</summary>
public sealed record NoticePlace(string Place, string NextStep);

/// <summary>
/// What the page behind the link of a notice shows: no guest's name, address or number. <paramref name="TakenBy"/> is who has it, empty = nobody; <paramref name="IsMine"/> = the
/// holder of this link took it.
/// </summary>
public sealed record NoticeView(
    EscalationPriority Priority, string Title, string Text, DateTimeOffset RaisedUtc, IReadOnlyList<NoticePlace> Places, string TakenBy, DateTimeOffset? TakenUtc, bool IsMine, string Zone);

/// <summary>
/// The links by which a person who is called takes an escalation. A link is that of one contact and one escalation; it ends with either. Looking leaves a line in the audit
/// and changes nothing else.
/// </summary>
public sealed class NoticeLinks(CendraDatabase database, StayClock clock)
{
    /// <summary>Other work writes the same escalation; so often a lost race is run again.</summary>
    private const int Tries = 5;

    /// <summary>What the link shows; null when it is unknown, its escalation is over or its contact is called no more.</summary>
    public Task<NoticeView?> LookAsync(string token, CancellationToken ct) => OpenAsync(token, acts: false, ct);

    /// <summary>The holder of the link has it from now on, unless somebody has already. Twice is once. Null as above.</summary>
    public Task<NoticeView?> TakeAsync(string token, CancellationToken ct) => OpenAsync(token, acts: true, ct);

    private async Task<NoticeView?> OpenAsync(string token, bool acts, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            if (await FindAsync(db, token, ct) is not var (escalation, contact))
            {
                return null;
            }

            if (acts)
            {
                escalation.AcknowledgeByLink(contact.Id, contact.Name, clock.GetUtcNow());
            }
            else
            {
                escalation.NoteThat(AuditKind.LinkViewed, AuditActor.Contact(contact.Id), "The link of a notice was viewed");
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return await ViewAsync(db, escalation, contact, ct);
            }
            catch (Exception lost) when (attempt < Tries && lost is DbUpdateException or DbException)
            {
                // Somebody else wrote this escalation in the same moment: read again what is so now.
                continue;
            }
        }
    }

    private static async Task<(Escalation Escalation, HostContact Contact)?> FindAsync(CendraDbContext db, string token, CancellationToken ct)
    {
        var hash = LinkTokens.Hash(token);
        var notice = await db.Messages.Where(m => m.LinkTokenHash == hash && m.EscalationId != null && m.HostContactId != null)
            .Select(m => new { m.EscalationId, m.HostContactId }).FirstOrDefaultAsync(ct);
        if (notice is null)
        {
            return null;
        }

        var escalation = await db.Escalations.Include(e => e.Stays).SingleOrDefaultAsync(e => e.Id == notice.EscalationId && e.ResolvedUtc == null, ct);
        var contact = await db.HostContacts.SingleOrDefaultAsync(c => c.Id == notice.HostContactId && c.IsActive, ct);
        return escalation is null || contact is null ? null : (escalation, contact);
    }

    private static async Task<NoticeView> ViewAsync(CendraDbContext db, Escalation escalation, HostContact contact, CancellationToken ct)
    {
        var steps = escalation.Stays.ToDictionary(s => s.StayId, s => s.NextStep);
        var stays = await db.Stays.Where(s => steps.Keys.Contains(s.Id)).OrderBy(s => s.CheckInUtc)
            .Select(s => new { s.Id, Place = s.Property == null ? "A listing that is not matched to a property" : s.Property.Name, Zone = s.Property == null ? null : s.Property.TimeZoneId }).ToListAsync(ct);
        var (taken, by) = (escalation.AcknowledgedUtc is not null, "");
        if (taken)
        {
            by = escalation.AcknowledgedBy is { } user ? await db.Users.Where(u => u.Id == user).Select(u => u.DisplayName).SingleOrDefaultAsync(ct) ?? "" : escalation.AcknowledgedByName;
        }

        return new NoticeView(
            escalation.Priority, escalation.Title, escalation.Text, escalation.RaisedUtc, [.. stays.Select(s => new NoticePlace(s.Place, steps[s.Id]))],
            taken && by.Length == 0 ? "Somebody" : by, escalation.AcknowledgedUtc, taken && await TookItAsync(db, escalation, contact, ct), stays.Select(s => s.Zone).FirstOrDefault(z => z is not null) ?? contact.TimeZoneId);
    }

    /// <summary>Names may be equal; who took it last stands in the audit.</summary>
    private static async Task<bool> TookItAsync(CendraDbContext db, Escalation escalation, HostContact contact, CancellationToken ct) => AuditActor.Contact(contact.Id) == await db.AuditEvents
        .Where(e => e.Stream == escalation.AuditStream && e.Kind == AuditKind.EscalationAcknowledged).OrderByDescending(e => e.Sequence).Select(e => e.Actor).FirstOrDefaultAsync(ct);
}
