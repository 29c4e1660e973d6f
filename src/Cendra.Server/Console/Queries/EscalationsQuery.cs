using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>An open escalation as a list shows it.</summary>
public sealed record EscalationView(
    Guid Id, EscalationPriority Priority, string Title, string Text, DateTimeOffset RaisedUtc, DateTimeOffset? AcknowledgedUtc, string AcknowledgedBy, Guid? LockId,
    IReadOnlyList<EscalationStayView> Stays);

/// <summary>A stay that it touches.</summary>
public sealed record EscalationStayView(Guid StayId, string Guest, string NextStep);

/// <summary>The open escalations that touch the viewer's properties, most urgent and oldest first.</summary>
public sealed class EscalationsQuery(CendraDatabase database)
{
    /// <summary>Reads them.</summary>
    public async Task<IReadOnlyList<EscalationView>> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var open = await Within(db, scope).AsNoTracking().Include(e => e.Stays)
            .OrderBy(e => e.Priority).ThenBy(e => e.RaisedUtc).Take(100).ToListAsync(ct);
        var stayIds = open.SelectMany(e => e.Stays).Select(s => s.StayId).ToHashSet();
        var stays = await scope.Of(db.Stays).Where(s => stayIds.Contains(s.Id))
            .Select(s => new { s.Id, Guest = s.Reservation!.GuestName, s.CheckInUtc }).ToDictionaryAsync(s => s.Id, ct);
        var people = open.Select(e => e.AcknowledgedBy).OfType<Guid>().ToHashSet();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. open.Select(e => new EscalationView(
            e.Id, e.Priority, e.Title, e.Text, e.RaisedUtc, e.AcknowledgedUtc, e.AcknowledgedBy is { } by ? names.GetValueOrDefault(by, "somebody") : "", e.LockId,
            [.. e.Stays.Where(s => stays.ContainsKey(s.StayId)).OrderBy(s => stays[s.StayId].CheckInUtc)
                .Select(s => new EscalationStayView(s.StayId, stays[s.StayId].Guest, s.NextStep))]))];
    }

    /// <summary>Open ones within a scope: by a stay or by the lock of a door. Those that touch neither are for who sees all.</summary>
    internal static IQueryable<Escalation> Within(CendraDbContext db, PropertyScope scope)
    {
        var open = db.Escalations.Where(e => e.ResolvedUtc == null);
        if (scope.PropertyIds is null)
        {
            return open;
        }

        var stays = scope.Of(db.Stays).Select(s => s.Id);
        var locks = scope.Of(db.SmartLocks, db.DoorUses).Select(l => (Guid?)l.Id);
        return open.Where(e => e.Stays.Any(s => stays.Contains(s.StayId)) || locks.Contains(e.LockId));
    }
}
