using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Turns whose answer was not kept because the conversation went on meanwhile: what the model took for them was paid all the same and counts in the budgets of the conversation and of the month. A row in a save of its own,
/// after the save of the turn was refused as a whole; it answers nothing and stands beside no message.
/// </summary>
public sealed class DroppedTurns(CendraDatabase database, ModelBudgets budgets, JobWaker jobs, StayClock clock, IdSource ids, ILogger<DroppedTurns> log)
{
    /// <summary>Why nothing was sent.</summary>
    internal const string Why = "Dropped: the conversation went on while it was written.";

    /// <summary>Counts one. Where that cannot be saved the turn is answered anew all the same.</summary>
    public async Task CountAsync(Guid conversationId, TurnRecord record, DateTimeOffset startedUtc, CancellationToken ct)
    {
        if (record.Use is not { ModelCalls: > 0 } use)
        {
            return;
        }

        try
        {
            await using var db = database.Open();
            var desk = new EscalationDesk(db, clock, ids, jobs);
            var row = new AgentTurn
            {
                Id = ids.Next(), ConversationId = conversationId, Responder = record.Responder, Model = use.Model, Outcome = Why, ModelCalls = use.ModelCalls, ToolCalls = use.ToolCalls,
                InputTokens = use.InputTokens, OutputTokens = use.OutputTokens, StartedUtc = startedUtc, EndedUtc = clock.GetUtcNow(),
            };
            db.AgentTurns.Add(row);
            await budgets.NoteAsync(db, desk, row, ct);
            await db.SaveChangesAsync(ct);
            desk.Wake();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError("The tokens of a turn that was dropped could not be counted: {Kind}", failure.GetType().Name);
        }
    }
}
