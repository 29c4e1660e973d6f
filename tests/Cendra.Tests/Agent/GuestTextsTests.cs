using System.Text;
using System.Text.RegularExpressions;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Tests.Architecture;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Everything that guests may read stands in all its languages with the same places, and on one page for whoever reviews it: <c>docs/guest-texts.md</c>.</summary>
public sealed partial class GuestTextsTests
{
    private const string Rewrite = "CENDRA_WRITE_GUEST_TEXTS";
    private const string Command = $"{Rewrite}=1 dotnet test tests/Cendra.Tests --filter FullyQualifiedName~GuestTextsTests";

    /// <summary>Read by hosts or by a model.</summary>
    private static readonly string[] NotForGuests = ["guest-agent", "host-called", "host-day", "host-translation", "not-ready"];

    /// <summary>What answers guests answers in the languages that are understood; what is sent by itself and shown on pages is written in two more.</summary>
    private static readonly string[] OfAnswers = ["basic-replies", "lock-out", "time-change", "which-stay"];
    private static readonly string[] WrittenToo = ["nl", "ru"];

    private static readonly string[] Order = ["en", "es", "fr", "de", "it", "pt", "tr", "zh", "ja", "ar", "nl", "ru"];

    private static string Page => Path.Combine(Repository.Root, "docs", "guest-texts.md");

    [Fact]
    public void Every_text_for_guests_stands_in_every_language_with_the_same_places()
    {
        var wrong = new List<string>();
        foreach (var (name, content, book) in Books())
        {
            var wanted = OfAnswers.Contains(name) ? Languages.Supported : [.. Languages.Supported, .. WrittenToo];
            wrong.AddRange(Heading().Matches(content).Select(m => m.Groups[1].Value).Distinct().Concat(wanted).Distinct().Where(l => !book.Languages.Contains(l)).Select(l => $"{name}: not all of it stands in {l}"));
            foreach (var key in book.Keys)
            {
                var places = string.Join(' ', book.Text("en", key).Places.Order(StringComparer.Ordinal));
                wrong.AddRange(book.Languages.Where(l => string.Join(' ', book.Text(l, key).Places.Order(StringComparer.Ordinal)) != places).Select(l => $"{name}, '{key}': other places in {l}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void The_page_of_all_texts_is_in_step_with_the_prompts()
    {
        var page = Written();
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(Page, page);
        }

        Assert.True(File.Exists(Page) && File.ReadAllText(Page).ReplaceLineEndings("\n") == page, $"docs/guest-texts.md is out of step with prompts/. Rewrite it with: {Command}");
    }

    private static string Written()
    {
        var page = new StringBuilder($"""
            # What guests may read

            Every text that Cendra sends or shows to guests by itself, in all its languages, for whoever reviews it. Nobody edits this page: change the files in `prompts/`, then run
            `{Command}`. Where a text has several lines, they are parted by ` / `; two braces around a name are a place that is filled in.

            """.ReplaceLineEndings("\n"));
        foreach (var (name, _, book) in Books())
        {
            page.Append($"\n## {name}\n");
            foreach (var key in book.Keys)
            {
                page.Append(key.Length > 0 ? $"\n### {key}\n\n" : "\n");
                foreach (var language in book.Languages.OrderBy(l => Array.IndexOf(Order, l)))
                {
                    page.Append($"- `{language}` {string.Join(" / ", book.Text(language, key).Raw.Split('\n').Where(l => l.Trim().Length > 0))}\n");
                }
            }
        }

        return page.ToString();
    }

    private static IEnumerable<(string Name, string Content, PromptBook Book)> Books() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "prompts"), "*.md")
        .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Content: File.ReadAllText(file).ReplaceLineEndings("\n")))
        .Where(f => !NotForGuests.Contains(f.Name)).OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => (f.Name, f.Content, PromptBook.Read(f.Name, f.Content)));

    [GeneratedRegex(@"^#+ ([a-z]{2})$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
