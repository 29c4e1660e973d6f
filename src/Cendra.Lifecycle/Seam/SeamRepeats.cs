using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// When a call is sent again by itself: reads and deletes, twice at most, after a failed connection, a timeout, 408, 429 or 5xx; after
/// <see cref="SeamOptions.RetryDelay"/> doubling with jitter, or after what <c>Retry-After</c> asks. A longer wait than ten seconds is the job's matter,
/// which must not hold a door's lease meanwhile. Every attempt has thirty seconds.
/// </summary>
internal static class SeamRepeats
{
    public const int Repetitions = 2;
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>Waits run on the container's <see cref="TimeProvider"/>, jitter on its <see cref="RandomNumberGenerator"/>, where there is one.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var clock = context.ServiceProvider.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;
        var options = (IOptionsMonitor<SeamOptions>)context.ServiceProvider.GetService(typeof(IOptionsMonitor<SeamOptions>))!;
        pipeline.TimeProvider = clock;
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Repetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = outcome => ValueTask.FromResult(MayRepeat(outcome.Context) && Repeatable(outcome.Outcome, clock)),
            ShouldRetryAfterHeader = false, // it reads dates with the system's clock; ours is below
            Delay = options.CurrentValue.RetryDelay,
            DelayGenerator = outcome => ValueTask.FromResult(RetryAfter(outcome.Outcome.Result, clock)),
        };
        if (context.ServiceProvider.GetService(typeof(RandomNumberGenerator)) is RandomNumberGenerator random)
        {
            retry.Randomizer = () => Fraction(random);
        }

        pipeline.AddRetry(retry).AddTimeout(new HttpTimeoutStrategyOptions { Timeout = AttemptTimeout });
    }

    /// <summary>How long the answer asks to wait: seconds, or a date against <paramref name="clock"/>. Null = it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider? clock = null) => response?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } due } when (due - (clock ?? TimeProvider.System).GetUtcNow()) is { Ticks: > 0 } wait => wait,
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    private static bool MayRepeat(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(SeamOperation.Key, out var operation) && operation.MayRepeat;

    private static bool Repeatable(Outcome<HttpResponseMessage> outcome, TimeProvider clock) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => true,
        { Result: { } response } => Passing(response.StatusCode) && !(RetryAfter(response, clock) > LongestWait),
        _ => false,
    };

    private static bool Passing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static double Fraction(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.GetBytes(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
