using Cendra.Agent;
using Cendra.Agent.LockOuts;
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

    private static readonly string[] OwnWords = ["The door was opened", "The guest says that they are in", "The stay is over"];

    /// <summary>The open one of a stay, tracked; null = none is.</summary>
    public Task<LockOut?> OpenAsync(Guid stayId, CancellationToken ct) => db.LockOuts.Where(l => l.StayId == stayId && l.EndedUtc == null).OrderBy(l => l.OpenedUtc).FirstOrDefaultAsync(ct);

    /// <summary>The open one of this guest. One of a guest who was replaced is over.</summary>
    public async Task<LockOut?> OpenOfAsync(Stay stay, CancellationToken ct)
    {
        var open = await OpenAsync(stay.Id, ct);
        if (open is null || open.GuestVersion == (stay.Reservation?.GuestVersion ?? 0))
        {
            return open;
        }

        open.Finish(LockOutEnd.StayOver, clock.GetUtcNow());
        await CloseAsync(open, ct);
        return null;
    }

    /// <summary>A guest stands outside, and a person has the conversation: noted, so that a door that opens meanwhile ends it.</summary>
    public async Task NoticeAsync(Stay stay, Conversation conversation, Guid? identityId, DateTimeOffset sinceUtc, CancellationToken ct)
    {
        if (stay.CheckInUtc <= sinceUtc && sinceUtc < stay.CheckOutUtc && await OpenOfAsync(stay, ct) is null)
        {
            db.LockOuts.Add(new LockOut { Id = ids.Next(), StayId = stay.Id, GuestVersion = stay.Reservation?.GuestVersion ?? 0, ConversationId = conversation.Id, IdentityId = identityId, OpenedUtc = sinceUtc, OpenedBy = LockOutSign.GuestWrote });
        }
    }

    /// <summary>The door was opened since then, or a person closed the call.</summary>
    public Task<bool> IsOverSinceAsync(Guid stayId, DateTimeOffset sinceUtc, CancellationToken ct) => db.LockOuts.AnyAsync(l => l.StayId == stayId && l.OpenedUtc >= sinceUtc && l.EndedUtc != null, ct);

    /// <summary>What the locks of a stay refused in the last quarter of an hour.</summary>
    public async Task<IReadOnlyList<LockDenial>> DenialsAsync(Stay stay, CancellationToken ct)
    {
        var (locks, since) = (stay.Property?.Doors.ConvertAll(d => d.LockId) ?? [], clock.GetUtcNow() - LockOutBook.OneRow);
        return locks.Count == 0 ? [] : await db.LockDenials.AsNoTracking().Where(d => locks.Contains(d.LockId) && d.AtUtc > since).ToListAsync(ct);
    }

    /// <summary>Takes one step over.</summary>
    /// <param name="move">The step.</param>
    /// <param name="stay">Whose.</param>
    /// <param name="conversationId">Where it is said.</param>
    /// <param name="identityId">The address that proved itself to which it is said; null = that of the booking.</param>
    /// <param name="sinceUtc">When the first of what is answered was written.</param>
    /// <param name="ct">Cancels.</param>
    public async Task TakeAsync(LockOutMove move, Stay stay, Guid? conversationId, Guid? identityId, DateTimeOffset sinceUtc, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = db.LockOuts.Local.FirstOrDefault(l => l.StayId == stay.Id && l.EndedUtc is null) ?? await OpenAsync(stay.Id, ct);
        if (row is null)
        {
            if (move.End != LockOutEnd.None)
            {
                return; // The door opened while the answer was written.
            }

            row = new LockOut { Id = ids.Next(), StayId = stay.Id, GuestVersion = stay.Reservation?.GuestVersion ?? 0, OpenedUtc = sinceUtc, OpenedBy = LockOutSign.GuestWrote };
            db.LockOuts.Add(row);
        }

        row.ConversationId ??= conversationId;
        row.IdentityId = identityId ?? row.IdentityId;
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

    /// <summary>A person closed the call for it since it began, and nobody is called for it again.</summary>
    public async Task<bool> IsClosedByPersonAsync(LockOut lockOut, CancellationToken ct)
    {
        var causes = CausesOf(lockOut);
        return await db.Escalations.AnyAsync(e => causes.Contains(e.Cause) && e.ResolvedUtc >= lockOut.OpenedUtc && !OwnWords.Contains(e.Outcome), ct) && !await db.Escalations.AnyAsync(e => causes.Contains(e.Cause) && e.ResolvedUtc == null, ct);
    }

    /// <summary>It is over: nobody needs to be called for it any more.</summary>
    public async Task CloseAsync(LockOut ended, CancellationToken ct)
    {
        ended.NextUtc = null;
        var outcome = ended.End switch
        {
            LockOutEnd.Unlocked => OwnWords[0],
            LockOutEnd.GuestInside => OwnWords[1],
            LockOutEnd.StayOver => OwnWords[2],
            _ => "",
        };
        if (outcome.Length > 0 && !await db.LockOuts.AnyAsync(l => l.Id != ended.Id && l.ConversationId == ended.ConversationId && l.ConversationId != null && l.EndedUtc == null, ct)) // Of two flats of one booking one door may still be shut.
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
            causes.Add(Inbound.Answering.CauseOf(conversation, Inbound.Answering.StoppedLockedOut));
        }

        return causes;
    }

    private async Task NoteToldAsync(Stay stay, CancellationToken ct)
    {
        if (stay.Property is { FallbackSecret: not null } property)
        {
            var concern = new Concern($"{FallbackTold}{property.Id:N}", EscalationPriority.P3, $"{property.Name}: the digits of the other way in were told to a guest", "They open it until you change them. Change them there and on the page of the property when this stay is over.", "Change the digits after check-out.");
            await desk.RaiseAsync(concern, ct, stay.Id);
        }
    }
}
