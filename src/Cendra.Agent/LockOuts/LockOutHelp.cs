using System.Globalization;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.LockOuts;

/// <summary>
/// Help at a locked door, in words, without a model: <see cref="LockOutPlan"/> says what comes next, <c>prompts/lock-out.md</c> and the basic replies say it. The host is called from the first word on.
/// </summary>
public sealed class LockOutHelp(CodeGrants grants, SecretGrants secrets, PromptShelf shelf)
{
    /// <summary>Name of the file with its words.</summary>
    public const string Book = "lock-out";

    private const int FewWords = 4;
    private static readonly string[] Questions = ["ask-opened", "inside"];

    /// <summary>So long after the last word a lock-out counts as over without an end that anybody saw.</summary>
    public static TimeSpan StaysOpen => LockOutPlan.StaysOpen;

    /// <summary>The door was opened: what the guest is told.</summary>
    public AgentReply Opened(GuestTurn turn)
    {
        var draft = new ReplyDraft("lock-out", Languages.ForReply(turn), shelf.Book(BasicReplies.Book));
        return draft.Add(Text(draft, "opened")).Step("Locked door: the lock told that it was opened").Done();
    }

    /// <summary>The clock or the door speaks: the next step, or null where there is nothing to help with any more. The turn holds the open lock-out and no new lines.</summary>
    public AgentReply? OnClock(GuestTurn turn) => Answer(turn, Asked.In(turn));

    /// <summary>The next step for a guest who writes from a locked door, or answers what was asked there; null = it is about something else.</summary>
    internal AgentReply? Answer(GuestTurn turn, Asked asked)
    {
        if (turn.Stay is not { } stay || turn.Level == IdentityLevel.Unknown || asked.SafetyKey is not null || !(asked.ShutOut || turn.LockOut is not null))
        {
            return null;
        }

        var draft = new ReplyDraft("lock-out", LanguageOf(turn), shelf.Book(BasicReplies.Book));
        var facts = new StayFacts(stay, turn.NowUtc, draft.Language, shelf.Book(BasicReplies.Book));
        var (decision, granted) = grants.For(stay, turn.Level, turn.NowUtc);
        var said = LockOutSaid.Of(turn, asked, facts, WasAsked(turn));
        if (decision.Answer is DisclosureAnswer.Cancelled or DisclosureAnswer.Ended or DisclosureAnswer.NotThisGuest or DisclosureAnswer.NoLock || !(facts.IsNearCheckIn || facts.IsInside) || said.Heard == LockOutHeard.Other)
        {
            return null;
        }

        var move = LockOutPlan.Next(new LockOutPicture(turn, facts, decision), said);
        var access = new AccessAnswer(facts, decision, granted, new HostWords(stay, secrets, turn.Level, turn.NowUtc, facts.NotNow), turn);
        draft.LockOut = move;
        Say(draft, turn, said, move, access, facts);
        if (asked.OtherMatters)
        {
            draft.Say("rest-passed-on").LeaveOpen().Call(Calls.NotForCendra("A guest asks something that Cendra cannot answer", "Help at the door was given; the rest of the message was left to you."));
        }

        return draft.Done();
    }

    /// <summary>The last word to the guest was a question of this help that yes or no answers. While the lock-out is open long after, "yes, please" may answer something else.</summary>
    private bool WasAsked(GuestTurn turn)
    {
        var last = turn.Before.LastOrDefault(l => l.Author != MessageAuthor.Guest);
        return turn.LockOut is not null && last is { Author: MessageAuthor.Template }
            && (turn.LockOut.Step == LockOutStep.ToldOtherWay || Languages.Supported.Any(l => Questions.Any(q => last.Text.Contains(shelf.Book(Book).Text(l, q).Raw, StringComparison.Ordinal))));
    }

    /// <summary>"No" and "2" are words of many languages and of none: what answers a question stays in the language of the question.</summary>
    private static string LanguageOf(GuestTurn turn) => turn.LockOut is not null && turn.Language.Length > 0 && turn.New.Sum(l => FoldedText.Words(FoldedText.Of(l.Text)).Count) <= FewWords
        ? Languages.OrEnglish(turn.Language) : Languages.ForReply(turn);

    private void Say(ReplyDraft draft, GuestTurn turn, LockOutSaid said, LockOutMove move, AccessAnswer access, StayFacts facts)
    {
        if (move.End != LockOutEnd.None || move.Words == LockOutWords.Nothing)
        {
            draft.Add(move.Words == LockOutWords.Glad ? Text(draft, "glad") : "").Step($"Locked door: {InWords(move)}");
            return;
        }

        if (turn.LockOut is null or { Step: LockOutStep.Noticed })
        {
            Begin(draft, turn, move, access, facts);
        }

        SayStep(draft, said, move, access, facts, turn);
        draft.Call(Calls.LockedOut(facts.ForHost, turn.New, InWords(move))).Step($"Locked door: {InWords(move)}");
    }

