using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cendra.Lifecycle.Outbound;

/// <summary>Clients for addresses that a person or a message set. There is no other way to make one.</summary>
public static class OutboundSetup
{
    /// <summary>
    /// A named client that calls only where <see cref="OutboundAddress"/> allows, follows at most three redirects to addresses that it allows too, and breaks off what exceeds the
    /// limits. It logs nothing: a path may be a secret.
    /// </summary>
    public static IHttpClientBuilder AddOutboundClient(this IServiceCollection services, string name, OutboundLimits limits)
    {
        services.TryAddSingleton<OutboundNetwork>();
        return services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectCallback = (context, ct) => provider.GetRequiredService<OutboundNetwork>().OpenAsync(context.DnsEndPoint, Exceptions(provider), ct),
            })
            .AddHttpMessageHandler(provider => new OutboundHandler(limits, Exceptions(provider), TimeProvider.System));
    }

    private static IReadOnlySet<string> Exceptions(IServiceProvider provider) => OutboundAddress.Exceptions(provider.GetRequiredService<IConfiguration>());
}
