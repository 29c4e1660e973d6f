using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// Answers what waits in one conversation, once it is due, one address after the other. A job that comes early looks again; a draft that something overtook is dropped and written anew. Where no answer can be made
/// at all a person is called (P10), and it is tried again.
/// </summary>
public sealed class AnswerGuestJob(CendraDbContext db, Answering answering, EscalationDesk desk, JobWaker jobs, StayClock clock, ILogger<AnswerGuestJob> log)
{
    private const int MostDrafts = 4;

    /// <summary>Answers this conversation.</summary>
    public async Task RunAsync(Guid conversationId, CancellationToken ct)
    {
        for (var draft = 1; draft <= MostDrafts; draft++)
        {
            db.ChangeTracker.Clear();
            var waiting = await db.Messages.Where(m => m.ConversationId == conversationId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued).OrderBy(m => m.CreatedUtc).ToListAsync(ct);
            if (waiting.Count == 0)
            {
                return;
            }

            var (now, due) = (clock.GetUtcNow(), waiting.Max(m => m.DueAtUtc));
            if (due > now)
            {
                jobs.WakeAfter<AnswerGuestJob>(job => job.RunAsync(conversationId, CancellationToken.None), due.Value - now);
                return;
            }

            try
            {
                await answering.AnswerAsync(conversationId, waiting, ct);
                await SettleCallAsync(conversationId, ct);
            }
            catch (DbUpdateException overtaken) when (draft < MostDrafts)
            {
                log.LogInformation("A draft in conversation {ConversationId} was overtaken ({Reason}) and is dropped", conversationId, overtaken.GetType().Name);
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                log.LogError(failure, "Conversation {ConversationId} could not be answered", conversationId);
                await CallAsync(conversationId, ct);
                throw;
            }
        }
    }

    private async Task CallAsync(Guid conversationId, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var stayId = await db.Conversations.Where(c => c.Id == conversationId).Select(c => c.StayId).SingleOrDefaultAsync(ct);
        await desk.RaiseAsync(
            new Concern(Cause(conversationId), EscalationPriority.P1, "A guest waits and no answer can be made", "Something is wrong with this server. Cendra keeps trying; the log says why. The guest was told nothing yet.", "Answer in the conversation.", ConversationId: conversationId),
            ct, stayId);
        await db.SaveChangesAsync(ct);
        desk.Wake();
    }

    private async Task SettleCallAsync(Guid conversationId, CancellationToken ct)
    {
        var cause = Cause(conversationId);
        if (await db.Escalations.AnyAsync(e => e.Cause == cause && e.ResolvedUtc == null, ct))
        {
            await desk.ResolveAsync(cause, "The guest was answered", ct);
            await db.SaveChangesAsync(ct);
        }
    }

    private static string Cause(Guid conversationId) => Answering.CauseOf(conversationId, "unable");
}
