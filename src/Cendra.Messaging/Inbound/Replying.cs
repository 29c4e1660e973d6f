using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Knowledge.Topics;
using Cendra.Lifecycle.Inbox;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Inbound;

/// <summary>Who answers a turn, and with what: Cendra by itself, Cendra for a person to decide on, or a person. Nothing is written here.</summary>
public sealed class Replying(CendraDbContext db, GuestAnswers answers, PromptShelf shelf, JobWaker jobs)
{
    /// <summary>Why an answer from articles waits on autopilot.</summary>
    internal const string FactsWait = "Basic replies only suggest what they find in articles at this property.";

    private static readonly TimeSpan ToldHolds = TimeSpan.FromHours(12);

    /// <summary>The reply, and whether it waits for a person. What a rule says by itself, calling a person for it, waits for nobody.</summary>
    public async Task<(AgentReply Reply, bool IsDraft)> ToAsync(Guid conversationId, List<Message> waiting, GuestTurn turn, CancellationToken ct)
    {
        if (IsTapped(waiting))
        {
            return (answers.WithoutModel(turn), false); // A tap leaves nothing to understand, and somebody stands outside: that is Cendra's whoever else answers here.
        }

        if (waiting.TrueForAll(m => m.Kind == MessageKinds.ChoosesStay))
        {
            return (answers.StayChosen(turn), false);
        }

        var mode = await ModeAsync(turn, ct);
        if (mode.Mode != AnswerMode.Autopilot && answers.InEveryMode(turn, mode) is { } always)
        {
            return (always, false);
        }

        if (mode.Mode == AnswerMode.Off)
        {
            return (answers.ByPerson(turn, mode, await IsToldAsync(conversationId, waiting[0], turn.NowUtc, ct)), false);
        }

        var reply = await answers.AnswerAsync(turn, ct, mode.Mode == AnswerMode.Autopilot ? () => ShowTyping(waiting) : null);
        if (mode.Mode == AnswerMode.Autopilot && reply.IsFromArticles && turn.Stay is { Property.FactsWait: true })
        {
            return (reply.AsDraft(FactsWait), true);
        }

        var isDraft = mode.Mode == AnswerMode.Draft && reply.Text.Length > 0 && (reply.Record.Responder != "rules" || reply.Moves is not null || reply.Handover is null); // A no by a rule is an answer too.
        return (isDraft ? reply.AsDraft(mode.Why) : reply, isDraft);
    }

    /// <summary>Nothing but taps, on the page of the stay or under a message.</summary>
    internal static bool IsTapped(List<Message> waiting) => waiting.TrueForAll(m => Answering.IsTap(m) || m.Kind == MessageKinds.FromButton);

    private async Task<ModeDecision> ModeAsync(GuestTurn turn, CancellationToken ct)
    {
        if (turn.Stay is not { Property: { } property } stay)
        {
            return ModeDecision.OfNoProperty;
        }

        await db.AnswerRules.Where(r => r.PropertyId == property.Id).LoadAsync(ct); // They find their property by themselves.
        return AnswerModes.Of(property, stay, TopicBook.In(string.Join('\n', turn.New.Select(l => l.Text))), turn.NowUtc, shelf.Policy);
    }

    /// <summary>This guest heard at this address within half a day that a person answers, and that person is still called.</summary>
    private async Task<bool> IsToldAsync(Guid conversationId, Message written, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var cause = Answering.CauseOf(conversationId, nameof(HandoverReason.AnsweredByPerson));
        var raised = await db.Escalations.Where(e => e.Cause == cause && e.ResolvedUtc == null).Select(e => (DateTimeOffset?)e.RaisedUtc).FirstOrDefaultAsync(ct);
        var since = nowUtc - ToldHolds;
        return raised is { } called && await db.Messages.AnyAsync(m => m.ConversationId == conversationId && m.Direction == MessageDirection.Outbound && m.Kind == MessageKinds.Answer && m.IdentityId == written.IdentityId && m.GuestVersion == written.GuestVersion
            && m.CreatedUtc >= called && m.CreatedUtc > since && m.State != MessageState.Withdrawn && m.State != MessageState.Failed && m.State != MessageState.Held, ct);
    }

    private void ShowTyping(List<Message> waiting)
    {
        if (waiting.FindLast(m => !Answering.IsTap(m)) is { Id: var last })
        {
            jobs.Wake<ShowTypingJob>(job => job.RunAsync(last, CancellationToken.None));
        }
    }
}
