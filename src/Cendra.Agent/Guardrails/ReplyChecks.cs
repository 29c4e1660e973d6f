using System.Text;
using System.Text.RegularExpressions;
using Cendra.Agent.Language;
using Cendra.Agent.Plugins;

namespace Cendra.Agent.Guardrails;

/// <summary>What a draft is held against.</summary>
/// <param name="Tokens">The tokens granted in this turn, as they stand in a text.</param>
/// <param name="Known">All that the model was told in this turn by the house: facts and answers of tools.</param>
/// <param name="Done">What tools did in this turn.</param>
/// <param name="NowUtc">Now.</param>
internal sealed record DraftFacts(IReadOnlyList<string> Tokens, ToldText Known, IReadOnlySet<Deed> Done, DateTimeOffset NowUtc)
{
    /// <summary>Names and addresses of other properties.</summary>
    public IReadOnlyList<string> OtherPlaces { get; init; } = [];

    /// <summary>The language that it must be in; empty = any.</summary>
    public string Language { get; init; } = "";

    /// <summary>What it may say; null = anything.</summary>
    public BackingCheck? Backing { get; init; }

    /// <summary>How many characters it may have.</summary>
    public int Longest { get; init; } = ReplyChecks.Longest;
}

/// <summary>
/// What a text of a model must pass before a guest reads it. They do not protect codes: the model has none. They keep back made-up codes, forged tokens, links and promises that
/// no deed stands behind.
/// </summary>
internal static partial class ReplyChecks
{
    private static readonly char[] Closing = ['.', ',', ';', ':', '!', '?', ')', '"'];

    /// <summary>Longest text, in characters.</summary>
    public const int Longest = 1500;

    /// <summary>Why the text must not leave, in words for the model and without any of its text; null = it may.</summary>
    public static string? Of(string text, DraftFacts facts)
    {
        if (text.Trim().Length == 0)
        {
            return "It is empty.";
        }

        if (text.Length > Longest * 4)
        {
            return TooLong(facts.Longest); // Not even looked at.
        }

        var bare = facts.Tokens.Aggregate(text, (t, token) => t.Replace(token, " (code) ", StringComparison.Ordinal)).Normalize(NormalizationForm.FormKC);
        return bare.Contains("[[", StringComparison.Ordinal) || bare.Contains("]]", StringComparison.Ordinal) || BareToken().IsMatch(bare) ? "It holds a token that GetAccessCode did not give in this turn, or one without its double square brackets."
            : DigitCheck.FindsCode(bare, facts.Known, facts.NowUtc) || DisguiseCheck.FindsCode(bare, facts.Known) ? "It holds digits that look like a code or a number that no tool gave."
            : DigitCheck.FindsUntoldPrice(bare, facts.Known) ? "It names a price that no source gives."
            : ClockCheck.FindsUntoldTime(bare, facts.Known) ? "It names a clock time that no tool gave."
            : Link().Matches(bare).Any(m => !facts.Known.Text.Contains(m.Value.TrimEnd(Closing), StringComparison.OrdinalIgnoreCase)) ? "It holds a link or a mail address."
            : PlaceCheck.FindsOther(bare, facts.OtherPlaces, facts.Known.Text) ? "It speaks of another place of the house."
            : !bare.Any(char.IsLetter) || NoWord().IsMatch(bare) ? "It is not in words that a guest can read."
            : PromiseCheck.Of(bare, facts.Done) ?? facts.Backing?.Of(text) ?? OfForm(text, facts);
    }

    /// <summary>A link or a mail address stands in it.</summary>
    public static bool HoldsLink(string text) => Link().IsMatch(text.Normalize(NormalizationForm.FormKC));

    private static string? OfForm(string text, DraftFacts facts) =>
        facts.Language is { Length: > 0 } wanted && Languages.Of(text, wanted) is var spoken && spoken != wanted && spoken != Languages.Other ? $"It is not in {LanguageNames.Of(wanted)}."
        : text.Length > facts.Longest ? TooLong(facts.Longest) : null;

    private static string TooLong(int longest) => $"It is longer than {longest} characters.";

    [GeneratedRegex(@"\b(?i:code|wifi|lockbox|alarm|gate|secret|typed)\s?:\s?[A-Z0-9]{4,}\b|\[\s*(?i:code|wifi|lockbox|alarm|gate|secret)\b")]
    private static partial Regex BareToken();

    /// <summary>More letters in a row than any word of the four languages has.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}\d+=]{36,}", RegexOptions.NonBacktracking)]
    private static partial Regex NoWord();

    [GeneratedRegex(@"\b(?:https?|hxxps?|ftp)\s?:\s?//\S*|\bwww\s?\.\s?\S+|\S+@\S+\.\S+|\b[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:com|net|org|io|app|me|co|info|biz|eu|es|de|fr|it|pt|uk|us|ly|gl|gg|to|cc|tv|link|xyz|site|online|top|club|shop|dev|ai|ru|cn|page|web|click|live|tk|gd|ws)(?:/\S*)?(?![\p{L}\d])", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
