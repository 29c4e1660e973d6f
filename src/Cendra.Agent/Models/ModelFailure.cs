using System.Net.Sockets;
using System.Text.Json;
using Microsoft.SemanticKernel;
using Polly.CircuitBreaker;

namespace Cendra.Agent.Models;

/// <summary>A request to a model that failed, in words without anything of what was asked: class names and status alone, because messages of vendors quote prompts and keys.</summary>
internal sealed record ModelFailure(string Why, string ErrorType)
{
    private static readonly string[] AboutContent = ["content_filter", "content_policy", "context_length"];

    /// <summary>The endpoint was not asked: it failed again and again and rests.</summary>
    public bool WasNotAsked { get; private init; }

    /// <summary>Somebody has to mend key or settings.</summary>
    public bool NeedsSignIn { get; private init; }

    /// <summary>The endpoint may have worked on it, and counts it.</summary>
    public bool MayHaveWorked { get; private init; }

    /// <summary>The endpoint did not take the form of the request; another form is worth a try.</summary>
    public bool IsOfForm { get; private init; }

    public static ModelFailure Of(Exception failure, bool turnIsOver)
    {
        if (Inner<BrokenCircuitException>(failure) is not null)
        {
            return new("The model failed again and again and is not asked now", "circuit_open") { WasNotAsked = true };
        }

        if (turnIsOver)
        {
            return new("The model took longer than a turn may take", "timeout") { MayHaveWorked = true };
        }

        if (Inner<ModelSignInException>(failure) is not null)
        {
            return new("The sign-in to Entra was refused", "sign_in") { NeedsSignIn = true };
        }

        if (Inner<HttpOperationException>(failure) is { StatusCode: { } status } answered)
        {
            var code = (int)status;
            return new($"The model's endpoint answered {code}", code.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                NeedsSignIn = code is 401 or 403,
                MayHaveWorked = code >= 500,
                IsOfForm = code is 400 or 422 && !AboutContent.Any(word => (answered.ResponseContent ?? answered.Message).Contains(word, StringComparison.Ordinal)),
            };
        }

        return failure switch
        {
            OperationCanceledException or AggregateException or TimeoutException or Polly.Timeout.TimeoutRejectedException => new("The model did not answer in time", "timeout") { MayHaveWorked = true },
            JsonException => new("The model's endpoint answered something else than JSON", "not_json") { MayHaveWorked = true },
            _ when Inner<HttpRequestException>(failure) is { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new("The model's endpoint answered more than it may", "too_large") { MayHaveWorked = true },
            HttpRequestException or HttpOperationException or SocketException or IOException => new("The model's endpoint cannot be reached", "unreachable"),
            _ => new($"The model failed ({failure.GetType().Name})", failure.GetType().Name) { MayHaveWorked = true },
        };
    }

    private static T? Inner<T>(Exception? failure)
        where T : Exception
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is T found)
            {
                return found;
            }
        }

        return null;
    }
}
