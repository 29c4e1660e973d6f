using System.Linq.Expressions;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>The conversations of the viewer's properties. Those with senders whom nobody knows are for who sees all.</summary>
public sealed class InboxQuery(CendraDatabase database, StayClock clock)
{
    /// <summary>Lines of one list.</summary>
    public const int Most = 100;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(14);

    /// <summary>One list. What waits stands by urgency and then longest first, all else latest first.</summary>
    public async Task<InboxView> RunAsync(InboxTab tab, Guid userId, PropertyScope scope, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var counts = new Dictionary<InboxTab, int>();
        foreach (var each in Enum.GetValues<InboxTab>())
        {
            counts[each] = await In(db, each, userId, scope, now).CountAsync(ct);
        }

        var conversations = await In(db, tab, userId, scope, now).AsNoTracking().OrderByDescending(c => c.LastInboundUtc ?? c.CreatedUtc).Take(Most).ToListAsync(ct);
        var facts = await InboxFacts.ReadAsync(db, conversations, scope, now, ct);
        var rows = conversations.Select(c => facts.Row(c, userId, now));
        return new InboxView(tab, [.. tab == InboxTab.Waiting
            ? rows.OrderByDescending(r => r.IsUrgent).ThenBy(r => r.WaitsSinceUtc ?? r.LastUtc)
            : rows.OrderByDescending(r => r.LastUtc)], counts);
    }

    /// <summary>How many wait for a person.</summary>
    internal static Task<int> CountWaitingAsync(CendraDbContext db, PropertyScope scope, CancellationToken ct) => Within(db, scope).Where(Waits(db)).CountAsync(ct);

    /// <summary>The conversations within a scope: by the stay they are about, or by any stay of the reservation while that is not known.</summary>
    internal static IQueryable<Conversation> Within(CendraDbContext db, PropertyScope scope)
    {
        if (scope.PropertyIds is null)
        {
            return db.Conversations;
        }

        var stays = scope.Of(db.Stays);
        return db.Conversations.Where(c => c.StayId != null
            ? stays.Any(s => s.Id == c.StayId)
            : c.ReservationId != null && stays.Any(s => s.ReservationId == c.ReservationId));
    }

    private static IQueryable<Conversation> In(CendraDbContext db, InboxTab tab, Guid userId, PropertyScope scope, DateTimeOffset now)
    {
        var (all, since, waiting) = (Within(db, scope), now - Lately, EscalationEnds.WaitingForPerson(db.Escalations));
        return tab switch
        {
            InboxTab.Waiting => all.Where(Waits(db)),
            InboxTab.Mine => all.Where(c => c.HumanSinceUtc != null && c.HumanUserId == userId),
            InboxTab.Cendra => all.Where(c => c.HumanSinceUtc == null && (c.LastInboundUtc ?? c.CreatedUtc) > since && !waiting.Any(e => e.ConversationId == c.Id) && !db.Messages.Any(m => m.ConversationId == c.Id && m.State == MessageState.Draft)),
            InboxTab.All => all,
        };
    }

    /// <summary>An escalation of it is open, a draft waits, or a person has it and the guest wrote after that person last did.</summary>
    private static Expression<Func<Conversation, bool>> Waits(CendraDbContext db)
    {
        var waiting = EscalationEnds.WaitingForPerson(db.Escalations);
        return c => waiting.Any(e => e.ConversationId == c.Id) || db.Messages.Any(m => m.ConversationId == c.Id && m.State == MessageState.Draft) || (c.HumanSinceUtc != null && c.LastInboundUtc != null && (c.LastHumanUtc == null || c.LastInboundUtc > c.LastHumanUtc));
    }
}
