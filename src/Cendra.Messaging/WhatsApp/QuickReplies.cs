using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.WhatsApp;

/// <summary>A button under a message.</summary>
/// <param name="Id">What comes back when it is tapped.</param>
/// <param name="Title">What stands on it.</param>
public sealed record QuickReply(string Id, string Title);

/// <summary>
/// The buttons under messages that bring a code, and what a tap means. A tap becomes words that the rules know, in a language in which Cendra answers: whoever stands outside is understood
/// whatever language the button was in. The words on them stand in <c>prompts/quick-replies.md</c>; nothing that a guest wrote waits for that file.
/// </summary>
public sealed class QuickReplies(PromptShelf shelf, ILogger<QuickReplies>? log = null)
{
    /// <summary>So many characters WhatsApp shows on a button (Meta, interactive reply buttons).</summary>
    public const int LongestTitle = 20;

    internal const string BookName = "quick-replies";
    private const string CodeFails = "code-fails";
    private const string Person = "person";

    /// <summary>How the ids of these buttons begin: an owner's own texts may have buttons too.</summary>
    private const string Own = "cendra:";

    /// <summary>What a tap means, in the languages of basic replies. Not the button's own words: the rules must know them whatever an owner writes there.</summary>
    private static readonly Dictionary<string, Dictionary<string, string>> Meanings = new(StringComparer.Ordinal)
    {
        [CodeFails] = new(StringComparer.Ordinal)
        {
            ["en"] = "My code is not working.", ["es"] = "Mi código no funciona.", ["de"] = "Mein Code funktioniert nicht.", ["fr"] = "Mon code ne fonctionne pas.",
            ["it"] = "Il mio codice non funziona.", ["pt"] = "O meu código não funciona.", ["tr"] = "Kodum çalışmıyor.", ["zh"] = "我的门码打不开门。", ["ja"] = "コードでドアが開きません。", ["ar"] = "رمزي لا يعمل.",
        },
        [Person] = new(StringComparer.Ordinal)
        {
            ["en"] = "I would like to speak with a person.", ["es"] = "Quiero hablar con una persona.", ["de"] = "Ich möchte mit einem Menschen sprechen.", ["fr"] = "Je voudrais parler à une personne.",
            ["it"] = "Vorrei parlare con una persona.", ["pt"] = "Gostaria de falar com uma pessoa.", ["tr"] = "Bir yetkiliyle görüşmek istiyorum.", ["zh"] = "我想和真人说话。", ["ja"] = "担当者と話したいです。", ["ar"] = "أريد التحدث مع شخص.",
        },
    };

    /// <summary>What "my code is not working" means wherever it is tapped, in this language; English where Cendra answers in none.</summary>
    public static string CodeFailsIn(string language) => Meanings[CodeFails][Languages.OrEnglish(language)];

    /// <summary>The buttons of a kind of message in this language; none for most. Throws <see cref="PromptException"/> when their file is missing or cannot be used.</summary>
    public IReadOnlyList<QuickReply> Under(string kind, string language) => kind is TemplateKind.EntryDetails or TemplateKind.CodeChanged
        ? [.. new[] { CodeFails, Person }.Select(id => new QuickReply(Own + id, Title(id, language)))]
        : [];

    /// <summary>
    /// What somebody meant who tapped, in this language; null = it was none of these buttons. Without <paramref name="payload"/> it is known by its words: Twilio's list shows no more of a tap
    /// whose webhook was lost, and whoever types them means the same.
    /// </summary>
    public string? Meaning(string payload, string text, string language)
    {
        var id = payload.StartsWith(Own, StringComparison.Ordinal) ? payload[Own.Length..] : payload.Length > 0 ? "" : NameOf(text.Trim());
        return Meanings.GetValueOrDefault(id)?[Languages.OrEnglish(language)];
    }

    private string NameOf(string text)
    {
        if (text.Length is 0 or > LongestTitle)
        {
            return "";
        }

        try
        {
            var book = shelf.Book(BookName);
            return book.Keys.FirstOrDefault(key => book.Languages.Any(language => string.Equals(book.Text(language, key).Raw, text, StringComparison.OrdinalIgnoreCase))) ?? "";
        }
        catch (PromptException unusable)
        {
            log?.LogWarning("Buttons are known by their ids alone: {Why}", unusable.Message);
            return "";
        }
    }

    private string Title(string id, string language) => shelf.Book(BookName).Text(language, id) is { Raw.Length: <= LongestTitle, Places.Count: 0 } title
        ? title.Raw
        : throw new PromptException($"prompts/{BookName}.md: the words of '{id}' in '{language}' must have at most {LongestTitle} characters and no place.");
}
