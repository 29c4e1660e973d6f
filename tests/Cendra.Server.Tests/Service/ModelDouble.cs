using System.Text.Json;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace Cendra.Server.Tests.Service;

/// <summary>A chat model on the wire that does what a test tells it: it reads the whole request and answers with a text, or with calls of tools.</summary>
internal sealed class ModelDouble : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();

    public ModelDouble(Func<ModelRequest, ModelAnswer> answer) =>
        _server.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithCallback(request => Render(answer(new ModelRequest(request.Body ?? "{}")))));

    public Uri Url => new(_server.Url!);

    /// <summary>A good one: looks up code and steps, and says both.</summary>
    public static ModelAnswer Good(ModelRequest request)
    {
        if (request.LastRole == "tool")
        {
            return ModelAnswer.Text(request.Tokens is [.. , var token] ? $"Use {token} at the door, please." : "I have called the host. A person answers you here.");
        }

        return request.LastUser.Contains("not work", StringComparison.Ordinal)
            ? ModelAnswer.Calls(("Stay-CheckLockBattery", "{}"), ("Stay-EscalateToHost", """{"reason":"LockedOut","summary":"The door does not take the code."}"""))
            : ModelAnswer.Calls(("Stay-GetAccessCode", "{}"), ("Stay-GetEntryInstructions", "{}"));
    }

    public void Dispose() => _server.Dispose();

    private static ResponseMessage Render(ModelAnswer answer) => new()
    {
        StatusCode = answer.Status,
        Headers = new Dictionary<string, WireMockList<string>> { ["Content-Type"] = new("application/json") },
        BodyData = new BodyData { DetectedBodyType = BodyType.String, BodyAsString = answer.Body },
    };
}

/// <summary>What the model is asked.</summary>
internal sealed class ModelRequest(string body)
{
    private readonly JsonElement _root = JsonDocument.Parse(body).RootElement;

    public string Body => body;

    public string LastRole => Last("role");

    public string LastUser => _root.GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("role").GetString() == "user").Select(Content).LastOrDefault() ?? "";

    /// <summary>The tokens that tools gave in this turn.</summary>
    public IReadOnlyList<string> Tokens => [.. _root.GetProperty("messages").EnumerateArray().Where(m => m.GetProperty("role").GetString() == "tool").Select(Content)
        .SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, @"\[\[code:[A-Z0-9]+\]\]").Select(m => m.Value))];

    private string Last(string field) => _root.GetProperty("messages").EnumerateArray().Last().GetProperty(field).GetString() ?? "";

    private static string Content(JsonElement message) => message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String ? content.GetString()! : message.ToString();
}

/// <summary>What the model says.</summary>
internal sealed record ModelAnswer(int Status, string Body)
{
    public static ModelAnswer Text(string reply, string lang = "en", string finish = "stop") => Of(new { role = "assistant", content = JsonSerializer.Serialize(new { reply, lang }) }, finish);

    public static ModelAnswer Raw(string content) => Of(new { role = "assistant", content }, "stop");

    public static ModelAnswer Calls(params (string Name, string Arguments)[] calls) => Of(new
    {
        role = "assistant",
        content = (string?)null,
        tool_calls = calls.Select((c, i) => new { id = $"call_{i}", type = "function", function = new { name = c.Name, arguments = c.Arguments } }),
    }, "tool_calls");

    private static ModelAnswer Of(object message, string finish) => new(200, JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1", @object = "chat.completion", created = 1764000000, model = "double",
        choices = new[] { new { index = 0, finish_reason = finish, message } }, usage = new { prompt_tokens = 120, completion_tokens = 18, total_tokens = 138 },
    }));
}
