using Cendra.Agent.LockOuts;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;

namespace Cendra.Agent;

/// <summary>How fast a message wants an answer, by its words alone.</summary>
public enum Urgency
{
    /// <summary>It may wait for the rest of what the guest writes.</summary>
    Calm = 0,

    /// <summary>Somebody stands at a door that does not open.</summary>
    LockedOut = 1,

    /// <summary>Somebody is in danger.</summary>
    Danger = 2,
}

/// <summary>Tells urgency before anything is loaded.</summary>
public static class Urgencies
{
    private const int FewWords = 3;

    /// <summary>It says that the door is open or that the guest is in, and nothing else.</summary>
    public static bool SaysInside(string text) => LockOutSigns.IsOnlyInside(text);

    /// <summary>The urgency of one message, by the same rules that answer it. <paramref name="known"/>: it is of a stay.</summary>
    public static Urgency Of(string text, TypedCode typed, bool known)
    {
        var folded = FoldedText.Of(known ? text.Replace("[[typed]]", " ", StringComparison.Ordinal) : Strangers.Readable(text));
        return SafetyWords.KeyOf(folded) is not null ? Urgency.Danger
            : AccessWords.IsShutOut(folded, typed.IsOfDoor(), TypedWords.AreOfDigits(known ? text : Strangers.Readable(text))) || (typed.IsOfDoor() && FoldedText.Words(folded).Count <= FewWords) ? Urgency.LockedOut
            : Urgency.Calm;
    }
}
