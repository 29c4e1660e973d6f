using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>Words that people write for people of the house, where no code may stand: in an escalation, its outcome, a promise. Whether they hold one is not asked; four digits are enough to refuse them.</summary>
public static partial class CodeLikeNumbers
{
    /// <summary>What whoever wrote them is told.</summary>
    public const string Refusal = "Write it without numbers of four or more digits: codes must not stand here.";

    /// <summary>Four digits or more, in any script, however they are set apart.</summary>
    public static bool In(string words) => Digits().IsMatch(words);

    [GeneratedRegex(@"\d(?:[\s.\-]{0,3}\d){3}", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Digits();
}
