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

    /// <summary>Name of the HTTP client that signs in to Entra.</summary>
    public const string SignInClientName = "chat-model-sign-in";

    /// <summary>
    /// <see cref="GuestAnswers"/> with options from section <c>ChatModel</c>. Redirects are not followed and the client writes no log: requests hold conversations. Semantic Kernel is
    /// given no logger at all; a host that adds one must keep the category <c>Microsoft.SemanticKernel</c> at Information in code.
    /// </summary>
    public static IServiceCollection AddAgent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatModelOptions>().Bind(configuration.GetSection(ChatModelOptions.Section));
        services.AddSingleton<PromptShelf>().AddSingleton<ReleaseInForce>().AddSingleton<BasicReplies>().AddSingleton<LockOutHelp>().AddSingleton<ModelHealth>().AddSingleton<ModelEndpoint>().AddSingleton<EntraTokens>().AddTransient<EntraSignIn>().AddTransient<AnswerCap>().AddSingleton<GuestAgent>().AddSingleton<GuestAnswers>().AddSingleton<HostTranslation>();
        Client(services, HttpClientName).AddResilienceHandler("chat-model", ModelRepeats.Configure);
        services.AddHttpClient(HttpClientName).AddHttpMessageHandler<EntraSignIn>().AddHttpMessageHandler<AnswerCap>(); // Within it: where Entra hands out nothing, the model rests as well.
        Client(services, SignInClientName);
        return services;
    }

    private static IHttpClientBuilder Client(IServiceCollection services, string name) => services.AddHttpClient(name, http => http.Timeout = Timeout.InfiniteTimeSpan) // each call and the turn have their own end
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        .RemoveAllLoggers();
}
