using Cendra.Agent.Replies;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.LockOuts;

/// <summary>What came from the guest, as the help at a locked door understands it.</summary>
internal enum LockOutHeard
{
    /// <summary>Nothing: the clock or the door speaks.</summary>
    Silence,

    /// <summary>The door stays shut.</summary>
    Shut,

    /// <summary>The keypad stays dark.</summary>
    Dark,

    /// <summary>Digits that are the code.</summary>
    Right,

    /// <summary>Digits that are not.</summary>
    Wrong,

    /// <summary>A door by its name or number.</summary>
    Door,

    /// <summary>It did what was asked: it opened.</summary>
    Yes,

    /// <summary>It did not.</summary>
    No,

    /// <summary>Inside.</summary>
    Inside,

    /// <summary>Something else.</summary>
    Other,
}

/// <summary>What came, with what belongs to it.</summary>
/// <param name="Heard">What.</param>
/// <param name="Typed">How digits differ.</param>
/// <param name="LockId">Which door was named; null = none.</param>
internal sealed record LockOutSaid(LockOutHeard Heard, TypedCode Typed = TypedCode.None, Guid? LockId = null)
{
    private const int FewWords = 4;

    /// <summary>Reads the new lines of a turn together; what is surest decides.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="asked">What it asks for by the rules.</param>
    /// <param name="facts">The stay.</param>
    /// <param name="wasAsked">The last word to the guest was a question of this help that yes or no answers.</param>
    public static LockOutSaid Of(GuestTurn turn, Asked asked, StayFacts facts, bool wasAsked)
    {
        if (turn.New.Count == 0)
        {
            return new LockOutSaid(LockOutHeard.Silence);
        }

        var text = string.Join('\n', turn.New.Select(l => l.Text.Replace("[[typed]]", " ", StringComparison.Ordinal)));
        var folded = FoldedText.Of(text);
        var typed = turn.New.Select(l => l.Typed).LastOrDefault(t => t.IsOfDoor());
        var door = turn.LockOut is { Step: LockOutStep.AskedDoor } || asked.ShutOut ? DoorNamed(folded, facts, byNumber: turn.LockOut is { Step: LockOutStep.AskedDoor }) : null;
        var heard = turn.LockOut is not null && LockOutSigns.IsInside(text) && !asked.ShutOut ? LockOutHeard.Inside
            : typed == TypedCode.Match ? LockOutHeard.Right
            : typed.IsWrong() ? LockOutHeard.Wrong
            : LockOutSigns.IsDark(folded, isAnswer: turn.LockOut is not null) ? LockOutHeard.Dark
            : door is not null && turn.LockOut is { Step: LockOutStep.AskedDoor } ? LockOutHeard.Door
            : asked.ShutOut ? LockOutHeard.Shut
            : wasAsked && FoldedText.Words(folded).Count <= FewWords ? YesOrNo(folded)
            : LockOutHeard.Other;
        return new LockOutSaid(heard, typed, door);
    }

    private static LockOutHeard YesOrNo(string folded) => LockOutSigns.IsNo(folded) ? LockOutHeard.No : LockOutSigns.IsYes(folded) ? LockOutHeard.Yes : LockOutHeard.Other;

    /// <summary>The door whose name stands there, or whose number in walking order.</summary>
    private static Guid? DoorNamed(string folded, StayFacts facts, bool byNumber)
    {
        var needed = facts.Doors.Where(d => d.IsNeeded).ToList();
        var named = needed.FindAll(d => folded.Contains(FoldedText.Of(d.Name).TrimEnd('.', ' '), StringComparison.Ordinal));
        if (named.Count == 1)
        {
            return named[0].LockId;
        }

        var numbers = FoldedText.Words(folded).Where(w => w is [>= '1' and <= '9']).Select(w => w[0] - '1').Distinct().ToList();
        return byNumber && numbers is [var number] && number < needed.Count ? needed[number].LockId : null;
    }
}
