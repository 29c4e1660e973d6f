using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenAI;
using OpenAI.Embeddings;

namespace Cendra.Knowledge.Meanings;

/// <summary>Registers the model of meanings where section <c>Embeddings</c> names one. Any other <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/> that is registered before is used in its place.</summary>
public static class MeaningSetup
{
    /// <summary>Name of the HTTP client that reaches it.</summary>
    public const string HttpClientName = "embeddings";

    private const int LargestAnswer = 8 * 1024 * 1024;

    /// <summary>Redirects are not followed and the client writes no log: requests hold what guests wrote.</summary>
    public static IServiceCollection AddMeanings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddingOptions>().Bind(configuration.GetSection(EmbeddingOptions.Section));
        services.AddHttpClient(HttpClientName, http =>
            {
                http.Timeout = Timeout.InfiniteTimeSpan; // Each call has its own end.
                http.MaxResponseContentBufferSize = LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .RemoveAllLoggers();
        var settings = new EmbeddingOptions();
        configuration.GetSection(EmbeddingOptions.Section).Bind(settings);
        if (settings.IsSet)
        {
            services.AddSingleton(sp => Generator(settings, sp.GetRequiredService<IHttpClientFactory>()));
        }

        return services.AddSingleton<MeaningOfTexts>();
    }

    private static IEmbeddingGenerator<string, Embedding<float>> Generator(EmbeddingOptions settings, IHttpClientFactory http)
    {
        var client = new EmbeddingClient(settings.Model, new ApiKeyCredential(settings.ApiKey is { Length: > 0 } key ? key : "none"), new OpenAIClientOptions
        {
            Endpoint = settings.Address,
            Transport = new HttpClientPipelineTransport(http.CreateClient(HttpClientName)),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 1),
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        });
        return client.AsIEmbeddingGenerator();
    }
}
