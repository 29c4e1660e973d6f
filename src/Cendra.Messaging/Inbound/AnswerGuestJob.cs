using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Inbound;

/// <summary>Answers what waits in one conversation, once it is due. A job that comes early looks again; a draft that something overtook is dropped and written anew.</summary>
public sealed class AnswerGuestJob(CendraDbContext db, Answering answering, JobWaker jobs, StayClock clock, ILogger<AnswerGuestJob> log)
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
                return;
            }
            catch (DbUpdateException overtaken) when (draft < MostDrafts)
            {
                log.LogInformation("A draft in conversation {ConversationId} was overtaken ({Reason}) and is dropped", conversationId, overtaken.GetType().Name);
            }
        }
    }
}
