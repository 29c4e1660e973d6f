using System.Threading.RateLimiting;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Reservations.Api;
using Cendra.Server.Security;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Tests.Service;

/// <summary>Takes the limits on calls from one address away, for tests that call faster than anybody: they count real minutes.</summary>
internal static class NoLimits
{
    public static void On(IServiceCollection services)
    {
        services.RemoveAll<IConfigureOptions<RateLimiterOptions>>();
        services.Configure<RateLimiterOptions>(limits =>
        {
            foreach (var name in new[] { RateLimits.SignIn, RateLimits.Links, RateLimits.GuestPages, LifecycleSetup.WebhookLimit, ApiLimit.Name })
            {
                limits.AddPolicy(name, _ => RateLimitPartition.GetNoLimiter(name));
            }
        });
        services.RemoveAll<GuessLimit>();
        services.AddSingleton(_ => new GuessLimit(int.MaxValue));
    }
}
