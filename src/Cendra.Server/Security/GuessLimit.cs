using System.Net;
using System.Threading.RateLimiting;

namespace Cendra.Server.Security;

/// <summary>
/// Wrong links from one address: thirty a minute, then none is answered. Right ones do not count, because behind a proxy or a mobile network many guests share one address and none of them
/// may stand outside for what another one tries.
/// </summary>
public sealed class GuessLimit : IDisposable
{
    /// <summary>How many.</summary>
    public const int PerMinute = 30;

    private readonly PartitionedRateLimiter<string> _limiter;

    /// <summary>With the limit.</summary>
    public GuessLimit()
        : this(PerMinute)
    {
    }

    /// <summary>With another limit, for tests that send more.</summary>
    internal GuessLimit(int perMinute) => _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>May a wrong link from this address still be answered?</summary>
    public bool Takes(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address?.ToString() ?? "local");
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();
}
