using System.Security.Cryptography;
using Cendra.Agent;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Tests.Agent;

/// <summary>The answers as the container makes them, with the prompts that ship, and a model only where settings name one.</summary>
internal sealed class AnswersWorld : IDisposable
{
    private readonly ServiceProvider _services;

    public AnswersWorld(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings ?? []).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton(clock ?? TimeProvider.System).AddSingleton<RandomNumberGenerator>(new SeededRandom(7)).AddSingleton<CodeGrants>().AddSingleton<SecretGrants>();
        services.AddSingleton(sp => new StayClock(sp.GetRequiredService<TimeProvider>()));
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddFakeLogging());
        services.AddAgent(configuration);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Answers = _services.GetRequiredService<GuestAnswers>();
    }

    public GuestAnswers Answers { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public IReadOnlyList<string> LogLines => [.. _services.GetFakeLogCollector().GetSnapshot().Select(r => $"{r.Category} {r.Message} {r.Exception} {string.Join(' ', r.StructuredState?.Select(p => p.Value) ?? [])}")];

    public Task<AgentReply> AnswerAsync(GuestTurn turn) => Answers.AnswerAsync(turn, CancellationToken.None);

    public void Dispose() => _services.Dispose();
}
