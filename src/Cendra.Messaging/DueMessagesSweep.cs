using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Inbound;
using Cendra.Messaging.LockOuts;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.Scheduled;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging;

/// <summary>
/// The net under all message jobs: finds stays whose guests must be told something, conversations that wait for an answer, messages that are due to leave, and conversations that a
/// person left. Each in a scope of its own: one that fails hinders no other and stays due.
/// </summary>
public sealed class DueMessagesSweep(IServiceScopeFactory scopes, CendraDatabase database, OnePass onePass, StayClock clock, ILogger<DueMessagesSweep> log)
{
    private const int Batch = 500;
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    /// <summary>One pass, unless one runs: then that one goes round again.</summary>
    public Task RunAsync(CancellationToken ct) => onePass.RunOrLeaveWordAsync(() => PassAsync(ct), ct);

    /// <summary>One pass that is over when this returns.</summary>
    internal Task RunToTheEndAsync(CancellationToken ct) => onePass.RunAsync(() => PassAsync(ct), ct);

    /// <summary>In the order in which one thing leads to another.</summary>
    private async Task PassAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await EachAsync<StayMessages>(db => db.Stays.Where(s => s.MessagesDueUtc <= now).OrderBy(s => s.MessagesDueUtc).Select(s => s.Id), (planner, id) => planner.PlanAsync(id, ct), ct);
        await EachAsync<AnswerGuestJob>(
            db => db.Messages.Where(m => m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued && m.DueAtUtc <= now).GroupBy(m => m.ConversationId!.Value).OrderBy(g => g.Min(m => m.DueAtUtc)).Select(g => g.Key),
            (job, id) => job.RunAsync(id, ct), ct);
        await EachAsync<LockOutLook>(db => db.LockOuts.Where(l => l.NextUtc <= now).OrderBy(l => l.NextUtc).Select(l => l.Id), (look, id) => look.RunAsync(id, ct), ct);
        await EachAsync<DeliverMessageJob>(
            db => db.Messages.Where(m => m.Direction == MessageDirection.Outbound && (m.State == MessageState.Queued || m.State == MessageState.Sending) && m.DueAtUtc <= now).OrderBy(m => m.DueAtUtc).Select(m => m.Id),
            (job, id) => job.RunAsync(id, ct), ct);
        await EachAsync<DraftWatch>(db => db.Messages.Where(m => m.State == MessageState.Draft && m.DueAtUtc <= now).OrderBy(m => m.DueAtUtc).Select(m => m.Id), (watch, id) => watch.RunAsync(id, ct), ct);
        await EachAsync<MenuWatch>(db => db.Messages.Where(m => m.State == MessageState.Answered && m.DueAtUtc <= now).OrderBy(m => m.DueAtUtc).Select(m => m.Id), (watch, id) => watch.RunAsync(id, ct), ct);
        await EachAsync<ConversationDesk>(db => ConversationDesk.LeftBehind(db, now).OrderBy(c => c.LastHumanUtc).Select(c => c.Id), (desk, id) => desk.GiveBackLeftAsync(id, ct), ct);
    }

    /// <summary>Whatever this is the id of: a stay, a conversation with what waits in it, a lock-out, a message.</summary>
    private async Task PutOffAsync(Guid id, CancellationToken ct)
    {
        var later = clock.GetUtcNow() + AfterTrouble;
        await using var db = database.Open();
        await db.Stays.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.MessagesDueUtc, later), ct);
        await db.LockOuts.Where(l => l.Id == id).ExecuteUpdateAsync(s => s.SetProperty(l => l.NextUtc, later), ct);
        await db.Messages.Where(m => m.Id == id || (m.ConversationId == id && m.Direction == MessageDirection.Inbound && m.State == MessageState.Queued))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.DueAtUtc, later), ct);
    }

    private async Task EachAsync<T>(Func<CendraDbContext, IQueryable<Guid>> due, Func<T, Guid, Task> act, CancellationToken ct)
        where T : notnull
    {
        List<Guid> ids;
        await using (var db = database.Open())
        {
            ids = await due(db).Take(Batch).ToListAsync(ct);
        }

        foreach (var id in ids)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                await act(scope.ServiceProvider.GetRequiredService<T>(), id);
            }
            catch (DbUpdateException collision)
            {
                log.LogInformation("{Work} {Id} is looked at again: {Reason}", typeof(T).Name, id, collision.GetType().Name);
            }
            catch (Exception bug) when (bug is not OperationCanceledException)
            {
                // One that cannot be done must not keep the others. It is due again in a while, and the log says why.
                log.LogError(bug, "{Work} {Id} could not be done", typeof(T).Name, id);
                await PutOffAsync(id, ct);
            }
        }
    }
}
