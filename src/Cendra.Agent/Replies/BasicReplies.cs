using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>
/// Basic replies, without a model: the way in with its code, help where the door stays shut, and what the host wrote about one topic. What was asked is told by rules and by where the stay stands; every word comes
/// from <c>prompts/basic-replies.md</c>. Null = neither a matter of doors nor surely answered by an article.
/// </summary>
public sealed class BasicReplies(CodeGrants grants, SecretGrants secrets, PromptShelf shelf) : IGuestResponder
{
    /// <summary>Name of the file with all its words.</summary>
    public const string Book = "basic-replies";

    /// <summary>So long after check-out a guest still hears of the stay.</summary>
    private static readonly TimeSpan StaysKnown = TimeSpan.FromDays(14);

    /// <inheritdoc />
    public Task<AgentReply?> AnswerAsync(GuestTurn turn, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Answer(turn, Asked.In(turn)));
    }

    internal AgentReply? Answer(GuestTurn turn, Asked asked)
    {
        var draft = new ReplyDraft("basic-replies", Languages.ForReply(turn), shelf.Book(Book));
        if (turn.Stay is not { } stay || turn.Level == IdentityLevel.Unknown)
        {
            return draft.Say("neutral").Call(Calls.Stranger()).Done();
        }

        var (decision, granted) = grants.For(stay, turn.Level, turn.NowUtc);
        var facts = new StayFacts(stay, turn.NowUtc, draft.Language, shelf.Book(Book));
        draft.Step(Calls.InWords(decision.Answer));
        return decision.Answer switch
        {
            DisclosureAnswer.Cancelled or DisclosureAnswer.NotThisGuest => Neutral(draft),
            DisclosureAnswer.Ended => turn.NowUtc - stay.CheckOutUtc > StaysKnown ? Neutral(draft) : Ended(draft, asked),
            _ => Current(draft, new AccessAnswer(facts, decision, granted, new HostWords(stay, secrets, turn.Level, turn.NowUtc, facts.NotNow), turn), asked, facts, turn),
        };
    }

    /// <summary>Whom to call because the door stays shut, with what was checked.</summary>
    internal static Handover LockedOut(GuestTurn turn, PromptBook words) =>
        Calls.LockedOut(new StayFacts(turn.Stay!, turn.NowUtc, "en", words), turn.New);

    private static AgentReply Neutral(ReplyDraft draft) =>
        draft.Say("neutral").Call(Calls.NotForCendra("A guest without a current stay wrote", "The stay is cancelled or long over. The guest was told nothing of it.")).Done();

    private static AgentReply Ended(ReplyDraft draft, Asked asked) => draft.Say("ended")
        .Call(asked.ShutOut ? Calls.ShutOutAfterStay() : Calls.NotForCendra("A guest wrote after check-out", "The stay is over; no code was sent.")).Done();

    private static AgentReply? Current(ReplyDraft draft, AccessAnswer access, Asked asked, StayFacts facts, GuestTurn turn)
    {
        var fact = asked.ShutOut ? null : FactAnswer.For(turn, draft.Language);
        if (asked.ShutOut)
        {
            access.HelpAtTheDoor(draft.Step("Rules: the door stays shut"));
        }
        else if (asked.Access)
        {
            access.WayIn(draft.Step("Rules: asked about the way in"));
        }
        else if (fact is not null)
        {
            FactAnswer.Say(draft.Step("Rules: asked about what the host wrote"), fact, access.HostsWords);
            return draft.Done();
        }
        else if (facts.IsNearCheckIn && asked.IsQuestion)
        {
            access.WayIn(draft.Step("Near check-in: the way in answers a greeting or question"));
        }
        else
        {
            return asked.OnlyGreets ? draft.Say("greeting").Step("Rules: a greeting").Done() : null;
        }

        if (asked.OtherMatters && fact is not null)
        {
            FactAnswer.Say(draft, fact, access.HostsWords);
        }
        else if (asked.OtherMatters || !(asked.ShutOut || asked.Access || asked.OnlyGreets))
        {
            draft.Say("rest-passed-on").LeaveOpen().Call(Calls.NotForCendra("A guest asks something that Cendra cannot answer", "The way in was answered; the rest of the message was left to you."));
        }

        return draft.Done();
    }
}
