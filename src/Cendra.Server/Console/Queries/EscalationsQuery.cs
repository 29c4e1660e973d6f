using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>An escalation as a list shows it.</summary>
public sealed record EscalationView(
    Guid Id, EscalationPriority Priority, string Title, string Text, DateTimeOffset RaisedUtc, DateTimeOffset? AcknowledgedUtc, string AcknowledgedBy, Guid? LockId,
    IReadOnlyList<EscalationStayView> Stays)
{
    /// <summary>When it was over; null = it is open.</summary>
    public DateTimeOffset? ResolvedUtc { get; init; }

    /// <summary>How it ended.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Until when it was put off; null = it is not.</summary>
    public DateTimeOffset? SnoozedUntilUtc { get; init; }

    /// <summary>The conversation it comes from.</summary>
    public Guid? ConversationId { get; init; }
}

/// <summary>A stay that it touches.</summary>
public sealed record EscalationStayView(Guid StayId, string Guest, string NextStep);

/// <summary>The escalations that touch the viewer's properties.</summary>
public sealed class EscalationsQuery(CendraDatabase database, StayClock clock)
{
    /// <summary>How long a closed one stays in the list.</summary>
    public static readonly TimeSpan ClosedFor = TimeSpan.FromDays(7);

    /// <summary>The open ones, most urgent and oldest first.</summary>
    public async Task<IReadOnlyList<EscalationView>> RunAsync(PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var open = await Within(db, scope).AsNoTracking().Include(e => e.Stays)
            .OrderBy(e => e.Priority).ThenBy(e => e.RaisedUtc).Take(100).ToListAsync(ct);
        return await ViewsAsync(db, open, scope, ct);
    }

    /// <summary>Those of the last seven days that are over, the last first.</summary>
    public async Task<IReadOnlyList<EscalationView>> ClosedAsync(PropertyScope scope, CancellationToken ct)
    {
        var since = clock.GetUtcNow() - ClosedFor;
        await using var db = database.Open();
        var closed = await InScope(db, scope).AsNoTracking().Include(e => e.Stays)
            .Where(e => e.ResolvedUtc != null && e.ResolvedUtc > since).OrderByDescending(e => e.ResolvedUtc).Take(50).ToListAsync(ct);
        return await ViewsAsync(db, closed, scope, ct);
    }

    /// <summary>Open ones within a scope.</summary>
    internal static IQueryable<Escalation> Within(CendraDbContext db, PropertyScope scope) => InScope(db, scope).Where(e => e.ResolvedUtc == null);

    /// <summary>Open and closed ones within a scope: by a stay, by the lock of a door or by the conversation. Those that touch none of them are for who sees all.</summary>
    internal static IQueryable<Escalation> InScope(CendraDbContext db, PropertyScope scope)
    {
        if (scope.PropertyIds is null)
        {
            return db.Escalations;
        }

        var stays = scope.Of(db.Stays).Select(s => s.Id);
        var locks = scope.Of(db.SmartLocks, db.DoorUses).Select(l => (Guid?)l.Id);
        var conversations = InboxQuery.Within(db, scope).Select(c => (Guid?)c.Id);
        return db.Escalations.Where(e => e.Stays.Any(s => stays.Contains(s.StayId)) || locks.Contains(e.LockId) || conversations.Contains(e.ConversationId));
    }

    /// <summary>Who has it; empty = nobody.</summary>
    internal static string TakenBy(Escalation escalation, IReadOnlyDictionary<Guid, string> names) => escalation switch
    {
        { AcknowledgedUtc: null } => "",
        { AcknowledgedBy: { } id } when names.TryGetValue(id, out var name) => name,
        { AcknowledgedByName.Length: > 0 } => escalation.AcknowledgedByName,
        _ => "Somebody",
    };

    private static async Task<IReadOnlyList<EscalationView>> ViewsAsync(CendraDbContext db, List<Escalation> escalations, PropertyScope scope, CancellationToken ct)
    {
        var stayIds = escalations.SelectMany(e => e.Stays).Select(s => s.StayId).ToHashSet();
        var stays = await scope.Of(db.Stays).Where(s => stayIds.Contains(s.Id))
            .Select(s => new { s.Id, Guest = s.Reservation!.GuestName, s.CheckInUtc }).ToDictionaryAsync(s => s.Id, ct);
        var people = escalations.Select(e => e.AcknowledgedBy).OfType<Guid>().ToHashSet();
        var names = await db.Users.Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. escalations.Select(e => new EscalationView(
            e.Id, e.Priority, e.Title, e.Text, e.RaisedUtc, e.AcknowledgedUtc, TakenBy(e, names), e.LockId,
            [.. e.Stays.Where(s => stays.ContainsKey(s.StayId)).OrderBy(s => stays[s.StayId].CheckInUtc)
                .Select(s => new EscalationStayView(s.StayId, stays[s.StayId].Guest, s.NextStep))])
        {
            SnoozedUntilUtc = e.ResolvedUtc is null ? e.SnoozedUntilUtc : null, ResolvedUtc = e.ResolvedUtc, Outcome = e.Outcome, ConversationId = e.ConversationId,
        })];
    }
}
