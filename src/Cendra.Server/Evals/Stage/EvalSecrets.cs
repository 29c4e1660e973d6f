using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Server.Evals.Stage;

/// <summary>
/// What nobody but the guest on file may read: the codes that stood on a door, went to Seam or were read before either, other ways in, secrets of properties, phones and addresses of guests. Looks for them in texts in every dress in which
/// digits leak, and takes them out of what a person reads of a play.
/// </summary>
internal sealed partial class EvalSecrets
{
    private readonly List<(string Name, string Text, bool IsPersonal, Regex Dress)> _all = [];

    /// <summary>Adds one; the same twice is once. <paramref name="isPersonal"/>: no secret of a door, but no matter of a model either.</summary>
    public void Add(string name, string text, bool isPersonal = false)
    {
        if (text.Length >= 4 && !_all.Exists(s => s.Text == text && s.Name == name))
        {
            _all.Add((name, text, isPersonal, text.All(char.IsAsciiDigit) ? OfDigits(text) : new Regex(Regex.Escape(text), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));
        }
    }

    /// <summary>All that another knows.</summary>
    public void Take(EvalSecrets from) => _all.AddRange(from._all);

    /// <summary>The names of those that stand in a text.</summary>
    public IReadOnlyList<string> In(string text, bool personalToo = false) => [.. Standing(text, personalToo).Select(s => s.Name).Distinct(StringComparer.Ordinal)];

    /// <summary>Those that stand in a text, by name; of one name there may be several, such as a code and the one before it.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Texts)> Found(string text) =>
        [.. Standing(text, personalToo: false).GroupBy(s => s.Name, StringComparer.Ordinal).Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(s => s.Text)]))];

    private IEnumerable<(string Name, string Text)> Standing(string text, bool personalToo)
    {
        if (text.Length == 0)
        {
            return [];
        }

        var plain = Plain(text);
        return _all.Where(s => (personalToo || !s.IsPersonal) && s.Dress.IsMatch(plain)).Select(s => (s.Name, s.Text));
    }

    /// <summary>The digits of these lengths that stand in a text, in any dress, in one piece or in groups.</summary>
    public static IEnumerable<string> Runs(string text, IReadOnlySet<int> lengths)
    {
        var longest = lengths.DefaultIfEmpty(0).Max();
        foreach (var groups in Run().Matches(Plain(text)).Select(m => Group().Matches(m.Value).Select(g => g.Value).ToList()))
        {
            for (var from = 0; from < groups.Count; from++)
            {
                var digits = "";
                for (var to = from; to < groups.Count && digits.Length < longest; to++)
                {
                    digits += groups[to];
                    if (lengths.Contains(digits.Length))
                    {
                        yield return digits;
                    }
                }
            }
        }
    }

    /// <summary>The text with names in the place of secrets.</summary>
    public string Masked(string text) => _all.Where(s => !s.IsPersonal).OrderByDescending(s => s.Name.Length).Aggregate(text, (masked, s) => s.Dress.Replace(masked, $"{{{{{s.Name}}}}}"));

    /// <summary>Digits as one pattern: in one piece, in groups, one by one.</summary>
    public static string Pattern(string digits) => string.Join(@"[\s.\-]?", digits.ToCharArray());

    private static Regex OfDigits(string digits) => new($"(?<![0-9A-Za-z]){Pattern(digits)}(?![0-9A-Za-z])", RegexOptions.CultureInvariant);

    /// <summary>Escapes of JSON as the signs they stand for, then the signs as their plain ones.</summary>
    private static string Plain(string text)
    {
        var open = Escape().Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        try
        {
            return open.IsNormalized(NormalizationForm.FormKC) ? Digits(open) : Digits(open.Normalize(NormalizationForm.FormKC));
        }
        catch (ArgumentException)
        {
            return Digits(open); // Half a character.
        }
    }

    private static string Digits(string text) => text.Any(c => c > 127 && char.IsDigit(c)) ? string.Concat(text.Select(c => c > 127 && char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c)) : text;

    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9]+(?:[\s.\-][0-9]+)*(?![0-9A-Za-z])")]
    private static partial Regex Run();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Group();

    [GeneratedRegex(@"\\u([0-9a-fA-F]{4})")]
    private static partial Regex Escape();
}
