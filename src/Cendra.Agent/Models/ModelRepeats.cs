using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Cendra.Agent.Models;

/// <summary>
/// When a request to the model is sent again, and when none is sent. Again: twice at most, after a failed connection, 429 or 5xx, with jitter or after what <c>Retry-After</c> asks. A longer wait than a call may take
/// is not waited: basic replies answer. Not at all: for a minute after five requests failed within one, and most of all that were sent; then one is tried.
/// </summary>
internal static class ModelRepeats
{
    /// <summary>So many failed requests, repetitions not counted …</summary>
    public const int FailuresToRest = 5;

    /// <summary>… within so long, and for so long no more.</summary>
    public static readonly TimeSpan RestTime = TimeSpan.FromSeconds(60);

    private const int Repetitions = 2;

    /// <summary>Where most requests are answered, five that are not are no reason to ask none.</summary>
    private const double MostOfThem = 0.5;

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var clock = context.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var options = context.ServiceProvider.GetRequiredService<IOptionsMonitor<ChatModelOptions>>();
        pipeline.TimeProvider = clock;
        pipeline.AddCircuitBreaker(Breaker(context.ServiceProvider.GetRequiredService<ModelHealth>()));
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Repetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.CurrentValue.RetryDelay,
            ShouldHandle = outcome => ValueTask.FromResult(Repeatable(outcome.Outcome, clock, options.CurrentValue.CallTimeout)),
            DelayGenerator = outcome => ValueTask.FromResult(RetryAfter(outcome.Outcome.Result, clock)),
        };
        if (context.ServiceProvider.GetService<RandomNumberGenerator>() is { } random)
        {
            retry.Randomizer = () => Fraction(random);
        }

        pipeline.AddRetry(retry);
    }

    private static CircuitBreakerStrategyOptions<HttpResponseMessage> Breaker(ModelHealth health) => new()
    {
        MinimumThroughput = FailuresToRest,
        FailureRatio = MostOfThem,
        SamplingDuration = RestTime,
        BreakDuration = RestTime,
        ShouldHandle = outcome => ValueTask.FromResult(IsFailure(outcome.Outcome)),
        OnOpened = _ =>
        {
            health.Rest();
            return default;
        },
        OnClosed = _ =>
        {
            health.Resume();
            return default;
        },
    };

    /// <summary>A request that was given up because it took too long counts too; one that the endpoint refuses for what it says does not.</summary>
    private static bool IsFailure(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or OperationCanceledException or ModelSignInException } => true,
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or >= HttpStatusCode.InternalServerError } => true,
        _ => false,
    };

    private static bool Repeatable(Outcome<HttpResponseMessage> outcome, TimeProvider clock, TimeSpan longest) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: not HttpRequestError.ConfigurationLimitExceeded } } => true,
        { Result: { StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } response } => !(RetryAfter(response, clock) >= longest),
        _ => false,
    };

    private static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock) => response?.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } due } => due - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static double Fraction(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[8];
        random.GetBytes(bytes);
        return (BitConverter.ToUInt64(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
