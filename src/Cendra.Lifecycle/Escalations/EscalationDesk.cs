using Cendra.Domain;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Escalations;

/// <summary>A reason to call a human, before it is a row. <paramref name="Cause"/> is the same for everything that has the same root.</summary>
public sealed record Concern(string Cause, EscalationPriority Priority, string Title, string Text, string NextStep, Guid? LockId = null, Guid? ConnectionId = null,
    Guid? ConversationId = null)
{
    /// <summary>Its text tells a time that moves: the open escalation takes each new one over, without calling anybody again.</summary>
    public bool RenewsText { get; init; }

    /// <summary>Fits the column; listings' names are the source's and may be long.</summary>
    public string Cause { get; } = Cut(Cause, 200);

    /// <summary>Fits the column.</summary>
    public string Title { get; } = Cut(Title, 500);

    /// <summary>Fits the column.</summary>
    public string NextStep { get; } = Cut(NextStep, 500);

    /// <summary>A cause as it stands in the column.</summary>
    public static string CauseOf(string cause) => Cut(cause, 200);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}

/// <summary>
/// Opens, joins and closes escalations. One cause, one open escalation; it is left un-notified and the sweep that tells hosts is woken by name.
/// </summary>
public sealed class EscalationDesk(CendraDbContext db, StayClock clock, IdSource ids, JobWaker waker)
{
    private const int AtOnce = 500;
    private bool _wake;

    /// <summary>
    /// Brings the open escalations that this stay is listed in in line with its concerns now: joins or opens those it has, leaves those it no longer has, and
    /// closes what nobody is left in. Only causes with one of <paramref name="owned"/> prefixes are touched. Nothing is saved.
    /// </summary>
    public async Task AlignAsync(Guid stayId, IReadOnlyCollection<Concern> concerns, IReadOnlyCollection<string> owned, CancellationToken ct)
    {
        var causes = concerns.Select(c => c.Cause).ToList();
        var open = await db.Escalations.Include(e => e.Stays)
            .Where(e => e.ResolvedUtc == null && (causes.Contains(e.Cause) || e.Stays.Any(s => s.StayId == stayId))).ToListAsync(ct);
        foreach (var concern in concerns)
        {
            Raise(open, concern, stayId);
        }

        foreach (var gone in open.Where(e => !causes.Contains(e.Cause) && owned.Any(p => e.Cause.StartsWith(p, StringComparison.Ordinal))))
        {
            gone.Stays.RemoveAll(s => s.StayId == stayId);
            if (gone.Stays.Count == 0)
            {
                gone.Resolve(AuditActor.Cendra, "In order again", clock.GetUtcNow());
            }
        }
    }

    /// <summary>Opens or joins one escalation, of this stay or of none. Nothing is saved.</summary>
    public async Task RaiseAsync(Concern concern, CancellationToken ct, Guid? stayId = null)
    {
        var open = await db.Escalations.Include(e => e.Stays).Where(e => e.ResolvedUtc == null && e.Cause == concern.Cause).ToListAsync(ct);
        Raise(open, concern, stayId);
    }

    /// <summary>Opens or joins the escalations of several stays, which may share a cause. Nothing is saved.</summary>
    public async Task RaiseAllAsync(IReadOnlyCollection<(Concern Concern, Guid StayId)> concerns, CancellationToken ct)
    {
        var causes = concerns.Select(c => c.Concern.Cause).Distinct().ToList();
        var open = causes.Count == 0 ? [] : await db.Escalations.Include(e => e.Stays).Where(e => e.ResolvedUtc == null && causes.Contains(e.Cause)).ToListAsync(ct);
        foreach (var (concern, stayId) in concerns)
        {
            Raise(open, concern, stayId);
        }
    }

    /// <summary>Closes the open escalation of a cause, if there is one. Nothing is saved.</summary>
    public async Task ResolveAsync(string cause, string outcome, CancellationToken ct)
    {
        foreach (var open in await db.Escalations.Where(e => e.ResolvedUtc == null && e.Cause == cause).ToListAsync(ct))
        {
            open.Resolve(AuditActor.Cendra, outcome, clock.GetUtcNow());
        }
    }

    /// <summary>Closes the open escalations of several causes, found with one query. Nothing is saved.</summary>
    public async Task ResolveAllAsync(IReadOnlyCollection<string> causes, string outcome, CancellationToken ct)
    {
        foreach (var some in causes.Chunk(AtOnce))
        {
            foreach (var open in await db.Escalations.Where(e => e.ResolvedUtc == null && some.Contains(e.Cause)).ToListAsync(ct))
            {
                open.Resolve(AuditActor.Cendra, outcome, clock.GetUtcNow());
            }
        }
    }

    /// <summary>After saving: wakes the sweep that tells hosts, if anything was opened.</summary>
    public void Wake()
    {
        if (_wake)
        {
            _wake = false;
            waker.WakeSweep(Sweeps.NotifyHosts);
        }
    }

    private void Raise(List<Escalation> open, Concern concern, Guid? stayId)
    {
        var escalation = open.Find(e => e.Cause == concern.Cause);
        if (escalation is null)
        {
            escalation = new Escalation
            {
                Id = ids.Next(),
                Cause = concern.Cause,
                Priority = concern.Priority,
                Title = concern.Title,
                Text = concern.Text,
                LockId = concern.LockId,
                ConnectionId = concern.ConnectionId,
                ConversationId = concern.ConversationId,
                RaisedUtc = clock.GetUtcNow(),
            };
            escalation.NoteRaised();
            db.Escalations.Add(escalation);
            open.Add(escalation);
            _wake = true;
        }
        else if (concern.Priority < escalation.Priority)
        {
            // It got worse: told again, with the new words, also whoever had acknowledged the lesser trouble.
            escalation.CallAgain(clock.GetUtcNow());
            (escalation.Priority, escalation.Title, escalation.Text) = (concern.Priority, concern.Title, concern.Text);
            _wake = true;
        }

        else if (concern.RenewsText)
        {
            escalation.Text = concern.Text;
        }

        if (stayId is { } id && escalation.Stays.Find(s => s.StayId == id) is var listed)
        {
            if (listed is null)
            {
                var line = new EscalationStay { Id = ids.Next(), EscalationId = escalation.Id, StayId = id, NextStep = concern.NextStep };
                db.EscalationStays.Add(line);
                if (!escalation.Stays.Contains(line))
                {
                    escalation.Stays.Add(line);
                }
            }
            else
            {
                listed.NextStep = concern.NextStep;
            }
        }
    }
}
