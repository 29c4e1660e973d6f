using System.Text.Json;

namespace Cendra.Server.Evals.Models;

/// <summary>A request to a model as its parts.</summary>
internal sealed class ModelMessages
{
    private ModelMessages(IReadOnlyList<(string Role, string Text)> all, IReadOnlyList<ModelCall> calls, IReadOnlyDictionary<string, IReadOnlyList<string>> tools) => (All, Calls, Tools) = (all, calls, tools);

    /// <summary>Role and text of each message; calls of tools as JSON.</summary>
    public IReadOnlyList<(string Role, string Text)> All { get; }

    /// <summary>The calls that stand in it, each with what came of it.</summary>
    public IReadOnlyList<ModelCall> Calls { get; }

    /// <summary>The tools that are offered, each with the names of its arguments.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tools { get; }

    public static ModelMessages Read(string body)
    {
        using var json = JsonDocument.Parse(body.Length == 0 ? "{}" : body);
        var all = new List<(string, string)>();
        var calls = new List<ModelCall>();
        foreach (var message in Items(json.RootElement, "messages"))
        {
            var role = message.GetProperty("role").GetString() ?? "";
            all.Add((role, Text(message)));
            if (message.TryGetProperty("tool_calls", out var called))
            {
                calls.AddRange(called.EnumerateArray().Select(c => new ModelCall(c.GetProperty("id").GetString() ?? "", c.GetProperty("function").GetProperty("name").GetString() ?? "", c.GetProperty("function").GetProperty("arguments").GetString() ?? "")));
            }
            else if (role == "tool" && calls.Find(c => c.Id == message.GetProperty("tool_call_id").GetString() && c.Result is null) is { } call)
            {
                call.Result = Text(message);
            }
        }

        return new ModelMessages(all, calls, Offered(json.RootElement));
    }

    private static Dictionary<string, IReadOnlyList<string>> Offered(JsonElement root)
    {
        var offered = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var tool in Items(root, "tools"))
        {
            var function = tool.GetProperty("function");
            offered[function.GetProperty("name").GetString()!] = function.TryGetProperty("parameters", out var schema) && schema.TryGetProperty("properties", out var properties) ? [.. properties.EnumerateObject().Select(p => p.Name)] : [];
        }

        return offered;
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string Text(JsonElement message) => !message.TryGetProperty("content", out var content) ? message.TryGetProperty("tool_calls", out var calls) ? calls.ToString() : ""
        : content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(p => p.TryGetProperty("text", out var text) ? text.GetString() : "")),
            _ => message.TryGetProperty("tool_calls", out var called) ? called.ToString() : "",
        };
}

/// <summary>A call of a tool by a model; <see cref="Result"/> is what it was told.</summary>
internal sealed class ModelCall(string id, string name, string arguments)
{
    public string Id => id;

    public string Name => name;

    public string Arguments => arguments;

    public string? Result { get; set; }
}
