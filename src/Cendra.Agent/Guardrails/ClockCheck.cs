using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>Finds clock times that nobody told the model: "you can check in at 12" is a promise that no rule made.</summary>
internal static partial class ClockCheck
{
    public static bool FindsUntoldTime(string text, ToldText known) => Times(PlainDigits.Of(text)) is { Count: > 0 } said && !said.IsSubsetOf(Times(known.Digits));

    private static HashSet<TimeOnly> Times(string digits)
    {
        var plain = DigitCheck.WithoutPricesAndDates(digits);
        return Full().Matches(plain).Concat(Hour().Matches(plain)).Concat(HourOfSigns().Matches(plain)).Concat(HourInArabic().Matches(plain)).Select(Of).Concat(Noon().IsMatch(plain) ? [new TimeOnly(12, 0)] : []).ToHashSet();
    }

    /// <summary>How the word for the second half of a day begins: p.m., 下午, 晚上, 午後, 夜, مساء, عصرا, ليلا.</summary>
    private const string Late = "p下晚午夜معل";

    private static TimeOnly Of(Match match)
    {
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture) % 24;
        var half = match.Groups["half"].Value;
        var isLate = half.Length > 0 && Late.Contains(half[0]);
        hour = isLate && hour < 12 ? hour + 12 : half.Length > 0 && !isLate && hour == 12 ? 0 : hour;
        return new TimeOnly(hour, match.Groups["m"] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : match.Groups["past"].Success ? 30 : 0);
    }

    [GeneratedRegex(@"(?<![\d:])(?<h>[01]?\d|2[0-3])(?::| ?h ?|\.)(?<m>[0-5]\d)(?!\d|\.\d)(?:\s?(?<half>[ap])\.?m)?")]
    private static partial Regex Full();

    [GeneratedRegex(@"(?<![\d:.])(?<h>[01]?\d|2[0-3])\s?(?:(?<half>[ap])\.?m\b|uhr\b|heures?\b|o'?clock\b|h\b|horas?\b)|\b(?:at|las|um|gegen|from|until|till|before|after|around|vers|des|alle|ore|dalle|entro le|saat|as|ate as|depois das|a partir das)\s(?<h>[01]?\d|2[0-3])(?![\d:%]|\.\d|\s?(?:h\b|min|met|m\b|km|%|€|st\b|nd\b|th\b|[ap]\.?m|uhr|heure|night|day|people|guest|of\b|\p{L}+))")]
    private static partial Regex Hour();

    [GeneratedRegex(@"(?<half>上午|早上|凌晨|下午|晚上|午前|午後|夜)?\s{0,2}(?<![\d:.])(?<h>[01]?\d|2[0-3])\s{0,2}(?:点|點|時(?!間))(?:\s{0,2}(?<m>[0-5]\d)\s?分|\s{0,2}(?<past>半))?")]
    private static partial Regex HourOfSigns();

    [GeneratedRegex(@"(?:الساعة|الساعه)\s(?<h>[01]?\d|2[0-3])(?![\d:.])(?:\s(?<half>صباحا|مساء|عصرا|ليلا))?|(?<![\d:.])(?<h>[01]?\d|2[0-3])\s(?<half>صباحا|مساء|عصرا|ليلا)")]
    private static partial Regex HourInArabic();

    [GeneratedRegex(@"\b(?:noon|midday|mediodia|midi|mezzogiorno|meio[ -]dia|oglen|ogle vakti)\b|正午|中午|الظهر")]
    private static partial Regex Noon();
}
