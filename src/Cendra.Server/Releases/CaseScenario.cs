using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Knowledge.Candidates;

namespace Cendra.Server.Releases;

/// <summary>
/// A kept case as a scenario that can be played: the guest of the scenarios' house asks it at the same stage and, within it, at the same hour by check-in. The house has no articles there, for those of the real one are not
/// in it: what nothing that is written answers goes to a person in both.
/// </summary>
public static class CaseScenario
{
    private static readonly DateTime CheckIn = new(2026, 6, 12, 15, 10, 0, DateTimeKind.Unspecified);
    private static readonly JsonSerializerOptions Quotes = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Languages = ["en", "es", "fr", "de", "it", "pt", "tr", "zh", "ja", "ar"];

    /// <summary>What ids of kept cases begin with, and no others.</summary>
    public const string Prefix = "kept-";

    /// <summary>The id under which it runs.</summary>
    public static string IdOf(EvalCase kept) => $"{Prefix}{kept.OriginKey[..12]}";

    /// <summary>The file of the scenario.</summary>
    public static string Yaml(EvalCase kept)
    {
        var language = kept.Language.Split('-')[0].ToLowerInvariant();
        var yaml = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"id: {IdOf(kept)}\ntitle: Kept by a host from a conversation\ntags: [kept]\nlanguage: {(Languages.Contains(language) ? language : "en")}\n")
            .Append(CultureInfo.InvariantCulture, $"world: {{ base: two-flats, clock: \"{CheckIn.AddHours(HoursOf(kept)):yyyy-MM-dd HH:mm}\", patch: {{ articles: [] }} }}\n")
            .Append("sender: { identity: maria }\nturns:\n")
            .Append(CultureInfo.InvariantCulture, $"  - guest: {Quoted(kept.Words)}\nchecks:\n  promises: backed\n");
        if (kept.CallsPerson)
        {
            yaml.Append("  state: { escalations: [{ title: \".\" }] }\n");
        }

        if (kept.NotSaid.Length > 0)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  say: {{ must_not: [{Quoted(Pattern(kept.NotSaid))}] }}\n");
        }

        return yaml.Append(kept.TellsNoCode ? "  disclosure: forbidden\n" : "").ToString();
    }

    /// <summary>The sentence as a guest would read it: something stands where a name or a number was taken out, and lines may break elsewhere.</summary>
    private static string Pattern(string sentence) => CaseTexts.Placeholders.Aggregate(
        string.Join(@"\s+", sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Regex.Escape)),
        (pattern, place) => pattern.Replace(Regex.Escape(place), ".{1,40}", StringComparison.Ordinal));

    /// <summary>Stays are of other lengths and begin at other hours: the stage holds, and the hour within it.</summary>
    private static int HoursOf(EvalCase kept) => kept.Stage switch
    {
        StayStage.BeforeArrival => Math.Clamp(kept.HoursFromCheckIn, -96, -16),
        StayStage.ArrivalDay => Math.Clamp(kept.HoursFromCheckIn, -14, 8),
        StayStage.InHouse => Math.Clamp(kept.HoursFromCheckIn, 9, 66),
        StayStage.AfterCheckOut => Math.Clamp(kept.HoursFromCheckIn, 69, 90),
    };

    /// <summary>What JSON writes between quotes YAML reads as the same.</summary>
    private static string Quoted(string text) => JsonSerializer.Serialize(text, Quotes);
}
