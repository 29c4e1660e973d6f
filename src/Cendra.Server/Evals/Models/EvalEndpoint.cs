using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Cendra.Server.Evals.Models;

/// <summary>A server that speaks OpenAI's protocol, and which of its models answers guests and which plays one. Not a record: its text must not print the key.</summary>
/// <param name="address">With <c>/v1</c> at its end.</param>
/// <param name="key">Sent as a bearer token; empty = none.</param>
/// <param name="model">Answers guests.</param>
/// <param name="userModel">Plays a guest who follows the goal of a scenario; empty = guests say what the scenario has them say.</param>
/// <param name="wire">The way there; whoever made it disposes it.</param>
internal sealed class EvalEndpoint(Uri address, string key, string model, string userModel, HttpMessageInvoker wire)
{
    private int _answered;

    public string Model => model;

    public string UserModel => userModel;

    /// <summary>Requests of the house that the model answered, over all plays. None = no model has read anything, whatever came of the plays.</summary>
    public int Answered => _answered;

    /// <summary>The model answered a request of the house.</summary>
    public void NoteAnswer() => Interlocked.Increment(ref _answered);

    /// <summary>Sends a request as it stands and gives the answer as it came.</summary>
    public async Task<ModelAnswer> AskAsync(string body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address.ToString().TrimEnd('/')}/chat/completions")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = key.Length > 0 ? new AuthenticationHeaderValue("Bearer", key) : null;
        using var answer = await wire.SendAsync(request, ct);
        return new ModelAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }
}

/// <summary>A model that is asked. Whatever is no answer of a model is a problem: the house answers by rules then, and a play that passes says nothing of the model.</summary>
internal sealed class LiveModel(EvalEndpoint endpoint) : IEvalModel
{
    /// <summary>How services say that they read a request and answer it with a refusal of their own: there the guests of the real house get prepared replies as well.</summary>
    private static readonly string[] RefusedForContent = ["content_filter", "content_policy"];

    private readonly List<string> _problems = [];

    /// <inheritdoc />
    public string Name => endpoint.Model;

    /// <inheritdoc />
    public IReadOnlyList<string> Problems => _problems;

    /// <inheritdoc />
    public async Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct)
    {
        try
        {
            var answer = await endpoint.AskAsync(body, ct);
            if (WhatIsWrong(answer) is { Length: > 0 } wrong)
            {
                _problems.Add($"Guest turn {turn + 1}: {wrong}");
            }
            else
            {
                endpoint.NoteAnswer();
            }

            return answer;
        }
        catch (Exception failure)
        {
            _problems.Add($"Guest turn {turn + 1}: the model gave no answer ({failure.GetType().Name})."); // Its kind alone: what is thrown may quote the request.
            throw;
        }
    }

    private static string WhatIsWrong(ModelAnswer answer) =>
        answer.Status == 200 ? IsAnswer(answer.Body) ? "" : "the model's endpoint answered something else than a model does."
        : answer.Status == 400 && Array.Exists(RefusedForContent, word => answer.Body.Contains(word, StringComparison.Ordinal)) ? ""
        : $"the model's endpoint answered {answer.Status}.";

    private static bool IsAnswer(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("choices", out var choices) && choices is { ValueKind: JsonValueKind.Array } && choices.GetArrayLength() > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
