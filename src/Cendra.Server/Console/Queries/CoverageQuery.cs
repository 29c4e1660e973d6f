using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>How far basic replies carried at one property in the last thirty days, counted from the turns and from what people wrote after them.</summary>
public sealed class CoverageQuery(CendraDatabase database, StayClock clock)
{
    /// <summary>How far it looks back.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromDays(30);

    /// <summary>A person's word so long after an answer sets it right; later it is about something else.</summary>
    private static readonly TimeSpan SetsRight = TimeSpan.FromHours(24);

    /// <summary>What is said in answer: what leaves by itself in between sets nothing right and answers nothing.</summary>
    private static readonly string[] Answers = [MessageKinds.Answer, MessageKinds.Safety, MessageKinds.LockOutHelp];

    /// <summary>Nothing but zeros for a property outside the scope.</summary>
    public async Task<Coverage> RunAsync(Guid propertyId, PropertyScope scope, CancellationToken ct)
    {
        if (!scope.Covers(propertyId))
        {
            return new Coverage([], [], []);
        }

        var since = clock.GetUtcNow() - Back;
        await using var db = database.Open();
        var asked = db.Messages.Where(m => m.CreatedUtc > since && db.Stays.Any(s => s.Id == m.StayId && s.PropertyId == propertyId));
        var turns = await db.AgentTurns.AsNoTracking().Join(asked, t => t.QuestionId, m => m.Id, (t, _) => t).ToListAsync(ct);
        var talks = turns.Select(t => t.ConversationId).Distinct().ToList();
        var said = await db.Messages.AsNoTracking()
            .Where(m => talks.Contains(m.ConversationId!.Value) && m.CreatedUtc > since && m.Direction == MessageDirection.Outbound && m.State != MessageState.Withdrawn && m.State != MessageState.Draft && (m.Author == MessageAuthor.Host || Answers.Contains(m.Kind)))
            .OrderBy(m => m.CreatedUtc).Select(m => new SaidInTalk(m.Id, m.ConversationId!.Value, m.Author == MessageAuthor.Host, m.CreatedUtc)).ToListAsync(ct);
        var waiting = await db.Messages.Where(m => talks.Contains(m.ConversationId!.Value) && m.State == MessageState.Draft).Select(m => m.Id).ToListAsync(ct);
        return new Coverage(turns, said, waiting);
    }

    /// <summary>The parts of a long answer stand within so little.</summary>
    private static readonly TimeSpan SamePart = TimeSpan.FromSeconds(1);

    /// <summary>The next word of the house after this answer came from a person, soon.</summary>
    internal static bool IsSetRight(AgentTurn turn, IReadOnlyList<SaidInTalk> said) => said.FirstOrDefault(s => s.Id == turn.MessageId) is { } answer
        && said.FirstOrDefault(s => s.ConversationId == answer.ConversationId && s.AtUtc > answer.AtUtc + SamePart) is { IsByPerson: true } next && next.AtUtc - answer.AtUtc < SetsRight;
}

/// <summary>A word of the house in a conversation, Cendra's or a person's.</summary>
public sealed record SaidInTalk(Guid Id, Guid ConversationId, bool IsByPerson, DateTimeOffset AtUtc);

/// <summary>What became of what guests wrote. Each turn counts once; what needs no answer, and what was written while a person had the conversation, not at all.</summary>
public sealed class Coverage
{
    /// <summary>Counts. <paramref name="waiting"/>: drafts that nobody has decided on; one that was withdrawn is no suggestion.</summary>
    public Coverage(IReadOnlyCollection<AgentTurn> turns, IReadOnlyList<SaidInTalk> said, IReadOnlyCollection<Guid> waiting)
    {
        var left = said.Select(s => s.Id).Concat(waiting).ToHashSet();
        var own = turns.Where(t => t.Responder != "agent" && (TurnMarks.CalledPerson(t) || (t.MessageId is { } id && left.Contains(id)))).ToList();
        var uncalled = own.Where(t => !TurnMarks.CalledPerson(t)).ToList();
        var answered = uncalled.Where(t => !TurnMarks.OfferedTopics(t) && !TurnMarks.WroteDraft(t)).ToList();
        (Answered, Suggested, Escalated) = (answered.Count, uncalled.Count - answered.Count, own.Count - uncalled.Count);
        (SetRight, ByModel) = (answered.Count(t => CoverageQuery.IsSetRight(t, said)), turns.Count(t => t.Responder == "agent"));
    }

    /// <summary>Answered, and nobody was called.</summary>
    public int Answered { get; }

    /// <summary>Of these: a person wrote next, within a day.</summary>
    public int SetRight { get; }

    /// <summary>The guest was asked which of a few topics is meant, or an answer was written for a person to send; nobody was called beside it.</summary>
    public int Suggested { get; }

    /// <summary>A person was called, with or without an answer beside it.</summary>
    public int Escalated { get; }

    /// <summary>Answered with a model, and not counted above.</summary>
    public int ByModel { get; }

    /// <summary>All that basic replies had to do with.</summary>
    public int All => Answered + Suggested + Escalated;
}
