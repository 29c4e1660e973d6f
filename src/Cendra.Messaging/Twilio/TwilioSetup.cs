using Cendra.Lifecycle.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Messaging.Twilio;

/// <summary>Registers the Twilio client.</summary>
public static class TwilioSetup
{
    /// <summary>Name of the HTTP client: tests and the simulator put their own primary handler under it.</summary>
    public const string HttpClientName = nameof(TwilioClient);

    /// <summary>
    /// <see cref="TwilioClient"/> with options from section <c>Twilio</c>. Redirects are not followed: a request holds a guest's address and goes to the
    /// configured one or nowhere. The whole exchange, repetitions included, ends after two minutes.
    /// </summary>
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section));
        services.AddTransient<TwilioCallLog>();
        var client = services.AddHttpClient<TwilioClient>(HttpClientName, http =>
            {
                http.Timeout = TimeSpan.FromMinutes(2);
                http.MaxResponseContentBufferSize = 32 * 1024 * 1024;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .RemoveAllLoggers();
        client.AddTypedClient<TwilioFiles>();
        services.AddOutboundClient(TwilioFiles.StoreClientName, TwilioFiles.Limits);
        client.AddResilienceHandler("twilio", TwilioRepeats.Configure);
        client.AddHttpMessageHandler<TwilioCallLog>(); // inside the repetitions: one line for every attempt
        return services;
    }
}
