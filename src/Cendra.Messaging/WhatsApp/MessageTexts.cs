using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Agent.Prompts;

namespace Cendra.Messaging.WhatsApp;

/// <summary>
/// The words of the messages that Cendra begins by itself, from the files in <c>prompts</c>. One source for both forms: the free text, and the text that WhatsApp
/// approved, which differs only in its places being numbers. Throws <see cref="PromptException"/> when a file is missing or cannot be used.
/// </summary>
public sealed partial class MessageTexts(PromptShelf shelf)
{
    /// <summary>The longest text that WhatsApp takes with its values filled in.</summary>
    public const int LongestTemplate = 1024;

    private const int LongestValue = 600;

    private readonly QuickReplies _buttons = new(shelf);

    /// <summary>What is never cut: half a code or half a link is worse than another channel.</summary>
    private static readonly string[] Whole = ["codes", "link", "page"];

    /// <summary>The languages in which a kind is written.</summary>
    public IReadOnlyList<string> Languages(string kind) => Book(kind).Languages;

    /// <summary>The language in which a kind will be worded for this one: its own, or English.</summary>
    public string LanguageFor(string kind, string language) => Book(kind).LanguageFor(language);

    /// <summary>The words of a kind in this language, places included.</summary>
    public string Raw(string kind, string language) => Book(kind).Text(language).Raw;

    /// <summary>The names of a kind's places in this language.</summary>
    public IReadOnlyList<string> Places(string kind, string language) => Book(kind).Text(language).Places;

    /// <summary>
    /// The free text. Values may have several lines. Paragraphs and lines all of whose places are empty are left out. Throws <see cref="PromptException"/> for a place
    /// that <paramref name="values"/> does not name.
    /// </summary>
    public string Text(string kind, string language, IReadOnlyDictionary<string, string> values)
    {
        var text = Book(kind).Text(language).Raw;
        var paragraphs = text.Split("\n\n").Where(paragraph => Says(paragraph, values))
            .Select(paragraph => string.Join('\n', paragraph.Split('\n').Where(line => Says(line, values))));
        return new PromptText($"prompts/{TemplateKind.Book(kind)}.md", string.Join("\n\n", paragraphs)).Fill(values);
    }

    /// <summary>The text to be approved: the same words with <c>{{1}}</c>, <c>{{2}}</c> … in the order in which the places appear, and a sample for each.</summary>
    public WhatsAppTemplate Template(string kind, string language)
    {
        var (spoken, text, buttons) = (LanguageFor(kind, language), Book(kind).Text(language), _buttons.Under(kind, LanguageFor(kind, language)));
        var samples = text.Places.Select((place, i) => (Number: Number(i), Sample: TemplateValue.From(TemplateSamples.Of(place, spoken), LongestValue))).ToDictionary(s => s.Number, s => s.Sample, StringComparer.Ordinal);
        var name = $"cendra_{kind.Replace('-', '_')}_{spoken}"; // WhatsApp takes one text under a name: with buttons it is another one.
        return new WhatsAppTemplate(kind, spoken, buttons.Count > 0 ? name + "_buttons" : name, Body(kind, language), text.Places, samples, buttons);
    }

    /// <summary>The words of the text to be approved, places numbered.</summary>
    public string Body(string kind, string language)
    {
        var text = Book(kind).Text(language);
        return text.Fill(text.Places.Select((place, i) => (place, Number: Number(i))).ToDictionary(pair => pair.place, pair => $"{{{{{pair.Number}}}}}", StringComparer.Ordinal));
    }

    /// <summary>
    /// The values of an approved text by number, each made to fit WhatsApp's rules (<see cref="TemplateValue"/>). Long ones are cut until the whole is at most
    /// <see cref="LongestTemplate"/> characters, codes and links never. Call it with what is really sent: with the digits, not their tokens.
    /// </summary>
    /// <returns>Null when it cannot be made to fit: use another channel.</returns>
    public IReadOnlyDictionary<string, string>? TemplateVariables(string kind, string language, IReadOnlyDictionary<string, string> values)
    {
        var text = Book(kind).Text(language);
        text.Fill(values); // names a missing place
        var clean = text.Places.Select(place => TemplateValue.From(values[place], Whole.Contains(place) ? int.MaxValue : LongestValue)).ToArray();
        var over = PlaceShape().Replace(text.Raw, match => clean[IndexOf(text.Places, match.Groups[1].Value)]).Length - LongestTemplate;
        foreach (var i in Enumerable.Range(0, clean.Length).Where(i => !Whole.Contains(text.Places[i])).OrderByDescending(i => clean[i].Length).ToArray())
        {
            if (over > 0)
            {
                var before = clean[i].Length;
                clean[i] = TemplateValue.From(clean[i], Math.Max(TemplateValue.Shortest, before - over));
                over -= before - clean[i].Length;
            }
        }

        return over > 0 ? null : clean.Select((value, i) => (Number(i), value)).ToDictionary(StringComparer.Ordinal);
    }

    private PromptBook Book(string kind) => shelf.Book(TemplateKind.Book(kind));

    private static bool Says(string text, IReadOnlyDictionary<string, string> values)
    {
        var places = PlaceShape().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        return places.Length == 0 || places.Any(place => !values.TryGetValue(place, out var value) || !string.IsNullOrWhiteSpace(value));
    }

    private static int IndexOf(IReadOnlyList<string> places, string place) => places.ToList().IndexOf(place);

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\{\{([a-z][A-Za-z0-9]*)\}\}")]
    private static partial Regex PlaceShape();
}
