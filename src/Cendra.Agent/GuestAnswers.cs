using Cendra.Agent.Language;
using Cendra.Agent.LockOuts;
using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Topics;
using Microsoft.Extensions.Logging;

namespace Cendra.Agent;

/// <summary>
/// One guest turn, one reply: rules that need no model, then the model where one is set, then basic replies, then a human. Whatever the model does or fails to do, a guest is
/// answered or a human is called (P10, P12).
/// </summary>
public sealed class GuestAnswers(GuestAgent agent, BasicReplies basic, LockOutHelp lockOuts, PromptShelf shelf, ILogger<GuestAnswers> log)
{
    /// <summary>Topics that the way in answers by itself.</summary>
    private static readonly string[] OfTheWayIn = ["address", "check-in-time"];

    private readonly RuleReplies _rules = new(shelf);
    private readonly TimeReplies _times = new(shelf);
    private readonly StayReplies _stays = new(shelf);

    /// <summary>The reply; its text is empty where nothing is to be said. Throws only when cancelled. <paramref name="thinking"/> is called once where a model is asked, before it is.</summary>
    public async Task<AgentReply> AnswerAsync(GuestTurn turn, CancellationToken ct, Action? thinking = null)
    {
        try
        {
            var asked = Asked.In(turn);
            var reply = ByRules(turn, asked) ?? InCircles(turn, asked) ?? _times.Answer(turn, asked) ?? await RespondAsync(turn, asked, thinking, ct);
            log.LogInformation("A turn was answered by {Responder}; a human is called: {Handover}", reply.Record.Responder, reply.Handover?.Priority);
            return Finished(turn, asked, WithPerson(turn, asked, reply));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError("No answer could be made: {Kind}", failure.GetType().Name);
            return Nothing(failure);
        }
    }

    /// <summary>The same without any model: help at a locked door while a person has the conversation and does not write.</summary>
    public AgentReply WithoutModel(GuestTurn turn)
    {
        try
        {
            var asked = Asked.In(turn);
            return Finished(turn, asked, ByRules(turn, asked) ?? _times.Answer(turn, asked) ?? Basic(turn, asked) ?? PassedOn(turn, ModelAttempt.NotAsked));
        }
        catch (Exception failure)
        {
            log.LogError("No answer could be made: {Kind}", failure.GetType().Name);
            return Nothing(failure);
        }
    }

    /// <summary>What is answered before any model: a locked door, then what needs none. A guest at a locked door says "yes" and "thanks" to what was asked there.</summary>
    private AgentReply? ByRules(GuestTurn turn, Asked asked)
    {
        if (asked.SafetyKey is null)
        {
            return lockOuts.Answer(turn, asked) ?? _rules.Answer(turn, asked);
        }

        // Danger first, and word for word. Whoever writes of a locked door beside it is helped there too: "locked out with the baby" is no baby locked in.
        return _rules.Answer(turn, asked) is { } danger
            ? asked is { ShutOut: true, SafetyKey: "safety-child" or "safety-fire" } && lockOuts.Answer(turn, asked with { SafetyKey = null }) is { Text.Length: > 0 } help ? Both(danger, help) : danger
            : null;
    }

    private static AgentReply Both(AgentReply danger, AgentReply help) => new()
    {
        Text = $"{danger.Text}\n\n{help.Text}",
        Language = danger.Language,
        Grants = help.Grants,
        Secrets = help.Secrets,
        LockOut = help.LockOut,
        Handover = ReplyDraft.Together(danger.Handover, help.Handover),
        IsSafety = true,
        Record = danger.Record with { Steps = [.. danger.Record.Steps, .. help.Record.Steps] },
    };

    /// <summary>
    /// The guest has several stays now and has not said which they mean: danger is answered as ever, and so is what concerns no stay; for all else they are asked. Nothing of any of the stays but name and dates is in it.
    /// </summary>
    public AgentReply WhichStay(GuestTurn turn)
    {
        try
        {
            var asked = Asked.In(turn);
            return Finished(turn, asked, _stays.Ask(turn, asked, _rules));
        }
        catch (Exception failure)
        {
            log.LogError("No answer could be made: {Kind}", failure.GetType().Name);
            return Nothing(failure);
        }
    }

    /// <summary>The guest has said which stay they mean, and nothing else waits for an answer.</summary>
    public AgentReply StayChosen(GuestTurn turn) => Finished(turn, Asked.In(turn), _stays.Chosen(turn));

    /// <summary>The clock or a door speaks, not the guest: the next step at a locked door, or null where there is none.</summary>
    public AgentReply? OnClock(GuestTurn turn) => lockOuts.OnClock(turn) is { } reply ? Finished(turn, Asked.In(turn), reply) : null;

    /// <summary>A door was opened at which the guest stood.</summary>
    public AgentReply DoorOpened(GuestTurn turn) => lockOuts.Opened(turn);

