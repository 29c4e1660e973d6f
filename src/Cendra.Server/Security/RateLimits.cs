using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Cendra.Server.Security;

/// <summary>How often one address may ask, by kind of question.</summary>
public static class RateLimits
{
    /// <summary>Passwords and one-time codes: 20 tries a minute.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Links with a token: 30 a minute, so that guessing 128 bits stays what it is.</summary>
    public const string Links = "links";

    /// <summary>The pages of guests: 300 a minute; wrong links among them are far fewer (<see cref="GuessLimit"/>).</summary>
    public const string GuestPages = "guest-pages";

    /// <summary>Registers the limits; over them the answer is 429.</summary>
    public static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }

            return ValueTask.CompletedTask;
        };
        Add(options, SignIn, 20);
        Add(options, Links, 30);
        Add(options, GuestPages, 300);
    }

    private static void Add(RateLimiterOptions options, string name, int perMinute) =>
        options.AddPolicy(name, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "local",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));
}
