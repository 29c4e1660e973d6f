using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle.Seam;

/// <summary>Registers the Seam client.</summary>
public static class SeamSetup
{
    /// <summary>Name of the HTTP client: tests and the simulator put their own primary handler under it.</summary>
    public const string HttpClientName = nameof(SeamClient);

    /// <summary>
    /// <see cref="SeamClient"/> with options from section <c>Seam</c>. Redirects are not followed: a request holds digits and goes to the configured address
    /// or nowhere. The whole exchange, repetitions included, ends after two minutes.
    /// </summary>
    public static IServiceCollection AddSeam(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SeamOptions>().Bind(configuration.GetSection(SeamOptions.Section));
        services.AddSingleton<SeamCallLog>();
        services.AddHttpClient<SeamClient>(HttpClientName, http =>
            {
                http.Timeout = TimeSpan.FromMinutes(2);
                http.MaxResponseContentBufferSize = 128 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers()
            .AddLogger<SeamCallLog>()
            .AddResilienceHandler("seam", SeamRepeats.Configure);
        return services;
    }
}
