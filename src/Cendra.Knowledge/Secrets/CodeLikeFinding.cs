namespace Cendra.Knowledge.Secrets;

/// <summary>What a code-like find most likely opens.</summary>
public enum CodeLikeKind
{
    Other,
    Wifi,
    Lockbox,
    Alarm,
    Gate,
    Door,
}

/// <summary>
/// A place in a text that looks like a code or a password. It says where, never what: the value is not kept, so that nothing made of a finding can give it away.
/// </summary>
/// <param name="Kind">What it most likely opens.</param>
/// <param name="Start">The first character in the text that was scanned, counted in UTF-16 units.</param>
/// <param name="Length">How many UTF-16 units it takes.</param>
/// <param name="Near">The word it stands near, as it is written in the text.</param>
public sealed record CodeLikeFinding(CodeLikeKind Kind, int Start, int Length, string Near)
{
    /// <summary>For logs and messages: the word alone, no value.</summary>
    public override string ToString() => $"{Kind} (hidden) near '{Near}'";
}
