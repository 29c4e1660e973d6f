using System.Globalization;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Replies;

/// <summary>What may be said about a stay, in the words and the time of its property.</summary>
internal sealed class StayFacts
{
    /// <summary>So near to check-in a greeting or any question comes from somebody who wants to get in.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(3);
    private static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    private const int LongestCity = 60;

    private readonly PromptBook _words;
    private readonly DateTimeOffset _now;

    public StayFacts(Stay stay, DateTimeOffset nowUtc, string language, PromptBook words)
    {
        (Stay, _now, Language, _words) = (stay, nowUtc, language, words);
        var way = stay.Property is { } property ? WayIn.Of(property) : new WayIn([], []);
        (Way, Doors) = ([.. way.Way.Select(Said)], [.. way.Doors.Select(d => DoorFacts.Of(stay, d, nowUtc))]);
    }

    /// <summary>The same in English, for a host.</summary>
    public StayFacts ForHost => new(Stay, _now, "en", _words);

    public Stay Stay { get; }

    public string Language { get; }

    public Property? Property => Stay.Property;

    /// <summary>The way from the street, step by step.</summary>
    public IReadOnlyList<WayStep> Way { get; }

    /// <summary>In walking order.</summary>
    public IReadOnlyList<DoorFacts> Doors { get; }

    /// <summary>Check-in has come and check-out has not.</summary>
    public bool IsInside => Stay.CheckInUtc <= _now && _now <= Stay.CheckOutUtc;

    public bool IsBefore => _now < Stay.CheckInUtc;

    public bool IsNearCheckIn => Stay.CheckInUtc is { } checkIn && (checkIn - _now).Duration() <= Near;

    /// <summary>Check-in is less than a day away or past, and the stay not over.</summary>
    public bool IsDue => Stay.CheckInUtc is { } checkIn && checkIn - _now <= Soon && !(_now > Stay.CheckOutUtc);

    public string CheckIn => Stay.CheckInUtc is { } at ? Time(at) : "";

    public string CheckOut => Stay.CheckOutUtc is { } at ? Time(at) : "";

    /// <summary>"Barcelona time", or "local time" where no city is known.</summary>
    public string CityTime => City(Property?.City ?? "") is { Length: > 0 } city
        ? _words.Text(Language, "city-time").Fill(new Dictionary<string, string> { ["city"] = Directions.Isolated(Language, city) })
        : _words.Text(Language, "local-time").Raw;

    /// <summary>A name of a city: letters and what joins them. It stands in every fact with a time, so nothing else may stand there.</summary>
    private static string City(string text)
    {
        var name = string.Join(' ', string.Concat(Said(text).Where(c => char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || " -'’.,/()".Contains(c, StringComparison.Ordinal))).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return name.Length is 0 or > LongestCity || !name.Any(char.IsLetter) || OrderScreen.IsOrderedBy(name) ? "" : name;
    }

    /// <summary>A moment on the property's clock, with weekday and date: "Monday 23 November, 16:00".</summary>
    public string Time(DateTimeOffset atUtc)
    {
        var (local, _) = StayWindow.LocalTime(atUtc, Property?.TimeZoneId ?? "");
        var (culture, pattern) = Language switch
        {
            "es" => ("es-ES", "dddd d 'de' MMMM, HH:mm"),
            "de" => ("de-DE", "dddd, d. MMMM, HH:mm 'Uhr'"),
            "fr" => ("fr-FR", "dddd d MMMM, HH:mm"),
            "it" => ("it-IT", "dddd d MMMM, HH:mm"),
            "pt" => ("pt-PT", "dddd, d 'de' MMMM, HH:mm"),
            "tr" => ("tr-TR", "d MMMM dddd, HH:mm"),
            "zh" => ("zh-CN", "M月d日dddd HH:mm"),
            "ja" => ("ja-JP", "M月d日(ddd) HH:mm"),
            "ar" => ("ar-EG", "dddd d MMMM، HH:mm"), // Gregorian calendar, digits 0 to 9
            _ => ("en-GB", "dddd d MMMM, HH:mm"),
        };
        return local.ToString(pattern, CultureInfo.GetCultureInfo(culture));
    }

    /// <summary>A moment of today on the property's clock: "22:47".</summary>
    public string Clock(DateTimeOffset atUtc) => StayWindow.LocalTime(atUtc, Property?.TimeZoneId ?? "").Local.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Words for a secret that may be told from a moment on; null = a host has to tell it.</summary>
    public string NotNow(DateTimeOffset? opensUtc) => opensUtc is { } opens
        ? _words.Text(Language, "secret-later").Fill(new Dictionary<string, string> { ["opens"] = Directions.Isolated(Language, Time(opens)), ["cityTime"] = CityTime })
        : _words.Text(Language, "secret-by-host").Raw;

    /// <summary>How long ago, in whole minutes, hours or days, in words: "3 h".</summary>
    public string Ago(DateTimeOffset atUtc)
    {
        var age = _now - atUtc;
        var (count, key) = age.TotalHours < 1 ? ((int)Math.Max(1, age.TotalMinutes), "minutes") : age.TotalDays < 2 ? ((int)age.TotalHours, "hours") : ((int)age.TotalDays, "days");
        return _words.Text(Language, key).Fill(new Dictionary<string, string> { ["count"] = count.ToString(CultureInfo.InvariantCulture) });
    }

    /// <summary>What a host wrote, as it may stand in a message: nothing in it looks like a token.</summary>
    public static string Said(string text) => CleanText.Escaped(CleanText.Visible(text)).Trim();

    /// <summary>A step of the way in, as it may stand in a message.</summary>
    public static WayStep Said(WayStep step) => step with { Words = [.. step.Words.Select(Said)], Typing = [.. step.Typing.Select(Said)], IfItFails = [.. step.IfItFails.Select(Said)] };
}
