using System.Net;
using Polly.Timeout;

namespace Cendra.Messaging.Twilio;

/// <summary>Turns whatever went wrong into a <see cref="TwilioException"/>: one table, so that no caller reads status codes.</summary>
internal static class TwilioFailure
{
    private const int BadCredentials = 20003;
    private const int TooMany = 20429;

    /// <summary>Account or credentials are missing or can be no header: nothing was sent.</summary>
    public static TwilioException NoCredentials(TwilioOperation operation) =>
        new($"Twilio {operation.Name}: no usable account and credentials are configured.", TwilioRetry.AfterSignIn);

    /// <summary>A list did not come to an end; part of it would look as if messages had never been there.</summary>
    public static TwilioException EndlessList(TwilioOperation operation) =>
        new($"Twilio {operation.Name}: the pages of the list do not come to an end.", TwilioRetry.Later);

    /// <summary>A list goes on at another server: our credentials do not go there.</summary>
    public static TwilioException ForeignPage(TwilioOperation operation) =>
        new($"Twilio {operation.Name}: the list goes on at another address.", TwilioRetry.Never);

    /// <summary>2xx, but the body is not what the operation answers: a proxy's page, a cut answer.</summary>
    public static TwilioException Unreadable(TwilioOperation operation, HttpResponseMessage response) =>
        new($"Twilio {operation.Name}: the answer cannot be read.", TwilioRetry.Later) { StatusCode = response.StatusCode, OutcomeUnknown = operation.Changes };

    /// <summary>No answer: time ran out, or the connection failed.</summary>
    public static TwilioException NoAnswer(TwilioOperation operation, Exception cause)
    {
        var late = cause is TimeoutRejectedException or OperationCanceledException;
        return new TwilioException($"Twilio {operation.Name}: {(late ? "no answer in time" : "the connection failed")}.", TwilioRetry.Later, cause)
        {
            OutcomeUnknown = operation.Changes && !NeverSent(cause),
        };
    }

    /// <summary>An answer that is not 2xx. Its body need not be JSON.</summary>
    public static TwilioException Refused(TwilioOperation operation, HttpResponseMessage response, byte[] body)
    {
        var (status, code) = (response.StatusCode, TwilioJson.ErrorCode(body));
        var told = code is null ? $"({(int)status})" : $"({(int)status}, error {code})";
        return new TwilioException($"Twilio {operation.Name}: {Words(status, code)} {told}.", RetryOf(status, code))
        {
            StatusCode = status,
            Code = code,
            RetryAfter = TwilioRepeats.RetryAfter(response),
            OutcomeUnknown = operation.Changes && code != TooMany && (status == HttpStatusCode.RequestTimeout || (int)status >= 500),
        };
    }

    private static TwilioRetry RetryOf(HttpStatusCode status, int? code) => status switch
    {
        _ when code == BadCredentials => TwilioRetry.AfterSignIn,
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => TwilioRetry.Later,
        _ when TwilioErrors.Of(code).Action == TwilioErrorAction.RetryLater => TwilioRetry.Later,
        HttpStatusCode.Unauthorized => TwilioRetry.AfterSignIn,
        HttpStatusCode.Forbidden when code is null or (>= 20000 and < 20500) => TwilioRetry.AfterSignIn,
        _ => TwilioRetry.Never,
    };

    private static string Words(HttpStatusCode status, int? code) => RetryOf(status, code) switch
    {
        TwilioRetry.AfterSignIn => "the credentials are not accepted",
        TwilioRetry.Later when status == HttpStatusCode.TooManyRequests || code == TooMany => "too many requests",
        TwilioRetry.Later => "Twilio is not well",
        _ when status == HttpStatusCode.NotFound => "not found",
        _ when status is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "the address answers with a redirect",
        _ => "refused",
    };

    private static bool NeverSent(Exception cause) =>
        cause is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
}
