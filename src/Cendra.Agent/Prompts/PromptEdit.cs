namespace Cendra.Agent.Prompts;

/// <summary>Puts other words in the place of one text of a file and leaves the rest of it as it stands, headings and notes included.</summary>
public static class PromptEdit
{
    /// <summary>The longest text, in characters.</summary>
    public const int Longest = 8000;

    /// <summary>The file with these words in the place of one text of a language. Throws <see cref="PromptException"/> that says what to change where they would make another text begin, or end this one.</summary>
    public static string Replace(string name, string markdown, string key, string language, string words)
    {
        var text = words.ReplaceLineEndings("\n").Trim();
        if (text.Length is 0 or > Longest)
        {
            throw new PromptException(text.Length == 0 ? "Write some words: a text may not be empty." : $"It is longer than {Longest} characters.");
        }

        if (PromptBook.Parts(markdown).Where(p => p.Key == key && p.Language == language).Select(p => ((int From, int Until)?)(p.From, p.Until)).FirstOrDefault() is not { } place)
        {
            throw new PromptException($"prompts/{name}.md has no text '{key}' in '{language}'.");
        }

        var (before, after) = (markdown[..place.From], markdown[place.Until..]);
        var changed = $"{before}\n\n{text}\n{(after.Length > 0 ? "\n" : "")}{after}";
        return Same(PromptBook.Parts(markdown), PromptBook.Parts(changed)) && PromptBook.Read(name, changed).Text(language, key).Raw == text
            ? changed
            : throw new PromptException("A line of it would begin another text. Lines that begin with # or are underlined with - or = are headings: write them otherwise.");
    }

    private static bool Same(IEnumerable<(string Key, string Language, int From, int Until)> one, IEnumerable<(string Key, string Language, int From, int Until)> other) =>
        one.Select(p => (p.Key, p.Language)).SequenceEqual(other.Select(p => (p.Key, p.Language)));
}
