using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>Finds names and addresses of the house's other properties: a guest of one place hears of none but what the host wrote for that guest.</summary>
internal static class PlaceCheck
{
    private const int Shortest = 4;

    /// <summary>One of them stands in the text and not in what the model was told.</summary>
    public static bool FindsOther(string text, IReadOnlyList<string> others, string known)
    {
        if (others.Count == 0)
        {
            return false;
        }

        var (said, told) = (InWords(text), InWords(known));
        return others.SelectMany(Parts).Any(part => Stands(part, text, said) && !told.Contains(InWords(part), StringComparison.Ordinal));
    }

    /// <summary>A name of one word may be a word of the language ("Studio"): it counts as it is written, capitals and all.</summary>
    private static bool Stands(string part, string text, string said)
    {
        var words = InWords(part);
        return words.Trim().Length >= Shortest && said.Contains(words, StringComparison.Ordinal)
            && (words.Trim().Contains(' ', StringComparison.Ordinal) || (part.Any(char.IsUpper) && text.Contains(part, StringComparison.Ordinal)));
    }

    /// <summary>The whole, and of an address what stands before the first comma, where it is more than one word.</summary>
    private static IEnumerable<string> Parts(string place)
    {
        var first = place.Split(',')[0].Trim();
        return first.Length < place.Trim().Length && first.Contains(' ', StringComparison.Ordinal) ? [place.Trim(), first] : [place.Trim()];
    }

    private static string InWords(string text) => $" {string.Join(' ', FoldedText.Words(FoldedText.Of(text)))} ";
}
