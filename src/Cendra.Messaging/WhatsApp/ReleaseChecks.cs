using System.Text.RegularExpressions;
using Cendra.Agent.Prompts;
using Cendra.Knowledge.Secrets;
using Cendra.Messaging.Scheduled;

namespace Cendra.Messaging.WhatsApp;

/// <summary>What keeps a text of a release from being used.</summary>
/// <param name="Name">The file, without <c>.md</c>.</param>
/// <param name="Key">Which of its texts; empty = the only one, or the whole file.</param>
/// <param name="Language">In which language; empty = the whole file.</param>
/// <param name="Words">What to change.</param>
public sealed record TextProblem(string Name, string Key, string Language, string Words);

/// <summary>
/// Holds the words of a release against what code and channels need of them, before any scenario runs: every text in every language in which it ships, the places that are filled and no others, WhatsApp's rules for texts that
/// it approves, the length of buttons, and nothing that looks like a code.
/// </summary>
public static partial class ReleaseChecks
{
    private static readonly Dictionary<string, string> KindOfBook = TemplateKind.All.Concat(TemplateKind.OfChoice).ToDictionary(TemplateKind.Book, k => k, StringComparer.Ordinal);

    /// <summary>Everything that is wrong with what differs from what ships; empty = the release may be judged.</summary>
    public static IReadOnlyList<TextProblem> Of(PromptRelease release) => [.. release.Texts.SelectMany(t => Of(release, t.Key, t.Value)), .. OfPolicy(release.PolicyText)];

    /// <summary>The files whose words WhatsApp approves, and which must be approved again when they change.</summary>
    public static bool IsApprovedByWhatsApp(string name) => KindOfBook.ContainsKey(name) || name == QuickReplies.BookName;

    private static IEnumerable<TextProblem> OfPolicy(string policy)
    {
        if (policy.Length > 0 && Failure(() => HousePolicy.Read(policy)) is { Length: > 0 } why)
        {
            yield return new TextProblem(ShippedTexts.Policy, "", "", why);
        }
    }

    private static IEnumerable<TextProblem> Of(PromptRelease release, string name, string markdown)
    {
        if (!ShippedTexts.Books.TryGetValue(name, out var shipped))
        {
            return [new TextProblem(name, "", "", "Nobody asks for a file of this name.")];
        }

        PromptBook? own = null;
        if (Failure(() => own = PromptBook.Read(name, markdown)) is { Length: > 0 } unreadable)
        {
            return [new TextProblem(name, "", "", unreadable)];
        }

        var forms = new MessageTexts(new PromptShelf(release));
        return own!.Keys.Except(shipped.Keys).Select(key => new TextProblem(name, key, "", $"Nobody asks for a text '{key}'."))
            .Concat(shipped.Keys.SelectMany(key => OfKey(name, key, own, shipped, forms)));
    }

    private static IEnumerable<TextProblem> OfKey(string name, string key, PromptBook own, PromptBook shipped, MessageTexts forms)
    {
        var known = shipped.PlacesOf(key);
        foreach (var language in shipped.LanguagesOf(key).Except(own.LanguagesOf(key)))
        {
            yield return new TextProblem(name, key, language, "The text is missing in this language.");
        }

        foreach (var language in own.LanguagesOf(key))
        {
            var (text, builtIn) = (own.Text(language, key), shipped.Text(language, key));
            var wrong = OfText(text.Raw, builtIn, known, [.. builtIn.Places.Except(text.Places)]);
            if (wrong.Length > 0 || (wrong = text.Raw == builtIn.Raw ? "" : OfForm(name, key, language, text, forms)).Length > 0)
            {
                yield return new TextProblem(name, key, language, wrong);
            }
        }
    }

    private static string OfText(string text, PromptText shipped, IReadOnlySet<string> known, string[] missing)
    {
        var list = string.Join(", ", known.Order(StringComparer.Ordinal).Select(p => $"{{{{{p}}}}}"));
        return text.Length > PromptEdit.Longest ? $"It is longer than {PromptEdit.Longest} characters."
            : text.Contains("[[", StringComparison.Ordinal) || text.Contains("]]", StringComparison.Ordinal) ? "It holds double square brackets, which stand for codes. Codes are put in by Cendra."
            : Braces().Matches(text).Select(m => m.Value).FirstOrDefault(b => !known.Contains(b.Trim('{', '}'))) is { } unknown ? $"Nobody knows the place {unknown}. {(known.Count == 0 ? "This text has none." : $"Known are: {list}.")}"
            : Braces().Replace(text, "").Contains("{{", StringComparison.Ordinal) ? "A place begins with {{ and does not end with }}."
            : missing.Length > 0 ? $"The place {{{{{missing[0]}}}}} is missing. Guests would miss what stands there."
            : text != shipped.Raw && CodeLikeScan.Find(text).Count > CodeLikeScan.Find(shipped.Raw).Count ? "It holds what looks like a code. Codes never stand in a text; Cendra puts them in."
            : "";
    }

    /// <summary>What the channels ask of this text.</summary>
    private static string OfForm(string name, string key, string language, PromptText text, MessageTexts forms)
    {
        if (name == QuickReplies.BookName)
        {
            return text.Raw.Length > QuickReplies.LongestTitle || text.Places.Count > 0 || text.Raw.Contains('\n', StringComparison.Ordinal) ? $"A button has at most {QuickReplies.LongestTitle} characters, one line and no place." : "";
        }

        if (!KindOfBook.TryGetValue(name, out var kind) || key.Length > 0)
        {
            return "";
        }

        var between = Braces().Split(text.Raw);
        var samples = text.Places.ToDictionary(p => p, p => TemplateSamples.Of(p, language), StringComparer.Ordinal);
        return text.Places.Count > 0 && !Array.TrueForAll(between, words => words.Any(char.IsLetter)) ? "WhatsApp takes no text that begins or ends with a place, or in which two places stand side by side: put words there."
            : Failure(() => forms.Text(kind, language, samples)) is { Length: > 0 } unusable ? unusable
            : text.Places.Aggregate(text.Raw, (t, p) => t.Replace($"{{{{{p}}}}}", TemplateValue.From(samples[p], CourtesyTexts.LongestBody), StringComparison.Ordinal)).Length > MessageTexts.LongestTemplate
                ? $"With its values it has more than {MessageTexts.LongestTemplate} characters, which WhatsApp does not take."
            : "";
    }

    private static string Failure(Action use)
    {
        try
        {
            use();
            return "";
        }
        catch (PromptException wrong)
        {
            return wrong.Message;
        }
    }

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex Braces();
}
