using Cendra.Knowledge.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Cendra.Agent.Prompts;

/// <summary>
/// One Markdown file of the folder <c>prompts</c>, which an owner edits without C#. A heading that is a language ("en") begins the text in that language; a heading before it
/// names the text where a file holds several. What stands above the first such heading is a note for whoever edits, and is never sent.
/// </summary>
public sealed class PromptBook
{
    private readonly string _name;
    private readonly Dictionary<(string Key, string Language), PromptText> _texts = [];

    private PromptBook(string name) => _name = name;

    /// <summary>The languages in which every text of this file exists.</summary>
    public IReadOnlyList<string> Languages => [.. _texts.Keys.Select(k => k.Language).Distinct(StringComparer.Ordinal).Where(HasAll)];

    /// <summary>The names of the texts; one empty name where the file holds a single text.</summary>
    public IReadOnlyList<string> Keys => [.. _texts.Keys.Select(k => k.Key).Distinct(StringComparer.Ordinal)];

    /// <summary>Reads a file's content. Throws <see cref="PromptException"/> that names file and heading when a text stands twice, is empty or misses in a language.</summary>
    public static PromptBook Read(string name, string markdown)
    {
        var book = new PromptBook(name);
        foreach (var part in Parts(markdown))
        {
            book.Add(part.Key, part.Language, markdown[part.From..part.Until].Trim());
        }

        return book.Complete();
    }

    /// <summary>Where each text of a file stands, its headings left out.</summary>
    internal static IEnumerable<(string Key, string Language, int From, int Until)> Parts(string markdown)
    {
        var headings = Markdown.Parse(markdown).OfType<HeadingBlock>().ToList();
        var key = "";
        for (var i = 0; i < headings.Count; i++)
        {
            var title = Title(headings[i]);
            if (!LanguageTag.IsKnown(title))
            {
                key = headings[i].Level == 1 ? "" : title;
                continue;
            }

            yield return (key, title, headings[i].Span.End + 1, i + 1 < headings.Count ? headings[i + 1].Span.Start : markdown.Length);
        }
    }

    /// <summary>The text in this language, or in English where the file does not have that language.</summary>
    public PromptText Text(string language, string key = "") =>
        _texts.GetValueOrDefault((key, Primary(language))) ?? _texts.GetValueOrDefault((key, "en"))
            ?? throw new PromptException($"prompts/{_name}.md has no text '{key}' in English.");

    /// <summary>The language in which <see cref="Text"/> answers for this one.</summary>
    public string LanguageFor(string language) => Languages.Contains(Primary(language), StringComparer.Ordinal) ? Primary(language) : "en";

    /// <summary>
    /// This file over the one that ships: where this one misses a text or a language, or names a place that nobody fills, the words that ship stand.
    /// </summary>
    internal PromptBook Over(PromptBook shipped)
    {
        var book = new PromptBook(_name);
        foreach (var ((key, language), text) in shipped._texts)
        {
            book._texts[(key, language)] = _texts.TryGetValue((key, language), out var own) && own.Places.All(shipped.PlacesOf(key).Contains) ? own : text;
        }

        return book;
    }

    /// <summary>The places of a text in any language.</summary>
    public IReadOnlySet<string> PlacesOf(string key) => _texts.Where(t => t.Key.Key == key).SelectMany(t => t.Value.Places).ToHashSet(StringComparer.Ordinal);

    /// <summary>The languages that a text is written in.</summary>
    public IReadOnlyList<string> LanguagesOf(string key) => [.. _texts.Keys.Where(k => k.Key == key).Select(k => k.Language)];

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();

    private static string Title(HeadingBlock heading) =>
        string.Concat(heading.Inline?.Descendants<LiteralInline>().Select(l => l.Content.ToString()) ?? []).Trim();

    private void Add(string key, string language, string text)
    {
        if (text.Length == 0)
        {
            throw new PromptException($"prompts/{_name}.md: the text '{key}' is empty in '{language}'.");
        }

        if (!_texts.TryAdd((key, language), new PromptText($"prompts/{_name}.md", text)))
        {
            throw new PromptException($"prompts/{_name}.md: the text '{key}' stands twice in '{language}'.");
        }
    }

    private PromptBook Complete()
    {
        if (Keys.FirstOrDefault(k => !_texts.ContainsKey((k, "en"))) is { } missing || _texts.Count == 0)
        {
            throw new PromptException($"prompts/{_name}.md has no English text{(_texts.Count == 0 ? "" : $" '{Keys.First(k => !_texts.ContainsKey((k, "en")))}'")}.");
        }

        return this;
    }

    private bool HasAll(string language) => Keys.All(k => _texts.ContainsKey((k, language)));
}

/// <summary>A file of the folder <c>prompts</c> cannot be used; the message says which and what to change.</summary>
public sealed class PromptException(string message) : Exception(message);
