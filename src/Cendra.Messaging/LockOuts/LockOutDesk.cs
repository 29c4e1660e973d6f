using Cendra.Agent;
using Cendra.Agent.LockOuts;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.LockOuts;

/// <summary>Keeps the row of a guest at a locked door: opens it with the first word of help, moves it with each step, and closes the calls for it when the door is open. Nothing is saved.</summary>
public sealed class LockOutDesk(CendraDbContext db, EscalationDesk desk, JobWaker jobs, StayClock clock, IdSource ids)
{
    /// <summary>The cause of the word that the digits of the other way in were told.</summary>
    public const string FallbackTold = "fallback-told:";

    /// <summary>The open one of a stay, tracked; null = none is.</summary>
    public Task<LockOut?> OpenAsync(Guid stayId, CancellationToken ct) => db.LockOuts.SingleOrDefaultAsync(l => l.StayId == stayId && l.EndedUtc == null, ct);

    /// <summary>What the locks of a stay refused in the last quarter of an hour.</summary>
    public async Task<IReadOnlyList<LockDenial>> DenialsAsync(Stay stay, CancellationToken ct)
    {
        var (locks, since) = (stay.Property?.Doors.ConvertAll(d => d.LockId) ?? [], clock.GetUtcNow() - LockOutBook.OneRow);
        return locks.Count == 0 ? [] : await db.LockDenials.AsNoTracking().Where(d => locks.Contains(d.LockId) && d.AtUtc > since).ToListAsync(ct);
    }

    /// <summary>Takes one step over. <paramref name="sinceUtc"/>: when the first of what is answered was written.</summary>
    public async Task TakeAsync(LockOutMove move, Stay stay, Guid? conversationId, DateTimeOffset sinceUtc, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await OpenAsync(stay.Id, ct);
        if (row is null)
        {
            if (move.End != LockOutEnd.None)
            {
                return; // The door opened while the answer was written.
            }

            row = new LockOut { Id = ids.Next(), StayId = stay.Id, OpenedUtc = sinceUtc, OpenedBy = LockOutSign.GuestWrote };
            db.LockOuts.Add(row);
        }

        row.ConversationId ??= conversationId;
        row.LockId = move.LockId ?? row.LockId;
        (row.Step, row.Finding, row.NextUtc) = (move.Step, move.Finding, move.NextUtc);
        row.HelpedUtc ??= now;
        row.WrongTries += move.CountsWrong ? 1 : 0;
        row.TypedRight |= move.TypedRight;
        row.FallbackToldUtc ??= move.TellsFallback ? now : null;
        if (move.TellsFallback)
        {
            await NoteToldAsync(stay, ct);
        }

        if (move.WantsSpare && row.SpareWantedUtc is null)
        {
            row.SpareWantedUtc = now;
            stay.LookAgainBy(now);
        }

        if (move.End != LockOutEnd.None)
        {
            row.Finish(move.End, now);
            await CloseAsync(row, ct);
        }
    }

    /// <summary>After saving: has the stay looked at where a spare code is wanted.</summary>
    public void Wake(LockOutMove move, Guid stayId)
    {
        if (move.WantsSpare)
        {
            jobs.Wake<ReconcileStayJob>(job => job.RunAsync(stayId, CancellationToken.None));
        }
    }

    /// <summary>A person closed the call for it since it began.</summary>
    public Task<bool> IsClosedByPersonAsync(LockOut lockOut, CancellationToken ct)
    {
        var causes = CausesOf(lockOut);
        return db.Escalations.AnyAsync(e => causes.Contains(e.Cause) && e.ResolvedUtc >= lockOut.OpenedUtc, ct);
    }

    /// <summary>It is over: nobody needs to be called for it any more.</summary>
    public async Task CloseAsync(LockOut ended, CancellationToken ct)
    {
        ended.NextUtc = null;
        var outcome = ended.End switch
        {
            LockOutEnd.Unlocked => "The door was opened",
            LockOutEnd.GuestInside => "The guest says that they are in",
            LockOutEnd.StayOver => "The stay is over",
            _ => "",
        };
        if (outcome.Length > 0)
        {
            await desk.ResolveAllAsync(CausesOf(ended), outcome, ct);
        }
    }

    /// <summary>The cause under which hosts are called where nobody has written yet.</summary>
    public static string CauseOf(Guid lockOutId) => $"locked-out:{lockOutId:N}";

    private static List<string> CausesOf(LockOut lockOut)
    {
        List<string> causes = [CauseOf(lockOut.Id)];
        if (lockOut.ConversationId is { } conversation)
        {
            causes.Add(Inbound.Answering.CauseOf(conversation, nameof(HandoverReason.LockedOut)));
            causes.Add(Inbound.Answering.CauseOf(conversation, Inbound.Answering.LockedOut));
        }

        return causes;
    }

    private async Task NoteToldAsync(Stay stay, CancellationToken ct)
    {
        stay.NoteThat(AuditKind.SecretDisclosed, AuditActor.Cendra, "The other way in is told to the guest, who stands at a door that stays shut");
        if (stay.Property is { FallbackSecret: not null } property)
        {
            var concern = new Concern($"{FallbackTold}{property.Id:N}", EscalationPriority.P3, $"{property.Name}: the digits of the other way in were told to a guest", "They open it until you change them. Change them there and on the page of the property when this stay is over.", "Change the digits after check-out.");
            await desk.RaiseAsync(concern, ct, stay.Id);
        }
    }
}
