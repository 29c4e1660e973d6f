using System.Net;
using System.Text.Json;
using Polly.Timeout;

namespace Cendra.Lifecycle.Seam;

/// <summary>Turns whatever went wrong into a <see cref="SeamException"/>: one table, so that no caller reads status codes.</summary>
internal static class SeamFailure
{
    /// <summary>The key is missing or can be no header: nothing was sent.</summary>
    public static SeamException NoKey(SeamOperation operation) =>
        new($"Seam {operation.Path}: no usable API key is configured.", SeamRetry.AfterSignIn);

    /// <summary>A list did not come to an end; part of it would look as if codes had vanished.</summary>
    public static SeamException EndlessList(SeamOperation operation) =>
        new($"Seam {operation.Path}: the pages of the list do not come to an end.", SeamRetry.Later);

    /// <summary>2xx, but the body is not what the operation answers: a proxy's page, a cut answer.</summary>
    public static SeamException Unreadable(SeamOperation operation, HttpResponseMessage response) =>
        new($"Seam {operation.Path}: the answer cannot be read{Request(response)}.", SeamRetry.Later)
        {
            StatusCode = response.StatusCode, RequestId = RequestId(response), OutcomeUnknown = operation.Changes,
        };

    /// <summary>No answer: time ran out, or the connection failed.</summary>
    public static SeamException NoAnswer(SeamOperation operation, Exception cause)
    {
        var late = cause is TimeoutRejectedException or OperationCanceledException;
        return new SeamException($"Seam {operation.Path}: {(late ? "no answer in time" : "the connection failed")}.", SeamRetry.Later, cause)
        {
            OutcomeUnknown = operation.Changes && !NeverSent(cause),
        };
    }

    /// <summary>An answer that is not 2xx. Its body need not be JSON.</summary>
    public static SeamException Refused(SeamOperation operation, HttpResponseMessage response, byte[] body)
    {
        var error = ReadError(body);
        var type = SeamScrub.Identifier(error?.Type);
        var told = type is null ? $" ({(int)response.StatusCode})" : $" ({(int)response.StatusCode} {type})";
        return new SeamException($"Seam {operation.Path}: {Words(response.StatusCode)}{told}{Request(response)}.", RetryOf(response.StatusCode))
        {
            StatusCode = response.StatusCode,
            Type = type,
            Detail = error?.Message is { } message ? SeamScrub.Text(message) : null,
            RequestId = RequestId(response),
            RetryAfter = SeamRepeats.RetryAfter(response),
            OutcomeUnknown = operation.Changes && (response.StatusCode == HttpStatusCode.RequestTimeout || (int)response.StatusCode >= 500),
        };
    }

    private static SeamRetry RetryOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => SeamRetry.AfterSignIn,
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => SeamRetry.Later,
        >= HttpStatusCode.InternalServerError => SeamRetry.Later,
        _ => SeamRetry.Never,
    };

    private static string Words(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "the API key is not accepted",
        HttpStatusCode.TooManyRequests => "too many requests",
        HttpStatusCode.NotFound => "not found",
        HttpStatusCode.Conflict => "refused because something else is in the way",
        >= HttpStatusCode.InternalServerError => "Seam is not well",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "the address answers with a redirect",
        _ => "refused",
    };

    private static SeamError? ReadError(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<SeamErrorEnvelope>(body, SeamJson.Wire)?.Error;
        }
        catch (JsonException)
        {
            return null; // Not every failure is JSON: gateways answer with text or nothing.
        }
    }

    private static bool NeverSent(Exception cause) =>
        cause is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };

    /// <summary>The id by which Seam's support finds the call.</summary>
    public static string? RequestId(HttpResponseMessage response) =>
        response.Headers.TryGetValues("seam-request-id", out var ids) ? SeamScrub.Identifier(ids.FirstOrDefault()) : null;

    private static string Request(HttpResponseMessage response) => RequestId(response) is { } id ? $", request {id}" : "";

    private sealed record SeamErrorEnvelope(SeamError? Error = null);

    private sealed record SeamError(string? Type = null, string? Message = null);
}
