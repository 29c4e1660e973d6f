using System.Globalization;
using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Inbound;

/// <summary>What the model has cost, by the rows of the turns: of one conversation in 24 hours, and of the whole installation in a month, which has a cap where the operator set one.</summary>
public sealed class ModelBudgets(IOptionsMonitor<ChatModelOptions> options, StayClock clock)
{
    private const double Warned = 0.8;

    /// <summary>A turn that began below it and ends there cannot have reached what is warned of: so much is not spent elsewhere while one turn lasts.</summary>
    private const double Quiet = 0.7;

    /// <summary>Tokens of the month when it was last asked for them, at the beginning of a turn; -1 = never.</summary>
    private long _lastSeen = -1;
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>What is left; <paramref name="conversationId"/> null = asked for by no guest, only the month counts.</summary>
    public async Task<ModelBudget> OfAsync(CendraDbContext db, Guid? conversationId, CancellationToken ct)
    {
        var settings = options.CurrentValue;
        if (!settings.IsSet)
        {
            return ModelBudget.Unlimited;
        }

        var isOver = settings.MonthlyTokens is { } cap && await SeenOfMonthAsync(db, ct) >= cap;
        if (conversationId is null)
        {
            return ModelBudget.Unlimited with { MonthIsOver = isOver };
        }

        var since = clock.GetUtcNow() - Day;
        var spent = await db.AgentTurns.Where(t => t.ConversationId == conversationId && t.StartedUtc > since && t.ModelCalls > 0)
            .GroupBy(t => t.ConversationId).Select(g => new { Calls = g.Sum(t => t.ModelCalls), Tokens = g.Sum(t => (long)t.InputTokens + t.OutputTokens) }).SingleOrDefaultAsync(ct);
        return new ModelBudget(settings.ConversationDayCalls - (spent?.Calls ?? 0), settings.ConversationDayTokens - (spent?.Tokens ?? 0), isOver);
    }

    /// <summary>Calls the host, with a turn that is about to be saved, at four fifths of the month's tokens and at their end: each once a month, in one call. Nothing is saved.</summary>
    public async Task NoteAsync(CendraDbContext db, EscalationDesk desk, AgentTurn turn, CancellationToken ct)
    {
        if (options.CurrentValue.MonthlyTokens is not { } cap || turn.ModelCalls == 0)
        {
            return;
        }

        var own = (long)turn.InputTokens + turn.OutputTokens;
        if (Interlocked.Read(ref _lastSeen) is >= 0 and var seen && seen + own < cap * Quiet)
        {
            return;
        }

        var spent = await OfMonthAsync(db, ct) + own;
        if (spent < cap * Warned)
        {
            return;
        }

        var cause = $"{EscalationEnds.ModelBudget}{clock.GetUtcNow().ToString("yyyy-MM", CultureInfo.InvariantCulture)}";
        var priority = spent >= cap ? EscalationPriority.P2 : EscalationPriority.P3;
        if (!await db.Escalations.AnyAsync(e => e.Cause == cause && e.Priority <= priority, ct))
        {
            await desk.RaiseAsync(new Concern(cause, priority, priority == EscalationPriority.P2 ? "The model's tokens of this month are used up" : "The model has used four fifths of this month's tokens",
                priority == EscalationPriority.P2
                    ? "Until the month is over no model is asked: guests get codes, help at the door and what is written down by rules, and everything else comes to you. Raise ChatModel:MonthlyTokens to go on."
                    : "At their end no model is asked until the month is over: guests get codes, help at the door and what is written down by rules, and everything else comes to you. Raise ChatModel:MonthlyTokens to avoid it.",
                "Raise ChatModel:MonthlyTokens, or leave it."), ct);
        }
    }

    private async Task<long> SeenOfMonthAsync(CendraDbContext db, CancellationToken ct)
    {
        var spent = await OfMonthAsync(db, ct);
        Interlocked.Exchange(ref _lastSeen, spent);
        return spent;
    }

    /// <summary>Turns, and translations that hosts asked for.</summary>
    private Task<long> OfMonthAsync(CendraDbContext db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var first = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return db.AgentTurns.Where(t => t.StartedUtc >= first && t.ModelCalls > 0).Select(t => (long)t.InputTokens + t.OutputTokens)
            .Concat(db.MessageTranslations.Where(t => t.MadeUtc >= first).Select(t => (long)t.InputTokens + t.OutputTokens)).SumAsync(ct);
    }
}
