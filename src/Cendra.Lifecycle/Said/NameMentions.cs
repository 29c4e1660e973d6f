using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>
/// Which of these names a text speaks of: whole words, with the capital that a name begins with. Names that are only words for a door ("Street door") or stand in a name of one's own say
/// nothing; a name of digits alone counts behind a word such as "room". Pure.
/// </summary>
internal static partial class NameMentions
{
    private const int Shortest = 3;

    /// <summary>The names that are spoken of, as they are written in the house.</summary>
    public static IEnumerable<string> Of(SaidText text, IEnumerable<string> names, IReadOnlyCollection<string> own)
    {
        var ours = own.Select(o => $" {Words(SaidText.Of(o).Plain)} ").ToList();
        foreach (var name in names)
        {
            var folded = SaidText.Of(name.Trim());
            var words = Words(folded.Plain);
            if (words.Length >= Shortest && !IsGeneric(words) && !ours.Exists(o => o.Contains($" {words} ", StringComparison.Ordinal)) && Stands(text, folded.Cased))
            {
                yield return name.Trim();
            }
        }
    }

    private static bool Stands(SaidText text, string name)
    {
        for (var at = text.Plain.IndexOf(name.ToLowerInvariant(), StringComparison.Ordinal); at >= 0; at = text.Plain.IndexOf(name.ToLowerInvariant(), at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            var whole = (at == 0 || !char.IsLetterOrDigit(text.Plain[at - 1])) && (end == text.Plain.Length || !char.IsLetterOrDigit(text.Plain[end]));
            var likeAName = !char.IsUpper(name[0]) || char.IsUpper(text.Cased[at]);
            if (whole && likeAName && (name.Any(char.IsLetter) || Room().IsMatch(text.Plain[..at])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Words(string plain) => string.Join(' ', Word().Matches(plain).Select(m => m.Value));

    private static bool IsGeneric(string words) => Generic().IsMatch(words);

    [GeneratedRegex(@"[\p{L}\d]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:room|flat|apartment|apt|unit|door|studio|suite|zimmer|wohnung|tur|apartamento|piso|habitacion|puerta|estudio|chambre|appartement|porte|camera|appartamento|porta)\.?\s$")]
    private static partial Regex Room();

    [GeneratedRegex(@"\A(?:(?:the|la|le|el|il|lo|of|de|del|della|du|der|die|das|front|back|rear|main|inner|outer|street|side|garden|house|building|flat|apartment|room|unit|cabin|studio|doors?|gates?|garage|entrance|entry|lobby|lift|elevator|cellar|bike|roof|terrace|haustur|wohnungstur|hoftur|eingangstur|eingang|hauseingang|hintereingang|tor|garten|keller|wohnung|tur|haus|strasse|puerta|portal|porton|calle|entrada|principal|piso|apartamento|habitacion|casa|jardin|garaje|verja|porte|rue|entree|portail|immeuble|appartement|maison|jardin|cave|porta|portone|ingresso|cancello|strada|appartamento|box)\s?)+\z")]
    private static partial Regex Generic();
}
