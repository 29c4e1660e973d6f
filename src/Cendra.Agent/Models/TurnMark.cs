using System.Security.Cryptography;

namespace Cendra.Agent.Models;

/// <summary>
/// A word that is new in every turn and closes in what others wrote, so that no text can end its own frame and go on as a rule. What stands in a frame never holds the word: it is taken out of it.
/// </summary>
internal sealed class TurnMark(string word)
{
    private const int Letters = 12;
    private const string Alphabet = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>Letters alone, and no word of any language.</summary>
    public string Word => word;

    public static TurnMark New(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[Letters];
        random.GetBytes(bytes);
        return new TurnMark(string.Create(Letters, bytes, (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = Alphabet[from[i] % Alphabet.Length];
            }
        }));
    }

    /// <summary>A text of the host.</summary>
    public string House(string text) => Framed("house", text);

    /// <summary>A text of the guest.</summary>
    public string Guest(string text) => Framed("guest", text);

    /// <summary>The word stands in it.</summary>
    public bool IsIn(string text) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private string Framed(string whose, string text) => $"<<< {whose} {word}\n{Without(text)}\n{word} >>>";

    /// <summary>Taken out again and again: what is left when it is gone may make it anew.</summary>
    private string Without(string text) => IsIn(text) ? Without(text.Replace(word, "", StringComparison.OrdinalIgnoreCase)) : text;
}
