using System.Text.Json;
using Cendra.Agent;
using Cendra.Agent.Models;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace Cendra.Tests.Agent;

/// <summary>Answers with a model behind them, which is a server on the wire that says what a test laid out; the last answer is given again for ever.</summary>
internal sealed class ModelWorld : IDisposable
{
    private const string Talk = "talk";
    private readonly WireMockServer _server = WireMockServer.Start();
    private readonly AnswersWorld _answers;
    private int _next;

    public ModelWorld(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var all = new Dictionary<string, string?>
        {
            ["ChatModel:Provider"] = "OpenAI", ["ChatModel:Endpoint"] = $"{_server.Url}/v1", ["ChatModel:ApiKey"] = "sk-test-secret", ["ChatModel:Model"] = "test-model", ["ChatModel:RetryDelay"] = "00:00:00",
        };
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }

        if (all["ChatModel:Provider"] == "AzureOpenAI")
        {
            all["ChatModel:Endpoint"] = _server.Url; // The resource; its path is Cendra's to know.
        }

        _answers = new AnswersWorld(all, clock);
    }

    public string Address => _server.Url!;

    public IReadOnlyList<string> Bodies => [.. _server.LogEntries.Select(e => e.RequestMessage?.Body ?? "")];

    public IReadOnlyList<string> Paths => [.. _server.LogEntries.Select(e => e.RequestMessage?.Path ?? "")];

    public IReadOnlyList<string> LogLines => _answers.LogLines;

    public T Get<T>() where T : notnull => _answers.Get<T>();
    /// <summary>What stood in the header that signs in, request by request.</summary>
    public IReadOnlyList<string> Keys => [.. _server.LogEntries.Select(e => e.RequestMessage?.Headers is { } headers && headers.TryGetValue("Authorization", out var key) ? key.FirstOrDefault() ?? "" : "")];

    public ModelHealth Health => _answers.Get<ModelHealth>();

    public Task<AgentReply> AnswerAsync(GuestTurn turn) => _answers.AnswerAsync(turn);

    public ModelWorld Says(string reply, string lang = "en") => Message(JsonSerializer.Serialize(new { reply, lang }));

    public ModelWorld Message(string content, string finish = "stop") => Body(200, Completion(new { role = "assistant", content }, finish));

    /// <summary>An endpoint that counts no tokens.</summary>
    public ModelWorld SaysUncounted(string reply) => Body(200, JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1", @object = "chat.completion", created = 1764000000, model = "test-model",
        choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = JsonSerializer.Serialize(new { reply, lang = "en" }) } } },
    }));

    public ModelWorld Calls(params (string Name, string Arguments)[] calls) => Body(200, Completion(new
    {
        role = "assistant",
        content = (string?)null,
        tool_calls = calls.Select((c, i) => new { id = $"call_{_next}_{i}", type = "function", function = new { name = c.Name, arguments = c.Arguments } }),
    }, "tool_calls"));

    public ModelWorld Body(int status, string body, TimeSpan? delay = null, string? retryAfter = null)
    {
        var answer = Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);
        answer = delay is { } wait ? answer.WithDelay(wait) : answer;
        answer = retryAfter is null ? answer : answer.WithHeader("Retry-After", retryAfter);
        Lay(answer);
        return this;
    }

    /// <summary>The last answer reads what a tool gave and puts its token into a text.</summary>
    public ModelWorld SaysWithToken(string template, string lang = "en")
    {
        Lay(Response.Create().WithCallback(request =>
        {
            var body = request.Body ?? "";
            var at = body.LastIndexOf("[[code:", StringComparison.Ordinal);
            var token = at < 0 ? "[[code:NONE99]]" : body[at..(body.IndexOf("]]", at, StringComparison.Ordinal) + 2)];
            return new WireMock.ResponseMessage
            {
                StatusCode = 200,
                Headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new("application/json") },
                BodyData = new WireMock.Util.BodyData
                {
                    DetectedBodyType = WireMock.Types.BodyType.String,
                    BodyAsString = Completion(new { role = "assistant", content = JsonSerializer.Serialize(new { reply = template.Replace("TOKEN", token, StringComparison.Ordinal), lang }) }, "stop"),
                },
            };
        }));
        return this;
    }

    /// <summary>From here on every request is answered by what a test makes of its body: a text for the guest, or calls of tools.</summary>
    public ModelWorld Obeys(Func<string, object> message)
    {
        Lay(Response.Create().WithCallback(request =>
        {
            var said = message(request.Body ?? "");
            return new WireMock.ResponseMessage
            {
                StatusCode = 200,
                Headers = new Dictionary<string, WireMock.Types.WireMockList<string>> { ["Content-Type"] = new("application/json") },
                BodyData = new WireMock.Util.BodyData { DetectedBodyType = WireMock.Types.BodyType.String, BodyAsString = Completion(said, said.ToString()!.Contains("tool_calls", StringComparison.Ordinal) ? "tool_calls" : "stop") },
            };
        }));
        return this;
    }

    public void Dispose()
    {
        _answers.Dispose();
        _server.Dispose();
    }

    private void Lay(IResponseBuilder answer)
    {
        var request = Request.Create().UsingPost();
        if (_next > 0)
        {
            // The one before is no longer the last: it is given once.
            _server.Given(request).InScenario(Talk).WhenStateIs($"{_next}").WillSetStateTo($"{_next + 1}").RespondWith(answer);
        }
        else
        {
            _server.Given(request).InScenario(Talk).WillSetStateTo("1").RespondWith(answer);
        }

        _next++;
        _server.Given(request).InScenario(Talk).WhenStateIs($"{_next}").WillSetStateTo($"{_next}").RespondWith(answer);
    }

    private static string Completion(object message, string finish) => JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1764000000,
        model = "test-model",
        choices = new[] { new { index = 0, finish_reason = finish, message } },
        usage = new { prompt_tokens = 120, completion_tokens = 18, total_tokens = 138 },
    });
}
