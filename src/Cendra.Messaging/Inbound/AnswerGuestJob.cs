using Cendra.Agent;
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
    /// <summary>No answer can be made at all.</summary>
    internal const string Unable = "unable";

    private const int MostDrafts = 4;
    private const int MostRounds = 20;

    /// <summary>Answers this conversation.</summary>
    public async Task RunAsync(Guid conversationId, CancellationToken ct)
    {
        var (drafts, rounds) = (0, 0);
        while (drafts < MostDrafts && rounds++ < MostRounds)
        {
            db.ChangeTracker.Clear();
            var waiting = await db.Messages.Where(m => m.ConversationId == conversationId && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued).OrderBy(m => m.CreatedUtc).ToListAsync(ct);
            if (waiting.Count == 0)
            {
                return;
            }

            var now = clock.GetUtcNow();
            var groups = waiting.GroupBy(m => (m.IdentityId, m.StayId, m.AwaitsChoice, Choice: m.AwaitsChoice ? m.StayChoiceId : null)).Select(g => (Messages: g.ToList(), Due: g.Max(m => m.DueAtUtc) ?? now)).ToList();
            if (MostUrgent(groups.Where(g => g.Due <= now).Select(g => g.Messages)) is not { } next)
            {
                jobs.WakeAfter<AnswerGuestJob>(job => job.RunAsync(conversationId, CancellationToken.None), groups.Min(g => g.Due) - now);
                return;
            }

            try
            {
                await answering.AnswerAsync(conversationId, next, ct);
                await SettleCallAsync(conversationId, ct);
            }
            catch (DbUpdateException overtaken) when (++drafts < MostDrafts)
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

    /// <summary>Two addresses of one stay may be two people, one conversation may hold two stays, and each way is asked by itself which of them is meant: each is answered by itself, whoever is in danger or outside first.</summary>
    private static List<Message>? MostUrgent(IEnumerable<List<Message>> groups) =>
        groups.OrderByDescending(g => g.Max(m => Urgencies.Of(m.Body, m.Typed, m.StayId is not null))).ThenBy(g => g[0].CreatedUtc).FirstOrDefault();

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

    private static string Cause(Guid conversationId) => Answering.CauseOf(conversationId, Unable);
}
