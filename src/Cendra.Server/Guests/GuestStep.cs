using System.Text.RegularExpressions;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Secrets;

namespace Cendra.Server.Guests;

/// <summary>A picture of a step, as the page names it.</summary>
/// <param name="Id">Of the picture.</param>
/// <param name="Words">What it shows, for those who cannot see it.</param>
public sealed record GuestPhoto(Guid Id, string Words);

/// <summary>A step of the way in as the page shows it, in the host's language, line by line.</summary>
/// <param name="Words">What to do or look for.</param>
/// <param name="Typing">How the code is typed.</param>
/// <param name="IfItFails">What to do if it does not work; for the page of help.</param>
/// <param name="Photo">Its picture; null = none.</param>
public sealed partial record GuestStep(IReadOnlyList<string> Words, IReadOnlyList<string> Typing, IReadOnlyList<string> IfItFails, GuestPhoto? Photo)
{
    /// <summary>
    /// The step for whoever may read this much. Before the code may be told only how it is typed stands there; until it is shown, numbers that could be the code of something are hidden.
    /// </summary>
    public static GuestStep Of(WayStep step, GuestReading reading)
    {
        if (!reading.MayRead)
        {
            return new GuestStep([], Lines(step.Typing, reading), [], null);
        }

        var words = Lines(step.Words, reading);
        var photo = step.PhotoId is { } id && reading.Photos.TryGetValue(id, out var shows) ? new GuestPhoto(id, shows.Length > 0 ? Lines([shows], reading)[0] : string.Join(' ', words)) : null;
        return new GuestStep(words, Lines(step.Typing, reading), Lines(step.IfItFails, reading), photo);
    }

    /// <summary>Some line of it holds a number that could be the code of something, or names a secret.</summary>
    public static bool HasLongNumber(WayStep step) => step.Lines.Concat(step.IfItFails).Any(line => LongNumber().IsMatch(line) || SecretPlaces.In(line).Count > 0);

    private static IReadOnlyList<string> Lines(IEnumerable<string> lines, GuestReading reading) => [.. lines
        .Select(line => reading.Numbers ? line : LongNumber().Replace(line, "••••")).Select(line => SecretPlaces.Replace(line, name => reading.Secrets.GetValueOrDefault(name, "••••")))];

    /// <summary>Four digits and more, however they are spaced.</summary>
    [GeneratedRegex(@"\d(?:[ \-._·]{0,2}\d){3,}")]
    private static partial Regex LongNumber();
}

/// <summary>How much of what a host wrote may be read now.</summary>
/// <param name="MayRead">The code may be told: the way in stands there.</param>
/// <param name="Numbers">The code was shown: numbers stand there as well.</param>
/// <param name="Photos">The pictures of the property with what they show.</param>
/// <param name="Secrets">The secrets that a tap brought, by name.</param>
public sealed record GuestReading(bool MayRead, bool Numbers, IReadOnlyDictionary<Guid, string> Photos, IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Its kind alone.</summary>
    public override string ToString() => nameof(GuestReading);
}
