using Cendra.Agent.Plugins;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;

namespace Cendra.Agent.Models;

/// <summary>The model that is set, as Semantic Kernel reaches it: Azure OpenAI, OpenAI, or any server that speaks its protocol.</summary>
public sealed class ModelEndpoint
{
    private readonly IHttpClientFactory _http;
    private readonly IOptionsMonitor<ChatModelOptions> _options;
    private readonly ModelHealth _health;
    private readonly TimeProvider _clock;
    private readonly ILogger<ModelEndpoint> _log;
    private readonly ModelHabits _habits = new();

    public ModelEndpoint(IHttpClientFactory http, IOptionsMonitor<ChatModelOptions> options, ModelHealth health, TimeProvider clock, ILogger<ModelEndpoint> log) =>
        (_http, _options, _health, _clock, _log) = (http, options, health, clock, log);

    /// <summary>What is set now.</summary>
    internal ChatModelOptions Settings => _options.CurrentValue;

    /// <summary>Requests with these tools, for one turn.</summary>
    internal ModelRequests Open(ChatModelOptions settings, StayTools tools) => new(Kernel(settings), settings, tools, _habits, _clock);

    /// <summary>Runs the rounds of a turn within the time that one may take. Gives why there is no answer; empty = there is one. Throws only when cancelled.</summary>
    internal async Task<string> RunAsync(ChatModelOptions settings, Func<CancellationToken, Task<string>> rounds, CancellationToken ct)
    {
        using var turnTime = new CancellationTokenSource(settings.TurnTimeout, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, turnTime.Token);
        try
        {
            var why = await rounds(either.Token);
            _health.Good();
            return why;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var failure = ModelFailure.Of(error, turnTime.IsCancellationRequested);
            if (!failure.WasNotAsked)
            {
                _health.Failing(failure.Why, failure.NeedsSignIn);
                _log.LogWarning("The model gave no answer: {Why}", failure.Why);
            }

            return failure.Why;
        }
    }

    /// <summary>A kernel for one turn. It is given no logger: at its finest level it would write whole conversations.</summary>
    private Kernel Kernel(ChatModelOptions settings)
    {
        var builder = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(settings.Model, settings.Address!, settings.ApiKey is { Length: > 0 } key ? key : "none", httpClient: _http.CreateClient(AgentSetup.HttpClientName));
        return builder.Build();
    }
}
