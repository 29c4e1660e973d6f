using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>
/// Digits in a text that may be a door code, as their keyed hash alone. Not a record, and without the digits: nothing that holds one can tell a code.
/// </summary>
public sealed class SpokenCode(string hash, bool saysCode)
{
    /// <summary>Keyed hash of the digits.</summary>
    public string Hash { get; } = hash;

    /// <summary>The text calls it a code, or it stands alone: it is meant to be one, whether or not a door knows it.</summary>
    public bool SaysCode { get; } = saysCode;
}

/// <summary>
/// Finds what may be a code: 4 to 8 digits in any script, spaced, dashed, dotted or spelled out. Times, dates, prices, years, telephone numbers and what a text calls a number of something
/// else are none; five digits and more that a lock knows are one wherever they stand.
/// </summary>
public static partial class SpokenCodes
{
    private const int Shortest = 4;
    private const int Longest = 8;
    private const int Unmistakable = 5;
    private const int LooksBack = 48;

    private static readonly Dictionary<string, char> Words = Spelled(
        "zero oh null cero", "one uno una eins un une", "two dos zwei zwo deux due", "three tres drei trois tre", "four cuatro vier quatre quattro", "five cinco funf fuenf cinq cinque",
        "six seis sechs sei", "seven siete sieben sept sette", "eight ocho acht huit otto", "nine nueve neun neuf nove");

    /// <summary>All of them; <paramref name="hash"/> makes the keyed hash of ASCII digits.</summary>
    public static IReadOnlyList<SpokenCode> Of(SaidText text, Func<string, string> hash)
    {
        var reachable = Named().Replace(HarmlessNumbers.WithoutWaysToReach(text.Plain), m => string.Join(' ', Word().Matches(m.Value).Select(w => Words[w.Value])));
        var bare = Years(Clock().Replace(HarmlessNumbers.Without(reachable), m => new string(' ', m.Length)));
        var found = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var run in Runs().Matches(reachable).Cast<Match>())
        {
            foreach (var digits in Pieces(run.Value).Where(d => d.Length >= Unmistakable))
            {
                found.TryAdd(digits, false);
            }
        }

        foreach (var run in Runs().Matches(bare).Cast<Match>())
        {
            var means = MeansCode(bare, run);
            foreach (var digits in Pieces(run.Value).Where(_ => means || run.Index == 0 || !char.IsLetter(bare[run.Index - 1])))
            {
                found[digits] = found.GetValueOrDefault(digits) || (means && digits.Length == run.Value.Count(char.IsAsciiDigit));
            }
        }

