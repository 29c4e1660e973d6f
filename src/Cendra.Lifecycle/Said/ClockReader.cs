using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Said;

/// <summary>
/// Finds times of day as people write them: 15:00, 15.00, 15h, 15h30, 15 Uhr 30, 3 pm, 3:30 p.m., "um 15 Uhr", "a las 3 de la tarde", "à 15 h", "alle 15", noon. Lengths of time ("24 h a
/// day", "2 h before"), dates and prices are none. Pure.
/// </summary>
public static partial class ClockReader
{
    private const string Hour = @"(?<h>[01]?\d|2[0-4])";
    private const string Start = @"(?<![\d:.,]|\d )";
    private const string DayPart = @"(?:,? ?(?<day>in the (?:afternoon|evening|morning)|de la (?:tarde|noche|manana)|nachmittags|abends|morgens|vormittags|de l'apres-midi|du (?:soir|matin)|del (?:pomeriggio|mattino)|di (?:sera|mattina)))?";

    /// <summary>The times of a text, in their order.</summary>
    public static IReadOnlyList<SpokenTime> Of(SaidText text) => Of(HarmlessNumbers.Without(text.Plain));

    /// <summary>The times in a text whose harmless numbers are out of sight already.</summary>
    internal static IReadOnlyList<SpokenTime> Of(string plain)
    {
        var found = new List<SpokenTime>();
        foreach (var match in Full().Matches(plain).Concat(Letter().Matches(plain)).Concat(Dot().Matches(plain)).Concat(Marked().Matches(plain).Where(m => !IsLength(plain, m))).Concat(RangeStart().Matches(plain)).Concat(Bare().Matches(plain)))
        {
            Add(found, match);
        }

        foreach (var match in Named().Matches(plain).Where(m => !found.Exists(f => f.Until > m.Index - 3 && f.From < m.Index)))
        {
            var at = match.Groups["noon"].Success ? new TimeOnly(12, 0) : new TimeOnly(0, 0);
            found.Add(new SpokenTime(at) { From = match.Index, Until = match.Index + match.Length });
        }

        return [.. found.OrderBy(f => f.From)];
    }

    private static void Add(List<SpokenTime> found, Match match)
    {
        var hour = match.Groups["h"];
        var until = match.Index + match.Length;
        if (!found.Exists(f => f.From < until && hour.Index < f.Until))
        {
            found.Add(Time(match) with { From = hour.Index, Until = until });
        }
    }

    private static SpokenTime Time(Match match)
    {
        var (written, day) = (match.Groups["h"].Value, match.Groups["day"].Value);
        var half = match.Groups["half"].Success;
        var (hour, minute) = (Number(written) % 24, match.Groups["m"] is { Success: true } minutes ? Number(minutes.Value) : half ? 30 : 0);
        var isLate = match.Groups["ap"].Value is "pm" || Late().IsMatch(day);
        var isEarly = match.Groups["ap"].Value is "am" || (day.Length > 0 && !isLate);
        if (isLate || isEarly)
        {
            return new SpokenTime(new TimeOnly((hour % 12) + (isLate ? 12 : 0), minute));
        }

        return hour is >= 1 and <= 11 && written[0] != '0' ? new SpokenTime(new TimeOnly(hour, minute), new TimeOnly(hour + 12, minute)) : new SpokenTime(new TimeOnly(hour, minute));
    }

    /// <summary>"within 2 h", "24 h a day", "3 hours before" tell how long, not when. What is marked by "pm" or "Uhr" always tells when.</summary>
    private static bool IsLength(string plain, Match match) => match.Groups["long"].Success
        && (match.Groups["h"].Value == "24" || LengthBefore().IsMatch(plain[Math.Max(0, match.Index - 20)..match.Index]) || LengthAfter().IsMatch(plain[(match.Index + match.Length)..]));

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex($@"{Start}{Hour}:(?<m>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?: ?(?<ap>[ap]m)\b)?(?: ?(?:h|uhr|hrs|hs)\b)?{DayPart}")]
    private static partial Regex Full();

    [GeneratedRegex($@"{Start}{Hour} ?(?:h|hs|uhr|heures?) ?(?<m>[0-5]\d)(?!\d| ?[€%])\b")]
    private static partial Regex Letter();

    /// <summary>15.00 with a word that says it is a time, or at a full half or quarter hour.</summary>
    [GeneratedRegex($@"{Start}{Hour}\.(?:(?<m>[0-5]\d)(?!\d|\.\d) ?(?:(?<ap>[ap]m)|uhr|h|hrs|horas)\b|(?<m>00|15|30|45)(?!\d|\.\d| ?(?:km|m|kg|l|%|m2)\b))")]
    private static partial Regex Dot();

    [GeneratedRegex($@"{Start}{Hour} ?(?:(?<ap>[ap]m)|uhr|o' ?clock|o clock|oclock|(?<long>h|hs|hrs|heures?|horas|ore))\b(?<half> (?:y media|et demie|e mezza))?{DayPart}")]
    private static partial Regex Marked();

    /// <summary>"15-22 Uhr", "3 to 10 pm".</summary>
    [GeneratedRegex($@"{Start}{Hour}(?= ?(?:-|bis|to|a|until|e|et|y|and|und) ?(?:las |l')?(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? ?(?:uhr|h|[ap]m|o' ?clock)\b)")]
    private static partial Regex RangeStart();

    /// <summary>A bare hour behind a word that asks for one, and before something that can follow it.</summary>
    [GeneratedRegex($@"\b(?:at|las|a la|alle|dalle|ore|um|gegen|from|until|till|by|before|after|around|about|ab|bis|vor|nach|desde|hasta|after|sulle)(?: (?:las|la|alle|ore|um|about|around))? (?<h>[01]?\d|2[0-3])(?<half> (?:y media|et demie|e mezza))?{DayPart}(?![\d:.,]\d)(?= *(?:$|[,;!?)\n/]|\.(?!\d)|- |(?:and|until|to|till|or|bis|und|oder|y|o|hasta|et|ou|jusqu|e|alle|fino|is|ist|es|est|e'|sharp|on|am|as|punkt|en punto|pile|but|instead|if|you|we)\b))")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(?:(?<noon>noon|midday|mediodia|mezzogiorno|mittags?|(?<![-']|apres )midi)|midnight|medianoche|minuit|mezzanotte|mitternacht)\b")]
    private static partial Regex Named();

    [GeneratedRegex("afternoon|evening|tarde|noche|nachmittags|abends|apres-midi|soir|pomeriggio|sera")]
    private static partial Regex Late();

    [GeneratedRegex(@"\b(?:in|within|innerhalb|en|dans|pendant|durante?|for|wahrend|entro|cada|every|jede|ogni|least|mindestens|menos|moins|fur) (?:von |the |las |les |next |proximas |about |etwa |unas |environ )?$")]
    private static partial Regex LengthBefore();

    [GeneratedRegex(@"\A ?(?:before|antes|vor|avant|prima|after|despues|nach|apres|dopo|a day|al dia|am tag|par jour|al giorno|/ ?\d|spater|later|lang|long)\b")]
    private static partial Regex LengthAfter();
}
