using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Cendra.Messaging.Twilio;

/// <summary>
/// When a call is sent again by itself. Whatever changes something: only after 429, which Twilio says it never processes; there is no idempotency key, and a
/// message sent twice cannot be called back. Reads: also after a failed connection, a timeout, 408 or 5xx. Five attempts in all, the first wait
/// <see cref="TwilioOptions.RetryDelay"/>, then doubling with jitter, or what <c>Retry-After</c> asks up to <see cref="TwilioOptions.LongestWait"/>.
/// Every attempt has fifteen seconds.
/// </summary>
internal static class TwilioRepeats
{
    public const int Repetitions = 4;
    public static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Waits run on the container's <see cref="TimeProvider"/>, jitter on its <see cref="RandomNumberGenerator"/>, where there is one.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var clock = context.ServiceProvider.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;
        var options = (IOptionsMonitor<TwilioOptions>)context.ServiceProvider.GetService(typeof(IOptionsMonitor<TwilioOptions>))!;
        pipeline.TimeProvider = clock;
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Repetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = outcome => ValueTask.FromResult(Repeatable(outcome.Context, outcome.Outcome, clock, options.CurrentValue.LongestWait)),
            ShouldRetryAfterHeader = false, // it reads dates with the system's clock; ours is below
            Delay = options.CurrentValue.RetryDelay,
            MaxDelay = options.CurrentValue.LongestWait,
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

    private static bool Repeatable(ResilienceContext context, Outcome<HttpResponseMessage> outcome, TimeProvider clock, TimeSpan longest) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => IsRead(context),
        { Result: { } response } when RetryAfter(response, clock) > longest => false,
        { Result.StatusCode: HttpStatusCode.TooManyRequests } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError } => IsRead(context),
        _ => false,
    };

    private static bool IsRead(ResilienceContext context) =>
        context.GetRequestMessage() is { } request && request.Options.TryGetValue(TwilioOperation.Key, out var operation) && !operation.Changes;

    private static double Fraction(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.GetBytes(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
