using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Twilio;

/// <summary>Fills a template. The rules for a value are WhatsApp's: no newline, no tab, not more than 4 spaces in a row, not empty.</summary>
internal static partial class TemplateText
{
    private static readonly string[] Known = ["twilio/text", "twilio/quick-reply"];

    /// <summary>The body as it was created; null when no type that this simulator shows has one.</summary>
    public static string? BodyOf(JsonObject types) => TypeOf(types) is { } type && types[type] is JsonObject content ? Text(content["body"]) : null;

    /// <summary>The type that is shown; null when there is none.</summary>
    public static string? TypeOf(JsonObject types) => Array.Find(Known, types.ContainsKey);

    /// <summary>The quick-reply buttons, in order.</summary>
    public static List<ButtonState> ButtonsOf(ContentState content) => (Types(content)["twilio/quick-reply"] as JsonObject)?["actions"] is JsonArray actions
        ? [.. actions.OfType<JsonObject>().Select(one => new ButtonState { Id = Text(one["id"]) ?? "", Title = Text(one["title"]) ?? "" })]
        : [];

    /// <summary>The text with its variables; null when <paramref name="variables"/> is no JSON object of strings, lacks one, or a value is not allowed.</summary>
    public static string? Fill(ContentState content, string variables)
    {
        var body = BodyOf(Types(content))!;
        if (Read(variables) is not { } values || values.Values.Any(value => !IsAllowed(value))
            || Place().Matches(body).Any(place => !values.ContainsKey(place.Groups[1].Value)))
        {
            return null;
        }

        return Place().Replace(body, place => values[place.Groups[1].Value]);
    }

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static JsonObject Types(ContentState content) => JsonNode.Parse(content.Types)!.AsObject();

    /// <summary>Null when it is no JSON object of strings.</summary>
    private static Dictionary<string, string>? Read(string variables)
    {
        try
        {
            return JsonNode.Parse(variables.Length == 0 ? "{}" : variables) is JsonObject given && given.All(one => Text(one.Value) is not null)
                ? given.ToDictionary(one => one.Key, one => Text(one.Value)!)
                : null;
        }
        catch (Exception bad) when (bad is JsonException or ArgumentException)
        {
            // Broken JSON, or one name twice.
            return null;
        }
    }

    private static bool IsAllowed(string value) =>
        value.Length > 0 && value.IndexOfAny(['\n', '\r', '\t']) < 0 && !value.Contains("     ", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Place();
}
