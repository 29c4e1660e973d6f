using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;

namespace Cendra.Agent.Models;

/// <summary>
/// When a request to the model is sent again: twice at most, after a failed connection, 429 or 5xx, with jitter or after what <c>Retry-After</c> asks. A longer wait than a call may take
/// is not waited: basic replies answer.
/// </summary>
internal static class ModelRepeats
{
    private const int Repetitions = 2;

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context)
    {
        var clock = context.ServiceProvider.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;
        var options = (IOptionsMonitor<ChatModelOptions>)context.ServiceProvider.GetService(typeof(IOptionsMonitor<ChatModelOptions>))!;
        pipeline.TimeProvider = clock;
        var retry = new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = Repetitions,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.CurrentValue.RetryDelay,
            ShouldHandle = outcome => ValueTask.FromResult(Repeatable(outcome.Outcome, clock, options.CurrentValue.CallTimeout)),
            DelayGenerator = outcome => ValueTask.FromResult(RetryAfter(outcome.Outcome.Result, clock)),
        };
        if (context.ServiceProvider.GetService(typeof(RandomNumberGenerator)) is RandomNumberGenerator random)
        {
            retry.Randomizer = () => Fraction(random);
        }

        pipeline.AddRetry(retry);
    }

    private static bool Repeatable(Outcome<HttpResponseMessage> outcome, TimeProvider clock, TimeSpan longest) => outcome switch
    {
        { Exception: HttpRequestException } => true,
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
