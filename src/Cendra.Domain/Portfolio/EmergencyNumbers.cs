using NodaTime.TimeZones;
using PhoneNumbers;

namespace Cendra.Domain.Portfolio;

/// <summary>What kind of help is called.</summary>
public enum EmergencyHelp
{
    /// <summary>Fire brigade: fire, gas, water, somebody locked in.</summary>
    Fire,

    /// <summary>Police.</summary>
    Police,

    /// <summary>Ambulance.</summary>
    Medical,
}

/// <summary>The emergency numbers where a property lies. Its country is that of its time zone, of which the tz database knows the country.</summary>
public static class EmergencyNumbers
{
    /// <summary>
    /// Countries where 112 is not the number that everybody knows, with the numbers for fire, police and ambulance; one number = for all three.
    /// Source: "List of emergency telephone numbers" (en.wikipedia.org), read against Google's libphonenumber (ShortNumberMetadata.xml): a test holds every number against its list.
    /// </summary>
    private static readonly Dictionary<string, string[]> Own = new(StringComparer.Ordinal)
    {
        ["US"] = ["911"], ["CA"] = ["911"], ["MX"] = ["911"], ["PR"] = ["911"], ["VI"] = ["911"], ["GU"] = ["911"], ["CR"] = ["911"], ["DO"] = ["911"], ["EC"] = ["911"], ["PA"] = ["911"], ["UY"] = ["911"], ["SV"] = ["911"], ["PH"] = ["911"],
        ["GB"] = ["999 / 112"], ["IE"] = ["999 / 112"], ["IM"] = ["999"], ["JE"] = ["999 / 112"], ["GG"] = ["999 / 112"], ["HK"] = ["999"], ["MY"] = ["999"], ["AU"] = ["000"], ["NZ"] = ["111"],
        ["JP"] = ["119", "110", "119"], ["CN"] = ["119", "110", "120"], ["TW"] = ["119", "110", "119"], ["KR"] = ["119", "112", "119"], ["SG"] = ["995", "999", "995"], ["BR"] = ["193", "190", "192"], ["CL"] = ["132", "133", "131"],
        ["AE"] = ["997", "999", "998"], ["IL"] = ["102", "100", "101"], ["EG"] = ["180", "122", "123"],
    };

    private const string OfManyCountries = "112";
    private static readonly Lazy<Dictionary<string, string>> Countries = new(() => (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).DistinctBy(l => l.ZoneId).ToDictionary(l => l.ZoneId, l => l.CountryCode, StringComparer.Ordinal));

    /// <summary>The number to call, as it is said to a guest; null = not known there: 112 or whatever holds.</summary>
    public static string? For(string timeZoneId, EmergencyHelp help) => Country(timeZoneId) is not { } country ? null
        : Own.GetValueOrDefault(country) is { } own ? own[own.Length == 1 ? 0 : (int)help]
        : Holds(OfManyCountries, country) ? OfManyCountries
        : null;

    /// <summary>All numbers of the table, each with its country.</summary>
    public static IEnumerable<(string Country, string Number)> All => Own.SelectMany(c => c.Value.SelectMany(n => n.Split(" / ")).Distinct(), (c, number) => (c.Key, number));

    /// <summary>The number is one for emergencies in that country (ISO 3166 alpha 2), by libphonenumber's list.</summary>
    public static bool Holds(string number, string country) => ShortNumberInfo.GetInstance().IsEmergencyNumber(number, country);

    private static string? Country(string timeZoneId) => Countries.Value.GetValueOrDefault(timeZoneId)
        ?? (TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(timeZoneId, out var canonical) ? Countries.Value.GetValueOrDefault(canonical) : null);
}
