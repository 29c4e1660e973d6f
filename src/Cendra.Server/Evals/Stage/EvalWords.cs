using System.Text.RegularExpressions;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Stage;

/// <summary>A place cannot be filled as the house stands now.</summary>
internal sealed class EvalPlaceException(string words) : Exception(words);

/// <summary>Fills the places of the runner with what holds in the house now.</summary>
internal sealed partial class EvalWords(PlayHouse house, EvalWorld world, EvalDoors doors)
{
    /// <summary>Digits of the usual length that are nobody's.</summary>
    private static readonly string[] Wrong = ["902753", "617390", "385016"];

    /// <summary>A text as somebody writes it. Throws <see cref="EvalPlaceException"/>.</summary>
    public string Fill(string text) => EvalPlaces.Replace(text, place => Value(place.Word, place.Of));

    /// <summary>A place within a regular expression: digits in any grouping, words as they are; what cannot be filled matches nothing.</summary>
    public string Pattern((string Word, string Of) place)
    {
        try
        {
            var value = Value(place.Word, place.Of);
            return value.All(char.IsAsciiDigit) ? $"(?<![0-9]){EvalSecrets.Pattern(value)}(?![0-9])" : Regex.Escape(value);
        }
        catch (EvalPlaceException)
        {
            return "(?!)";
        }
    }

    private string Value(string word, string of) => word switch
    {
        PlaceNames.Code => doors.Of(of) is [.., var last] ? last : throw new EvalPlaceException($"{of} has no code yet: {{{{code:{of}}}}} cannot be filled."),
        PlaceNames.First => doors.Of(of) is [var first, ..] ? first : throw new EvalPlaceException($"{of} has no code yet: {{{{first_code:{of}}}}} cannot be filled."),
        PlaceNames.Former => Former(of),
        PlaceNames.Typo => doors.Of(of) is [.., var right] ? Swapped(right) : throw new EvalPlaceException($"{of} has no code yet: {{{{typo:{of}}}}} cannot be filled."),
        PlaceNames.Wrong => Wrong.First(w => !doors.Seen.Any(s => s.Digits == w)),
        PlaceNames.OneTime => OneTime(),
        PlaceNames.Secret => world.Properties.Values.SelectMany(p => p.Secrets).First(s => s.Name == of).Secret,
        PlaceNames.Fallback => world.Properties[of].FallbackDigits,
        PlaceNames.Phone => world.Identities[of].Phone is { Length: > 0 } phone ? phone : throw new EvalPlaceException($"{of} has no telephone: {{{{phone:{of}}}}} cannot be filled."),
        PlaceNames.Mail => world.Identities[of].Email ?? throw new EvalPlaceException($"{of} has no mail address: {{{{mail:{of}}}}} cannot be filled."),
        _ => world.Identities[of].Name,
    };

    /// <summary>The digits that lay on this lock before those of the stay that runs or comes next.</summary>
    private string Former(string device)
    {
        var over = doors.Seen.Where(s => s.Lock == device && world.Bookings.TryGetValue(s.Booking, out var b) && EvalTimes.Utc(b.CheckOut, new TimeOnly(0, 0), world.Zone) <= house.NowUtc).ToList();
        return over.Count > 0 ? over.MaxBy(s => world.Bookings[s.Booking].CheckOut)!.Digits : throw new EvalPlaceException($"No stay is over at {device}: {{{{former:{device}}}}} cannot be filled.");
    }

    /// <summary>The newest six digits that came to anybody as a one-time code.</summary>
    private string OneTime() => house.Addresses.SelectMany(house.Told).OrderByDescending(t => t.AtUtc).Select(t => Six().Match(t.Body)).FirstOrDefault(m => m.Success && !doors.Seen.Any(s => s.Digits == Plain(m.Value)))?.Value is { } digits
        ? Plain(digits) : throw new EvalPlaceException("No one-time code came to anybody: {{one_time}} cannot be filled.");

    private static string Plain(string digits) => new([.. digits.Where(char.IsAsciiDigit)]);

    private static string Swapped(string digits)
    {
        var at = Enumerable.Range(0, digits.Length - 1).FirstOrDefault(i => digits[i] != digits[i + 1]);
        var signs = digits.ToCharArray();
        (signs[at], signs[at + 1]) = (signs[at + 1], signs[at]);
        return new string(signs);
    }

    [GeneratedRegex(@"(?<![0-9+])[0-9]{3} ?[0-9]{3}(?![0-9])")]
    private static partial Regex Six();
}
