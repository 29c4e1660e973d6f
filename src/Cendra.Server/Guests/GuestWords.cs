using Cendra.Agent.Prompts;

namespace Cendra.Server.Guests;

/// <summary>The words of the guest's page in one language, all of them from <c>prompts/guest-page.md</c>.</summary>
public sealed class GuestWords(PromptShelf shelf, GuestLanguage language)
{
    /// <summary>Name of the file.</summary>
    public const string Book = "guest-page";

    /// <summary>What it is said in.</summary>
    public GuestLanguage Language => language;

    /// <summary>
    /// A text with its places filled. What stands in a place may run the other way than the words around it ("Carrer de Verdi 48" in Arabic): it is isolated, so that neither reorders the other.
    /// </summary>
    public string Say(string key, params (string Place, string Value)[] places) => shelf.Book(Book).Text(language.Code, key)
        .Fill(places.ToDictionary(p => p.Place, p => language.IsRightToLeft ? $"\u2068{p.Value}\u2069" : p.Value, StringComparer.Ordinal));
}
