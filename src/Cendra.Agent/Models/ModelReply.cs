using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Agent.Models;

/// <summary>What a model must answer: the text for the guest, its language, and what it rests on.</summary>
internal sealed class ModelReply
{
    private const int MostSources = 20;

    [JsonPropertyName("reply")]
    [Description("The text for the guest.")]
    public string Reply { get; init; } = "";

    [JsonPropertyName("lang")]
    [Description("Two letters of its language.")]
    public string Lang { get; init; } = "";

    [JsonPropertyName("sources")]
    [Description("The numbers of what the host wrote that the text rests on, such as A3, FACTS, and names of tools.")]
    public IReadOnlyList<string> Sources { get; init; } = [];

    [JsonPropertyName("intent")]
    [Description("answer, greet, thanks, clarify or escalated.")]
    public string Intent { get; init; } = "";

    [JsonPropertyName("done")]
    [Description("False while the guest still waits for something.")]
    public bool Done { get; init; } = true;

    /// <summary>Reads an answer: the JSON object, also between fences, or plain text of an endpoint that ignores the format. Null = neither.</summary>
    public static ModelReply? Read(string content)
    {
        var text = Unfenced(content.Trim());
        if (!text.Contains('{', StringComparison.Ordinal) && !text.Contains('}', StringComparison.Ordinal))
        {
            return IsWords(text) ? new ModelReply { Reply = text } : null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("reply", out var reply) && reply.ValueKind == JsonValueKind.String && reply.GetString()!.Trim().Length > 0
                ? new ModelReply { Reply = reply.GetString()!.Trim(), Lang = Word(root, "lang"), Sources = SourcesOf(root), Intent = Word(root, "intent"), Done = !(root.TryGetProperty("done", out var done) && done.ValueKind == JsonValueKind.False) }
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException) // Half a character is valid JSON and no text.
        {
            return null;
        }
    }

    /// <summary>Other JSON than an object and a fence without its end are no words for a guest.</summary>
    private static bool IsWords(string text) => text.Any(char.IsLetter) && text[0] != '[' && !text.StartsWith("```", StringComparison.Ordinal) && text is not ("null" or "true" or "false");

    private static string Word(JsonElement root, string name) => root.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String ? word.GetString()! : "";

    private static IReadOnlyList<string> SourcesOf(JsonElement root) => root.TryGetProperty("sources", out var sources) && sources.ValueKind == JsonValueKind.Array
        ? [.. sources.EnumerateArray().Where(s => s.ValueKind == JsonValueKind.String).Select(s => s.GetString()!).Take(MostSources)]
        : [];

    private static string Unfenced(string text) => text.StartsWith("```", StringComparison.Ordinal) && text.EndsWith("```", StringComparison.Ordinal) && text.Length > 6
        ? text[(text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var line ? line : 3)..^3].Trim()
        : text;
}
