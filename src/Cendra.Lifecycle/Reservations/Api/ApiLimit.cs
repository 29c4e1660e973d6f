using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>600 calls a minute for each key, and for each address that sends none. Over that 429, with words and <c>Retry-After</c>.</summary>
public sealed class ApiLimit : IRateLimiterPolicy<string>
{
    /// <summary>The name of the policy.</summary>
    public const string Name = "api";

    /// <summary>How many.</summary>
    public const int CallsAMinute = 600;

    /// <inheritdoc />
    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected { get; } = async (rejected, _) =>
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        await Results.Problem($"More than {CallsAMinute} calls a minute came with this key. Retry-After says when to come again.", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
    };

    /// <inheritdoc />
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        ApiKeyHandler.HashOfKey(httpContext.Request) ?? httpContext.Connection.RemoteIpAddress?.ToString() ?? "local",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = CallsAMinute, Window = TimeSpan.FromMinutes(1) });
}
