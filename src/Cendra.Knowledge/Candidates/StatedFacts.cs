using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Knowledge.Candidates;

/// <summary>The times, prices and counts that a sentence states, each as it is compared and shown ("11:00", "20 €", "2 towels"). Pure.</summary>
/// <param name="Times">Times of day as 24-hour clock.</param>
/// <param name="Prices">Amounts with their currency.</param>
/// <param name="Counts">Numbers with the word that they count, by the beginning of that word.</param>
internal sealed partial record StatedFacts(IReadOnlySet<string> Times, IReadOnlySet<string> Prices, IReadOnlyDictionary<string, IReadOnlySet<string>> Counts)
{
    private const int StartOfWord = 5;
    private static readonly HashSet<string> NotCounted = QuestionForms.Set("am pm uhr h hrs hour hours heures heure horas hora ore saat and und et y e bis to a hasta eur euro euros usd dollar dollars pound pounds chf tl lira yen");

    /// <summary>What stands in a text.</summary>
    public static StatedFacts Of(string text)
    {
        var plain = text.ToLowerInvariant();
        var prices = Price().Matches(plain).Select(AsPrice).ToHashSet(StringComparer.Ordinal);
        var rest = Price().Replace(plain, " ");
        var times = Clock().Matches(rest).Select(AsTime).OfType<string>().ToHashSet(StringComparer.Ordinal);
        rest = Clock().Replace(rest, " ");
        var counts = Count().Matches(rest).Select(m => (Number: m.Groups[1].Value.TrimStart('0'), Word: FoldedText.Of(m.Groups[2].Value).Trim())).Where(c => c.Word.Length > 2 && !NotCounted.Contains(c.Word))
            .GroupBy(c => c.Word[..Math.Min(StartOfWord, c.Word.Length)], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlySet<string>)g.Select(c => $"{c.Number} {c.Word}").ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return new StatedFacts(times, prices, counts);
    }

    /// <summary>Where the two say different things: what one says and what the other; null = nowhere. One that says less contradicts nothing.</summary>
    public static (string One, string Other)? Difference(StatedFacts one, StatedFacts other) =>
        Differs(one.Times, other.Times) ?? Differs(one.Prices, other.Prices)
        ?? one.Counts.Where(c => other.Counts.ContainsKey(c.Key)).Select(c => Differs(c.Value, other.Counts[c.Key])).FirstOrDefault(d => d is not null);

    /// <summary>It states nothing that can be compared.</summary>
    public bool IsEmpty => Times.Count == 0 && Prices.Count == 0 && Counts.Count == 0;

    private static (string One, string Other)? Differs(IReadOnlySet<string> one, IReadOnlySet<string> other) =>
        one.Count == 0 || other.Count == 0 || one.IsSubsetOf(other) || other.IsSubsetOf(one) ? null : (Joined(one.Except(other)), Joined(other.Except(one)));

    private static string Joined(IEnumerable<string> facts) => string.Join(", ", facts.Order(StringComparer.Ordinal).Take(3));

    private static string AsPrice(Match match)
    {
        var amount = match.Groups["a"].Success ? match.Groups["a"].Value : match.Groups["b"].Value;
        var unit = match.Groups["u"].Success ? match.Groups["u"].Value : match.Groups["v"].Value;
        var value = decimal.TryParse(amount.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read.ToString("0.##", CultureInfo.InvariantCulture) : amount;
        return $"{value} {unit switch { "eur" or "euro" or "euros" => "€", "usd" or "dollar" or "dollars" => "$", "pound" or "pounds" or "gbp" => "£", "円" or "yen" => "¥", "元" or "块" => "元", "lira" or "₺" => "tl", _ => unit }}";
    }

    private static string? AsTime(Match match)
    {
        var hour = int.Parse(match.Groups["h"].Success ? match.Groups["h"].Value : match.Groups["g"].Success ? match.Groups["g"].Value : match.Groups["k"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture) : 0;
        var half = match.Groups["p"].Success ? match.Groups["p"].Value[0] : match.Groups["q"].Success ? match.Groups["q"].Value[0] : ' ';
        hour = half switch { 'p' when hour < 12 => hour + 12, 'a' when hour == 12 => 0, _ => hour };
        return hour > 24 || minute > 59 ? null : string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");
    }

    [GeneratedRegex(@"(?<u>€|\$|£|¥|₺|\b(?:eur|euro|euros|usd|gbp|chf)\b)\s?(?<a>\d{1,5}(?:[.,]\d{1,2})?)|(?<b>\d{1,5}(?:[.,]\d{1,2})?)\s?(?<v>€|\$|£|¥|₺|円|元|块|(?:euros?|eur|usd|dollars?|pounds?|gbp|chf|tl|lira|yen)\b)")]
    private static partial Regex Price();

    /// <summary>11:00, 11.30, 11h30, 11 am, 11 Uhr, 11h, 11点.</summary>
    [GeneratedRegex(@"(?<!\d)(?<h>[01]?\d|2[0-4])[:.h](?<m>[0-5]\d)(?!\d)(?:\s?(?<p>[ap])\.?m\b\.?)?|(?<!\d)(?<g>1[0-2]|0?\d)\s?(?<q>[ap])\.?m\b|(?<!\d)(?<k>[01]?\d|2[0-4])\s?(?:uhr\b|h\b|heures?\b|点|點|時)")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<![\d.,:])(\d{1,3})\s+(\p{L}{3,})")]
    private static partial Regex Count();
}