    /// <summary>
    /// What is said whoever answers at the property: danger, thanks, a stranger, a person wanted, a locked door and the way in, by rules alone and from nothing that the host wrote but the way in. Null = it is a matter of
    /// the mode, and what is asked beside the way in goes to a person.
    /// </summary>
    public AgentReply? InEveryMode(GuestTurn turn, ModeDecision mode)
    {
        var asked = Asked.In(turn);
        if (ByRules(turn, asked) is { } ruled)
        {
            return Finished(turn, asked, ruled);
        }

        if (!(asked.ShutOut || asked.Access) || basic.Answer(turn.WithoutGuide(), asked) is not { } wayIn)
        {
            return null;
        }

        return Finished(turn, asked, WithRest(turn, wayIn, Calls.AnsweredByPerson(mode), mode.IsOfTopic));
    }

    /// <summary>A person answers here, and is called. <paramref name="isTold"/>: the guest knows it already, and nothing is said.</summary>
    public AgentReply ByPerson(GuestTurn turn, ModeDecision mode, bool isTold)
    {
        var draft = new ReplyDraft("rules", Languages.ForReply(turn), shelf.Book(BasicReplies.Book)).Step("Rules: a person answers here").Call(Calls.AnsweredByPerson(mode));
        return isTold ? draft.Done(mode.Why) : Finished(turn, Asked.In(turn), draft.Say("person").Done(mode.Why));
    }

    /// <summary>The words by which a guest hears that a person answers; <paramref name="isDeclared"/>: they know that an assistant writes.</summary>
    public string PersonAnswers(string language, bool isDeclared) => isDeclared ? Said("person", language) : $"{Said("person", language)}\n\n{Said("assistant", language)}";

    /// <summary>
    /// Where a conversation goes in circles no model is asked and a person is called. Who asks for the way in still gets it (P12); all else gets one text that a person answers, and the same again gets none,
    /// because two machines would go on for ever.
    /// </summary>
    private AgentReply? InCircles(GuestTurn turn, Asked asked)
    {
        if (LoopGuard.Of(turn) is not { Length: > 0 } why)
        {
            return null;
        }

        if ((asked.ShutOut || asked.Access || why != LoopGuard.SameText) && Basic(turn, asked) is { } help)
        {
            return Copied(help, help.Text, ReplyDraft.Together(help.Handover, Calls.InCircles(why)), record: help.Record with { Outcome = why });
        }

        var book = shelf.Book(BasicReplies.Book);
        var last = turn.Before.LastOrDefault(l => l.Author != MessageAuthor.Guest && turn.NowUtc - l.AtUtc < TimeSpan.FromHours(1));
        var draft = new ReplyDraft("rules", Languages.ForReply(turn), book).Step("Rules: the conversation goes in circles").Call(Calls.InCircles(why));
        var isSaid = last is not null && Languages.Supported.Any(l => last.Text.StartsWith(book.Text(l, "passed-on").Raw, StringComparison.Ordinal));
        return (isSaid ? draft : draft.Say("passed-on")).Done(why);
    }

    private async Task<AgentReply> RespondAsync(GuestTurn turn, Asked asked, Action? thinking, CancellationToken ct)
    {
        if (basic.Chosen(turn, asked) is { } chosen)
        {
            return chosen; // From a menu of Cendra's own: nothing is left to understand.
        }

        var attempt = IsForModel(turn) ? await TryModelAsync(turn, thinking, ct) : ModelAttempt.NotAsked;
        var reply = attempt.Reply is { OtherStayId: not null } other ? other : attempt.Reply is { } said ? WithHelpCalled(turn, asked, said) : Basic(turn, asked) ?? PassedOn(turn, attempt);
        return attempt.Reply is not null ? reply : Copied(reply, reply.Text, ReplyDraft.Together(reply.Handover, attempt.Handover), record: reply.Record with
        {
            Steps = [.. attempt.Steps, .. reply.Record.Steps],
            Outcome = attempt.Why.Length > 0 ? attempt.Why : reply.Record.Outcome,
            Use = attempt.Use,
        });
    }

    /// <summary>Where articles are only suggested, the way in still leaves at once (P12): without them, and what stands beside it goes to a person.</summary>
    private AgentReply? Basic(GuestTurn turn, Asked asked) => turn.Stay is { Property.FactsWait: true } && (asked.ShutOut || asked.Access)
        ? basic.Answer(turn.WithoutGuide(), asked) is { } wayIn ? WithRest(turn, wayIn, Calls.RestOfWayIn(), isMore: turn.New.Count(l => FactWords.Asks(l.Text)) > 1) : null // A suggestion that waited may be of a topic in no book.
        : basic.Answer(turn, asked);

    /// <summary>What was asked beside the way in goes to a person, and the guest hears it.</summary>
    private AgentReply WithRest(GuestTurn turn, AgentReply wayIn, Handover call, bool isMore = false) => wayIn.Handover is not null || !(isMore || TopicBook.In(string.Join('\n', turn.New.Select(l => l.Text))).Except(OfTheWayIn).Any())
        ? wayIn
        : Copied(wayIn, $"{wayIn.Text}\n\n{Said("rest-passed-on", wayIn.Language)}", call);

