using System.Globalization;
using Cendra.Domain.Stays;

namespace Cendra.Messaging.WhatsApp;

/// <summary>Instants in a guest's words: the property's own wall time, 24 hours, the day by its name; behind it the city whose time it is.</summary>
public static class GuestDates
{
    private static readonly Dictionary<string, (CultureInfo Culture, string Shape, string Short)> Wordings = new(StringComparer.Ordinal)
    {
        ["en"] = (CultureInfo.GetCultureInfo("en-GB"), "dddd d MMMM, HH:mm", "ddd d MMM, HH:mm"),
        ["es"] = (CultureInfo.GetCultureInfo("es-ES"), "dddd d 'de' MMMM 'a las' HH:mm", "ddd d MMM, HH:mm"),
        ["de"] = (CultureInfo.GetCultureInfo("de-DE"), "dddd, d. MMMM, HH:mm 'Uhr'", "ddd, d. MMM, HH:mm"),
        ["fr"] = (CultureInfo.GetCultureInfo("fr-FR"), "dddd d MMMM 'à' HH'h'mm", "ddd d MMM, HH'h'mm"),
        ["it"] = (CultureInfo.GetCultureInfo("it-IT"), "dddd d MMMM, HH:mm", "ddd d MMM, HH:mm"),
        ["pt"] = (CultureInfo.GetCultureInfo("pt-PT"), "dddd, d 'de' MMMM, HH:mm", "d MMM, HH:mm"),
        ["nl"] = (CultureInfo.GetCultureInfo("nl-NL"), "dddd d MMMM, HH:mm", "ddd d MMM, HH:mm"),
        ["ar"] = (CultureInfo.GetCultureInfo("ar-EG"), "dddd d MMMM، HH:mm", "d MMMM، HH:mm"),
        ["zh"] = (CultureInfo.GetCultureInfo("zh-CN"), "M月d日dddd HH:mm", "M月d日 HH:mm"),
        ["tr"] = (CultureInfo.GetCultureInfo("tr-TR"), "d MMMM dddd, HH:mm", "d MMM ddd, HH:mm"),
        ["ja"] = (CultureInfo.GetCultureInfo("ja-JP"), "M月d日(ddd) HH:mm", "M月d日(ddd) HH:mm"),
        ["ru"] = (CultureInfo.GetCultureInfo("ru-RU"), "dddd, d MMMM, HH:mm", "ddd, d MMM, HH:mm"),
    };

    /// <summary>"Monday 1 June, 15:00". A language that is not known is worded in English.</summary>
    public static string Moment(DateTimeOffset utc, string timeZoneId, string language) => Worded(utc, timeZoneId, Primary(language), Wordings[Primary(language)].Shape);

    /// <summary>"Mon 1 Jun, 15:00": for where two moments stand side by side on a phone.</summary>
    public static string Short(DateTimeOffset utc, string timeZoneId, string language) => Worded(utc, timeZoneId, Primary(language), Wordings[Primary(language)].Short);

    /// <summary>"Monday 1 June, 15:00, Barcelona time". Without a city, <see cref="Moment"/>.</summary>
    public static string MomentIn(DateTimeOffset utc, string timeZoneId, string city, string language) =>
        string.IsNullOrWhiteSpace(city) ? Moment(utc, timeZoneId, language) : $"{Moment(utc, timeZoneId, language)}, {CityTime(city.Trim(), language)}";

    /// <summary>"Barcelona time".</summary>
    public static string CityTime(string city, string language) => Primary(language) switch
    {
        "es" => $"hora de {city}",
        "de" => $"Ortszeit {city}",
        "fr" when "aeiouyâàäéèêëîïôöûüù".Contains(char.ToLowerInvariant(city[0]), StringComparison.Ordinal) => $"heure d’{city}",
        "fr" => $"heure de {city}",
        "it" => $"ora di {city}",
        "pt" => $"hora de {city}",
        "nl" => $"tijd in {city}",
        "ar" => $"بتوقيت {city}",
        "zh" => $"{city}时间",
        "tr" => $"{city} saatiyle",
        "ja" => $"{city}時間",
        "ru" => $"время города {city}",
        _ => $"{city} time",
    };

    private static string Worded(DateTimeOffset utc, string timeZoneId, string primary, string shape)
    {
        var local = StayWindow.LocalTime(utc, timeZoneId).Local;
        return local.ToString(primary == "fr" && local.Day == 1 ? shape.Replace(" d ", " d'er' ", StringComparison.Ordinal) : shape, Wordings[primary].Culture);
    }

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant() is var primary && Wordings.ContainsKey(primary) ? primary : "en";
}
