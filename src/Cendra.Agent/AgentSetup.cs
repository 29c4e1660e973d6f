using Cendra.Agent.LockOuts;
using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Agent;

/// <summary>Answers to guests: everything this project registers. Code grants, clock, logging and randomness come from outside.</summary>
public static class AgentSetup
{
    /// <summary>Name of the HTTP client that reaches the model: tests put their own primary handler under it.</summary>
    public const string HttpClientName = "chat-model";

    private const int LargestAnswer = 1024 * 1024;

    /// <summary>
    /// <see cref="GuestAnswers"/> with options from section <c>ChatModel</c>. Redirects are not followed and the client writes no log: requests hold conversations. Semantic Kernel is
    /// given no logger at all; a host that adds one must keep the category <c>Microsoft.SemanticKernel</c> at Information in code.
    /// </summary>
    public static IServiceCollection AddAgent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatModelOptions>().Bind(configuration.GetSection(ChatModelOptions.Section));
        services.AddSingleton<PromptShelf>().AddSingleton<BasicReplies>().AddSingleton<LockOutHelp>().AddSingleton<GuestAgent>().AddSingleton<GuestAnswers>().AddSingleton<HostTranslation>();
        services.AddHttpClient(HttpClientName, http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan; // each call and the turn have their own end
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers()
            .AddResilienceHandler("chat-model", ModelRepeats.Configure);
        return services;
    }
}
