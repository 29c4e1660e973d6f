using System.Text.Json;

namespace Cendra.AgentEvals.Fuzz.Model;

/// <summary>A call of a tool as a model writes it. <paramref name="MustBeRefused"/>: it names a tool or an argument that there is not.</summary>
internal sealed record ToolCall(string Name, string Arguments, bool MustBeRefused);

/// <summary>What goes back on the wire.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Whatever it is.</param>
internal sealed record ModelMove(int Status, string Body)
{
    /// <summary>For whoever reads a failure.</summary>
    public string Said { get; init; } = Body;

    /// <summary>The calls in it, with the ids that they were given.</summary>
    public IReadOnlyList<(string Id, ToolCall Call)> Calls { get; init; } = [];

    /// <summary>A whole answer: the JSON object that is asked for.</summary>
    public static ModelMove Answer(string reply, string lang = "", string intent = "", params string[] sources) => Content(JsonSerializer.Serialize(new { reply, lang, sources, intent, done = true })) with { Said = reply };

    /// <summary>Any content at all.</summary>
    public static ModelMove Content(string? content, string finish = "stop") => new(200, Whole(new { role = "assistant", content }, finish)) { Said = content ?? "" };

    /// <summary>Calls of tools; <paramref name="first"/> makes their ids differ from all before.</summary>
    public static ModelMove Tools(int first, params IReadOnlyList<ToolCall> calls)
    {
        var named = calls.Select((call, i) => (Id: $"call_{first}_{i}", call)).ToList();
        return new ModelMove(200, Whole(new
        {
            role = "assistant", content = (string?)null, tool_calls = named.Select(c => new { id = c.Id, type = "function", function = new { name = c.call.Name, arguments = c.call.Arguments } }),
        }, "tool_calls")) { Said = string.Join("; ", calls.Select(c => $"{c.Name}({(c.Arguments.Length > 200 ? c.Arguments[..200] : c.Arguments)})")), Calls = named };
    }

    private static string Whole(object message, string finish) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1", @object = "chat.completion", created = 1764000000, model = "double",
        choices = new[] { new { index = 0, finish_reason = finish, message } }, usage = new { prompt_tokens = 1200, completion_tokens = 40, total_tokens = 1240 },
    });
}
