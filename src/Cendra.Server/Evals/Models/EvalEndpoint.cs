using System.Net.Http.Headers;
using System.Text;

namespace Cendra.Server.Evals.Models;

/// <summary>A server that speaks OpenAI's protocol, and which of its models answers guests and which plays one. Not a record: its text must not print the key.</summary>
/// <param name="address">With <c>/v1</c> at its end.</param>
/// <param name="key">Sent as a bearer token; empty = none.</param>
/// <param name="model">Answers guests.</param>
/// <param name="userModel">Plays a guest who follows the goal of a scenario; empty = guests say what the scenario has them say.</param>
/// <param name="wire">The way there; whoever made it disposes it.</param>
internal sealed class EvalEndpoint(Uri address, string key, string model, string userModel, HttpMessageInvoker wire)
{
    public string Model => model;

    public string UserModel => userModel;

    /// <summary>Sends a request as it stands and gives the answer as it came.</summary>
    public async Task<ModelAnswer> AskAsync(string body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address.ToString().TrimEnd('/')}/chat/completions")) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = key.Length > 0 ? new AuthenticationHeaderValue("Bearer", key) : null;
        using var answer = await wire.SendAsync(request, ct);
        return new ModelAnswer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }
}

/// <summary>A model that is asked.</summary>
internal sealed class LiveModel(EvalEndpoint endpoint) : IEvalModel
{
    /// <inheritdoc />
    public string Name => endpoint.Model;

    /// <inheritdoc />
    public IReadOnlyList<string> Problems => [];

    /// <inheritdoc />
    public Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct) => endpoint.AskAsync(body, ct);
}
