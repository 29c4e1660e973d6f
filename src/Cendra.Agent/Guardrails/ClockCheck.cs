using System.Globalization;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>Finds clock times that nobody told the model: "you can check in at 12" is a promise that no rule made.</summary>
internal static partial class ClockCheck
{
    public static bool FindsUntoldTime(string text, string known) => !Times(text).IsSubsetOf(Times(known));

    private static HashSet<TimeOnly> Times(string text)
    {
        var plain = DigitCheck.WithoutPricesAndDates(PlainDigits.Of(text));
        return Full().Matches(plain).Concat(Hour().Matches(plain)).Select(Of).Concat(Noon().IsMatch(plain) ? [new TimeOnly(12, 0)] : []).ToHashSet();
    }

    private static TimeOnly Of(Match match)
    {
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture) % 24;
        var half = match.Groups["half"].Value;
        hour = half.StartsWith('p') && hour < 12 ? hour + 12 : half.StartsWith('a') && hour == 12 ? 0 : hour;
        return new TimeOnly(hour, match.Groups["m"] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0);
    }

    [GeneratedRegex(@"(?<![\d:])(?<h>[01]?\d|2[0-3])(?::| ?h ?|\.)(?<m>[0-5]\d)(?!\d|\.\d)(?:\s?(?<half>[ap])\.?m)?")]
    private static partial Regex Full();

    [GeneratedRegex(@"(?<![\d:.])(?<h>[01]?\d|2[0-3])\s?(?:(?<half>[ap])\.?m\b|uhr\b|heures?\b|o'?clock\b|h\b)|\b(?:at|las|um|gegen|from|until|till|before|after|around|vers|des)\s(?<h>[01]?\d|2[0-3])(?![\d:%]|\.\d|\s?(?:h\b|min|met|m\b|km|%|€|st\b|nd\b|th\b|[ap]\.?m|uhr|heure|night|day|people|guest|of\b|\p{L}+))")]
    private static partial Regex Hour();

    [GeneratedRegex(@"\b(?:noon|midday|mediodia|midi)\b")]
    private static partial Regex Noon();
}
