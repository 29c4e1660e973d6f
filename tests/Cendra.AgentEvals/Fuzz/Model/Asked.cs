using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cendra.AgentEvals.Fuzz.Model;

/// <summary>One request on the wire as a model reads it: the protocol of OpenAI's chat completions.</summary>
internal sealed partial class Asked
{
    public Asked(string body)
    {
        Body = body;
        using var json = JsonDocument.Parse(body);
        foreach (var message in json.RootElement.GetProperty("messages").EnumerateArray())
        {
            var role = message.GetProperty("role").GetString()!;
            Messages.Add((role, Content(message), message.TryGetProperty("tool_call_id", out var id) ? id.GetString()! : ""));
        }

        if (json.RootElement.TryGetProperty("tools", out var tools))
        {
            Tools.AddRange(tools.EnumerateArray().Select(t => t.GetProperty("function").GetProperty("name").GetString()!));
        }

        System = Messages.Find(m => m.Role is "system" or "developer").Text ?? "";
        MarkWord = MarkLine().Match(System).Groups[1].Value;
        Sentences = [.. Framed().Matches(string.Join('\n', Messages.Where(m => m.Role is "system" or "developer" or "tool").Select(m => m.Text))).SelectMany(f => f.Groups[1].Value.Split('\n'))
            .Select(l => l.Trim()).Where(l => l.Length > 12 && l[0] != '[' && l.EndsWith('.')).Distinct()];
        Tokens = [.. Token().Matches(string.Join('\n', Messages.Select(m => m.Text))).Select(m => m.Value).Distinct()];
    }

    public string Body { get; }

    /// <summary>Role, text, and of a tool's answer the id of the call.</summary>
    public List<(string Role, string Text, string CallId)> Messages { get; } = [];

    /// <summary>The names of the tools that are offered.</summary>
    public List<string> Tools { get; } = [];

    /// <summary>Rules, what the host wrote, facts.</summary>
    public string System { get; }

    /// <summary>The word of this turn that closes in what others wrote.</summary>
    public string MarkWord { get; }

    /// <summary>What the host wrote, a sentence or more each.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>All tokens in sight.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>A tool has just answered.</summary>
    public bool IsAfterTool => Messages[^1].Role == "tool";

    /// <summary>The last words of the guest.</summary>
    public string LastUser => Messages.FindLast(m => m.Role == "user").Text ?? "";

    private static string Content(JsonElement message) => !message.TryGetProperty("content", out var content) ? ""
        : content.ValueKind == JsonValueKind.String ? content.GetString()!
        : content.ValueKind == JsonValueKind.Array ? string.Join('\n', content.EnumerateArray().Select(part => part.TryGetProperty("text", out var text) ? text.GetString() : "")) : "";

    [GeneratedRegex(@"- MARK: (\w+)")]
    private static partial Regex MarkLine();

    [GeneratedRegex(@"<<< house \w+\n(.*?)\n\w+ >>>", RegexOptions.Singleline)]
    private static partial Regex Framed();

    [GeneratedRegex(@"\[\[[a-z]+:[A-Z0-9]+\]\]")]
    private static partial Regex Token();
}
