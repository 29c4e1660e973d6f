using System.Text.Json;
using Cendra.Server.Evals.Models;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Types;
using WireMock.Util;

namespace Cendra.AgentEvals.Models;

/// <summary>A server on loopback that speaks OpenAI's protocol and says what a test tells it to, by the request.</summary>
internal sealed class LoopbackModel : IDisposable
{
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly HttpMessageInvoker _wire = new(new SocketsHttpHandler());

    public LoopbackModel(Func<JsonElement, object> answers, string userModel = "") =>
        (Endpoint, _) = (new EvalEndpoint(new Uri(_server.Url + "/v1"), "secret-key", "tested", userModel, _wire), Serve(answers));

    public EvalEndpoint Endpoint { get; }

    public int Asked => _server.LogEntries.Count;

    /// <summary>The bodies of all requests.</summary>
    public IReadOnlyList<string> Requests => [.. _server.LogEntries.Select(e => e.RequestMessage?.Body ?? "")];

    /// <summary>Looks up the code and says it.</summary>
    public static object Good(JsonElement request)
    {
        var token = System.Text.RegularExpressions.Regex.Match(request.GetProperty("messages").EnumerateArray().Last().ToString(), @"\[\[code:[A-Z0-9]+\]\]");
        return token.Success ? Says($"Your code is {token.Value}.") : Calls("Stay-GetAccessCode");
    }

    public static object Says(string reply) => Raw(JsonSerializer.Serialize(new { reply, lang = "en", sources = new[] { "GetAccessCode" }, intent = "answer", done = true }));

    public static object Raw(string content) => new { role = "assistant", content };

    public static object Calls(string tool) => new { role = "assistant", content = (string?)null, tool_calls = new[] { new { id = "call_1", type = "function", function = new { name = tool, arguments = "{}" } } } };

    public void Dispose()
    {
        _server.Dispose();
        _wire.Dispose();
    }

    private bool Serve(Func<JsonElement, object> answers)
    {
        _server.Given(Request.Create().UsingPost()).RespondWith(Response.Create().WithCallback(request => Render(answers(JsonDocument.Parse(request.Body ?? "{}").RootElement))));
        return true;
    }

    private static ResponseMessage Render(object message) => new()
    {
        StatusCode = 200,
        Headers = new Dictionary<string, WireMockList<string>> { ["Content-Type"] = new("application/json") },
        BodyData = new BodyData
        {
            DetectedBodyType = BodyType.String,
            BodyAsString = JsonSerializer.Serialize(new
            {
                id = "chatcmpl-1", @object = "chat.completion", created = 1764000000, model = "tested", choices = new[] { new { index = 0, finish_reason = JsonSerializer.Serialize(message).Contains("tool_calls", StringComparison.Ordinal) ? "tool_calls" : "stop", message } },
                usage = new { prompt_tokens = 120, completion_tokens = 18, total_tokens = 138 },
            }),
        },
    };
}