        return [.. found.Select(f => new SpokenCode(hash(f.Key), f.Value))];
    }

    /// <summary>Neighbouring groups of a run, joined, as far as they are as long as a code; of six digits and more also those inside a longer group.</summary>
    private static IEnumerable<string> Pieces(string run)
    {
        var groups = Group().Matches(run).Select(m => m.Value).ToList();
        for (var from = 0; from < groups.Count; from++)
        {
            var joined = "";
            for (var to = from; to < groups.Count && joined.Length + groups[to].Length <= Longest; to++)
            {
                joined += groups[to];
                if (joined.Length >= Shortest)
                {
                    yield return joined;
                }
            }
        }

        foreach (var digits in groups.Where(g => g.Length > Unmistakable + 1))
        {
            for (var length = Unmistakable + 1; length < Math.Min(digits.Length, Longest + 1); length++)
            {
                for (var from = 0; from + length <= digits.Length; from++)
                {
                    yield return digits.Substring(from, length);
                }
            }
        }
    }

    private static bool MeansCode(string text, Match run)
    {
        var digits = run.Value.Count(char.IsAsciiDigit);
        if (digits is < Shortest or > Longest)
        {
            return false;
        }

        var before = text[Math.Max(0, run.Index - LooksBack)..run.Index];
        var after = text[(run.Index + run.Length)..Math.Min(text.Length, run.Index + run.Length + 30)];
        var line = text[(text.LastIndexOf('\n', Math.Max(0, run.Index - 1)) + 1)..run.Index];
        var alone = line.All(c => !char.IsLetterOrDigit(c)) && after.Split('\n')[0].All(c => !char.IsLetterOrDigit(c));
        return alone || (!SomethingElse().IsMatch(before) && (CodeBefore().IsMatch(before) || CodeAfter().IsMatch(after)));
    }

    /// <summary>A year of this time, unless it is called a code.</summary>
    private static string Years(string text) => Year().Replace(text, m => CodeBefore().IsMatch(text[Math.Max(0, m.Index - LooksBack)..m.Index]) ? m.Value : "    ");

    private static Dictionary<string, char> Spelled(params string[] lines) =>
        lines.SelectMany((line, digit) => line.Split(' ').Select(word => (word, (char)('0' + digit)))).ToDictionary(w => w.word, w => w.Item2, StringComparer.Ordinal);

    private const string Digit = "zero|oh|null|cero|one|uno|una|eins|une?|two|dos|zwei|zwo|deux|due|three|tres|drei|trois|tre|four|cuatro|vier|quatre|quattro|five|cinco|funf|fuenf|cinq|cinque|six|seis|sechs|sei|seven|siete|sieben|sept|sette|eight|ocho|acht|huit|otto|nine|nueve|neun|neuf|nove";

    [GeneratedRegex($@"\b(?:{Digit})(?:[ ,.\-]{{1,3}}(?:{Digit})){{3,7}}\b")]
    private static partial Regex Named();

    [GeneratedRegex($@"\b(?:{Digit})\b")]
    private static partial Regex Word();

    /// <summary>Digits with at most three characters between them that are neither letter nor digit.</summary>
    [GeneratedRegex(@"\d(?:[^\p{L}\d\n]{0,3}\d){3,}")]
    private static partial Regex Runs();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Group();

    [GeneratedRegex(@"(?<![\d:.-])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])|(?<![\d.-])(?:[01]?\d|2[0-4]) ?h ?[0-5]\d(?!\d)|(?<![\d:.-])(?:[01]?\d|2[0-4])\.[0-5]\d(?= ?(?:uhr|h|[ap]m)\b|(?<=00|15|30|45)(?!\.?\d))")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<!\d[ .-]?)(?:19[5-9]|20[0-4])\d(?![ .-]?\d)")]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:\w*codes?|\bpins?|\bpasscode|\bcodigos?|\bclaves?|\bcodice|\bcodici|\bcombinat\w+|\bkombination|\bcombinacion|\bcombinaison|\bcombinazione|\bkeypad|\b(?:type|enter|press|dial|tippen|eingeben|tippe|gib|geben sie|teclea|marca|introduce|pulsa|tapez|composez|saisissez|digita|inserisci|premi))\b[^\d\n.!?]{0,28}$")]
    private static partial Regex CodeBefore();

    [GeneratedRegex(@"\A[^\d\n.!?]{0,16}(?:\b\w*codes?|\bpins?|\bcodigo|\bcodice|\bclave)\b")]
    private static partial Regex CodeAfter();

    /// <summary>Numbers and codes of other things, named closer before it than any door code.</summary>
    [GeneratedRegex(@"(?:wi-?fi|wlan|network|netzwerk|red|reseau|rete|ssid|passwor[dt]|contrasena|mot de passe|booking|buchung\w*|reserv\w*|prenotazione|confirm\w*|bestatigung\w*|conferma|invoice|rechnung\w*|factura|facture|fattura|order|ticket|flight|flug\w*|vuelo|vol|volo|train|zug|tren|bus|line|linie|linea|ligne|post(?:al|codes?)?|zipcode|postleitzahl|zip|plz|cap|cp|area|room|zimmer|habitacion|chambre|camera|street|strasse|calle|carrer|rue|via|avenida|licen[cs]e|licencia|registration|registro|tourist\w*|vat|iban|country|promo\w*|discount|rabatt\w*|descuento|year|jahr|ano|annee|anno|reference|referenz|referencia|tax|id)\b[^\n.!?]{0,24}$")]
    private static partial Regex SomethingElse();
}
