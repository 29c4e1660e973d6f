using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Cendra.Simulator.Wire;

/// <summary>The parameters of a call, from the JSON body or (reads) from the query.</summary>
internal sealed class WireArguments(JsonObject values)
{
    /// <summary>The parameters in one order, to tell whether two pages ask for the same.</summary>
    public string Fingerprint => string.Join('&', values.Where(value => value.Key != "page_cursor").OrderBy(value => value.Key, StringComparer.Ordinal)
        .Select(value => value.Key + "=" + value.Value?.ToJsonString()));

    /// <summary>Null when the body is no JSON object.</summary>
    public static WireArguments? Read(SimRequest request)
    {
        if (request.Body.Length == 0)
        {
            return new WireArguments(FromQuery(request.Query));
        }

        try
        {
            return JsonNode.Parse(request.Body.Span) is JsonObject body ? new WireArguments(body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public bool Has(string name) => values[name] is not null;

    public JsonNode? Node(string name) => values[name];

    /// <summary>The value as text; null when absent or not a single value.</summary>
    public string? Text(string name) => values[name] is JsonValue value ? value.ToString() : null;

    public bool Flag(string name, bool otherwise = false) => Text(name) switch
    {
        null => otherwise,
        var text => text.Equals("true", StringComparison.OrdinalIgnoreCase),
    };

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public double? Fraction(string name) => double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    public DateTimeOffset? Time(string name) => Text(name) is { } text ? WireTime.Read(text) : null;

    /// <summary>An array, or one value as an array of one; null when absent.</summary>
    public IReadOnlyList<string>? List(string name) => values[name] switch
    {
        null => null,
        JsonArray array => [.. array.Select(item => item?.ToString() ?? "")],
        var single => [single.ToString()],
    };

    private static JsonObject FromQuery(string query)
    {
        var values = new JsonObject();
        foreach (var (name, given) in QueryHelpers.ParseQuery(query))
        {
            values[name] = given.Count == 1 ? given[0] : WireJson.Array(given.Select(one => (JsonNode?)one));
        }

        return values;
    }
}
