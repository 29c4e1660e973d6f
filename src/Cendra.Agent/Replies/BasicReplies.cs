using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.Replies;

/// <summary>
/// Basic replies, without a model: the way in with its code, help where the door stays shut, and what the host wrote about one topic. What was asked is told by rules and by where the stay stands; every word comes
/// from <c>prompts/basic-replies.md</c>. Where an article may be meant and none surely is, the guest is asked which. Null = a person's.
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
            DisclosureAnswer.Cancelled => draft.Say("cancelled").Call(Calls.Cancelled()).Done(),
            DisclosureAnswer.NotThisGuest => Neutral(draft),
            DisclosureAnswer.Ended => turn.NowUtc - stay.CheckOutUtc > StaysKnown ? Neutral(draft) : Ended(draft, asked),
            _ => Current(draft, new AccessAnswer(facts, decision, granted, new HostWords(stay, secrets, turn.Level, turn.NowUtc, facts.NotNow), turn), asked, facts, turn),
        };
    }

    /// <summary>What the guest chose from a menu; null = nothing was chosen, or the way in, a door or a stay that is over comes first.</summary>
    internal AgentReply? Chosen(GuestTurn turn, Asked asked) =>
        asked is { ShutOut: false, Access: false } && turn is { Stay: not null, Level: not IdentityLevel.Unknown } && OpenMenu.In(turn, shelf.Book(Book))?.Chosen(FactAnswer.Asked(turn)) is not null ? Answer(turn, asked) : null;

    /// <summary>Whom to call because the door stays shut, with what was checked.</summary>
    internal static Handover LockedOut(GuestTurn turn, PromptBook words) =>
        Calls.LockedOut(new StayFacts(turn.Stay!, turn.NowUtc, "en", words), turn.New);

    private static AgentReply Neutral(ReplyDraft draft) =>
        draft.Say("neutral").Call(Calls.NotForCendra("A guest without a current stay wrote", "The stay is long over. The guest was told nothing of it.")).Done();

    private static AgentReply Ended(ReplyDraft draft, Asked asked) => draft.Say("ended")
        .Call(asked.ShutOut ? Calls.ShutOutAfterStay() : Calls.NotForCendra("A guest wrote after check-out", "The stay is over; no code was sent.")).Done();

    private AgentReply? Current(ReplyDraft draft, AccessAnswer access, Asked asked, StayFacts facts, GuestTurn turn)
    {
        if (asked.ShutOut)
        {
            access.HelpAtTheDoor(draft.Step("Rules: the door stays shut"));
            return Rest(draft, asked, null, access);
        }

        var fact = FactAnswer.For(turn, draft.Language);
        if (asked.Access)
        {
            access.WayIn(draft.Step("Rules: asked about the way in"));
            return Rest(draft, asked, fact is { IsPlanted: true } ? null : fact, access);
        }

        var menu = OpenMenu.In(turn, shelf.Book(Book));
        if (menu?.Chosen(FactAnswer.Asked(turn)) is { } name)
        {
            return OfMenu(draft, menu, name, access, turn);
        }

        if (fact is { IsPlanted: true })
        {
            draft.Say("passed-on").LeaveOpen().Step($"Not told, because it reads like an order to a program: “{fact.Found.Text.Question}”");
            return draft.Call(Calls.NotForCendra("A guest waits for your answer", "What you wrote on it reads like an order to a program, so it was not told. The guest was told that you answer.")).Done();
        }

        if (fact is not null)
        {
            FactAnswer.Say(draft.Step("Rules: asked about what the host wrote"), fact, access.HostsWords);
            return draft.Done();
        }

        return Unclear(draft, access, asked, facts, turn, isAskedAlready: menu is not null);
    }

    /// <summary>By where the stay stands, where the words alone do not say what is meant.</summary>
    private static AgentReply? Unclear(ReplyDraft draft, AccessAnswer access, Asked asked, StayFacts facts, GuestTurn turn, bool isAskedAlready)
    {
        var text = FactAnswer.Asked(turn);
        var folded = FoldedText.Of(text);
        if (access.MayBeTold && !asked.OtherMatters && AccessWords.Speaks(folded) && FactWords.Settles(folded) == Settled.All)
        {
            access.WayIn(draft.Step("The code may be told, and the guest writes of door, key, code or going in"));
            return draft.Say("if-not-meant").Done();
        }

        if (facts.IsNearCheckIn && (asked.IsQuestion || FactWords.Asks(text)))
        {
            access.WayIn(draft.Step("Near check-in: the way in answers a greeting or question"));
            return Rest(draft, asked, null, access);
        }

        if (asked.OnlyGreets)
        {
            return draft.Say("greeting").Step("Rules: a greeting").Done();
        }

        if (isAskedAlready || TopicMenu.For(turn, draft.Language) is not { Count: > 0 } topics)
        {
            return null;
        }

        TopicMenu.Say(draft, topics);
        return draft.Done();
    }

    /// <summary>What was asked beside door and way in.</summary>
    private static AgentReply Rest(ReplyDraft draft, Asked asked, Fact? fact, AccessAnswer access)
    {
        if (asked.OtherMatters && fact is not null)
        {
            FactAnswer.Say(draft, fact, access.HostsWords);
        }
        else if (asked.OtherMatters || !(asked.ShutOut || asked.Access || asked.OnlyGreets))
        {
            draft.Say("rest-passed-on").LeaveOpen().Call(Calls.RestOfWayIn());
        }

        return draft.Done();
    }

    /// <summary>What was chosen is told; the person, or an article that may not be told any more, is a person's.</summary>
    private static AgentReply OfMenu(ReplyDraft draft, OpenMenu menu, string name, AccessAnswer access, GuestTurn turn)
    {
        draft.Step("Rules: chosen from the topics that were offered");
        if (menu.IsPerson(name))
        {
            return draft.Say("person").Call(Calls.PersonWanted(known: true)).Done();
        }

        if (TopicMenu.Article(turn, menu, name, draft.Language) is not { } fact)
        {
            return draft.Say("passed-on").Call(Calls.NotForCendra("A guest waits for your answer", "What the guest chose from the topics is not told any more. The guest was told that you answer.")).Done();
        }

        FactAnswer.Say(draft, fact, access.HostsWords);
        return draft.Done();
    }
}