    /// <summary>Whatever goes wrong on the way to a model, basic replies answer (P12).</summary>
    private async Task<ModelAttempt> TryModelAsync(GuestTurn turn, Action? thinking, CancellationToken ct)
    {
        try
        {
            return await agent.TryAsync(turn, ct, thinking);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            log.LogError("The model could not be asked: {Kind}", failure.GetType().Name);
            return ModelAttempt.NotAsked with { Why = $"The model could not be asked ({failure.GetType().Name})" };
        }
    }

    /// <summary>A stay that is cancelled or over is no matter for a model.</summary>
    private static bool IsForModel(GuestTurn turn) => turn.Stay is { Status: not StayStatus.Cancelled } stay && !(turn.NowUtc >= stay.CheckOutUtc);

    /// <summary>Who asks for the way in and for a person gets both.</summary>
    private AgentReply WithPerson(GuestTurn turn, Asked asked, AgentReply reply) =>
        asked is { WantsPerson: true, Access: true, ShutOut: false, SafetyKey: null } && turn is { Stay: not null, Level: not IdentityLevel.Unknown } && reply is { Text.Length: > 0, Handover: null }
            ? Copied(reply, $"{reply.Text}\n\n{Said("person", reply.Language)}", Calls.PersonWanted(known: true))
            : reply;

    /// <summary>Where the door stays shut a human is called, whether or not the model thought of it.</summary>
    private AgentReply WithHelpCalled(GuestTurn turn, Asked asked, AgentReply reply)
    {
        if (!asked.ShutOut)
        {
            return reply;
        }

        var call = BasicReplies.LockedOut(turn, shelf.Book(BasicReplies.Book));
        return reply.Handover is { } own && own.Priority <= call.Priority
            ? reply
            : Copied(reply, $"{reply.Text}\n\n{Said("host-called", reply.Language)}", ReplyDraft.Together(call, reply.Handover));
    }

    private AgentReply PassedOn(GuestTurn turn, ModelAttempt attempt)
    {
        var draft = new ReplyDraft("rules", Languages.ForReply(turn), shelf.Book(BasicReplies.Book)).Say("passed-on").Step("Nothing that Cendra knows answers it");
        foreach (var planted in turn.Guide.Texts.Where(FactAnswer.IsForMachines))
        {
            draft.Step($"Not told, because it reads like an order to a program: “{planted.Question}”");
        }

        draft = attempt.Why.Length == 0 ? draft.LeaveOpen() : draft; // What a model failed at may well be written down.
        return draft.Call(attempt.IsKept ? Calls.BudgetSpent(attempt.Why)
            : attempt.Why.Length > 0
            ? new Handover(HandoverReason.NoSafeAnswer, Domain.Conversations.EscalationPriority.P2, "A guest waits for your answer", "The assistant could not make an answer that passed its checks. The guest was told that you answer.")
            : Calls.NotForCendra("A guest waits for your answer", "Nothing that Cendra knows answers it. The guest was told that you answer.")).Done();
    }

    private AgentReply Finished(GuestTurn turn, Asked asked, AgentReply reply)
    {
        if (reply.Text.Length == 0)
        {
            return reply;
        }

        var text = asked is { Unread: true, HasText: true } && !reply.IsSafety ? $"{reply.Text}\n\n{Said("cannot-open", reply.Language)}" : reply.Text;
        return turn.AssistantDeclared ? Copied(reply, text, reply.Handover) : Copied(reply, $"{text}\n\n{Said("assistant", reply.Language)}", reply.Handover, declares: true);
    }

    private string Said(string key, string language) => shelf.Book(BasicReplies.Book).Text(Languages.OrEnglish(language), key).Raw;

    private static AgentReply Copied(AgentReply reply, string text, Handover? handover, bool declares = false, TurnRecord? record = null) => new()
    {
        Text = text,
        Language = reply.Language,
        Grants = reply.Grants,
        Secrets = reply.Secrets,
        IsUnanswered = reply.IsUnanswered,
        IsMenu = reply.IsMenu,
        LockOut = reply.LockOut,
        Handover = handover,
        IsSafety = reply.IsSafety,
        DeclaresAssistant = declares,
        Moves = reply.Moves,
        AsksWhichStay = reply.AsksWhichStay,
        Record = record ?? reply.Record,
    };

    private static AgentReply Nothing(Exception failure) => new()
    {
        Text = "",
        Language = "",
        Handover = new Handover(HandoverReason.NoSafeAnswer, Domain.Conversations.EscalationPriority.P1, "A guest waits for your answer", $"No answer could be made ({failure.GetType().Name}). The guest was told nothing yet."),
        Record = new TurnRecord("rules", [], $"No answer could be made: {failure.GetType().Name}"),
    };
}