    /// <summary>What was checked, the code where it may be told, how it is typed, and that a person is called.</summary>
    private void Begin(ReplyDraft draft, GuestTurn turn, LockOutMove move, AccessAnswer access, StayFacts facts)
    {
        if (turn.LockOut is { OpenedBy: LockOutSign.LockRefused } && facts.Doors.FirstOrDefault(d => d.LockId == move.LockId) is { } door)
        {
            draft.Add(Text(draft, "refused", ("door", door.Name)));
        }

        access.HelpAtTheDoor(draft);
    }

    private void SayStep(ReplyDraft draft, LockOutSaid said, LockOutMove move, AccessAnswer access, StayFacts facts, GuestTurn turn)
    {
        var isFirst = turn.LockOut is null or { Step: LockOutStep.Noticed };
        switch (move.Words)
        {
            case LockOutWords.AskDoor:
                draft.Add(Text(draft, "ask-door", ("doors", string.Join('\n', facts.Doors.Where(d => d.IsNeeded).Select((d, i) => string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {d.Name}"))))));
                break;
            case LockOutWords.AskDigits:
                draft.Add(Text(draft, "ask-digits"));
                break;
            case LockOutWords.Right:
                draft.Add(Text(draft, "right")).Add(isFirst ? "" : access.IfItFails(draft, move.LockId)).Add(Text(draft, "ask-opened"));
                break;
            case LockOutWords.Wrong:
                draft.Add(Text(draft, "wrong", ("how", How(draft, said.Typed)), ("code", access.CodesIfTold(draft)))).Add(Text(draft, "ask-opened"));
                break;
            case LockOutWords.Rest:
                draft.Add(Text(draft, "rest", ("until", facts.Clock(move.NextUtc ?? turn.NowUtc))));
                break;
            case LockOutWords.TryAgain or LockOutWords.WorksNow:
                draft.Add(Text(draft, move.Words == LockOutWords.TryAgain ? "again" : "works-now", ("code", access.CodesIfTold(draft)))).Add(Text(draft, "ask-opened"));
                break;
            case LockOutWords.TooEarly when !isFirst:
                access.SayTooEarly(draft);
                break;
            case LockOutWords.OtherWay:
                OtherWay(draft, turn, facts);
                break;
            case LockOutWords.NoOtherWay:
                draft.Add(Text(draft, "no-other-way"));
                break;
            case LockOutWords.Inside:
                draft.Add(Text(draft, "inside"));
                break;
        }
    }

    private void OtherWay(ReplyDraft draft, GuestTurn turn, StayFacts facts)
    {
        var property = facts.Property!;
        var open = turn.LockOut ?? new LockOut { StayId = facts.Stay.Id };
        var grant = secrets.ForFallback(facts.Stay, open, turn.Level, turn.NowUtc);
        draft.Add(Text(draft, "other-way", ("way", StayFacts.Said(property.FallbackWords)), ("code", grant is null ? "" : Text(draft, "other-code", ("code", grant.InText)))));
        draft.GrantSecrets(grant is null ? [] : [grant]);
    }

    private string How(ReplyDraft draft, TypedCode typed) => typed switch
    {
        TypedCode.Swapped => Text(draft, "how-swapped"),
        TypedCode.OneOther => Text(draft, "how-other"),
        TypedCode.OneMissing => Text(draft, "how-missing"),
        TypedCode.OneTooMany => Text(draft, "how-many"),
        _ => "",
    };

    private string Text(ReplyDraft draft, string key, params ReadOnlySpan<(string Name, string Value)> places)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in places)
        {
            values[name] = value;
        }

        return shelf.Book(Book).Text(draft.Language, key).Fill(values);
    }

    /// <summary>What was found and done, for a host.</summary>
    private static string InWords(LockOutMove move)
    {
        var found = move.Finding switch
        {
            LockOutFinding.TooEarly => "Check-in has not come. ",
            LockOutFinding.NoCodeOnLock => "The door does not hold the code. ",
            LockOutFinding.OfflineWithoutCode => "The lock is offline and does not hold the code. ",
            LockOutFinding.DeadBattery => "The battery is all but empty or the keypad dark. ",
            LockOutFinding.KeypadPause => "The keypad rests after wrong tries. ",
            LockOutFinding.Mistyped => "The guest types other digits than those of the code. ",
            LockOutFinding.RefusesRightCode => "The guest types the right code and the lock refuses it. ",
            _ => "",
        };
        return found + move.Words switch
        {
            LockOutWords.AskDoor => "The guest was asked at which door they stand.",
            LockOutWords.AskDigits => "The guest was asked which digits they type.",
            LockOutWords.Right => "The guest was told how to type them.",
            LockOutWords.Wrong => "The guest was told the code again.",
            LockOutWords.Rest => "The guest was asked to wait.",
            LockOutWords.TryAgain or LockOutWords.WorksNow => "The guest was asked to try now.",
            LockOutWords.TooEarly => "The guest was told from when the code works.",
            LockOutWords.OtherWay => "The guest was told the other way in. Change its digits after this stay.",
            LockOutWords.NoOtherWay => "Nothing else is set up that opens this door: the guest needs you.",
            LockOutWords.Inside => "The guest was asked whether they are in.",
            LockOutWords.Glad => "The guest says that they are in.",
            _ => move.End == LockOutEnd.None ? "It goes on." : "It is over.",
        };
    }
}
