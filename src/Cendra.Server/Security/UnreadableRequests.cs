using System.Net.Mime;
using Cendra.Lifecycle.Inbox;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Net.Http.Headers;

namespace Cendra.Server.Security;

/// <summary>
/// Refuses what no endpoint can read, before anything works on it: a body over 256 KB (413), a host that is none (400), a form in an encoding that is none (415). What turns out
/// unreadable later, inside libraries, is the caller's fault too and is answered so, never with 500.
/// </summary>
public sealed class UnreadableRequests(RequestDelegate next)
{
    /// <summary>Longest name of a host (RFC 1035, 2.3.4).</summary>
    private const int LongestHost = 255;

    /// <summary>Answers, or passes the call on.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            await Results.Problem(refusal.Why, statusCode: refusal.Status).ExecuteAsync(context);
            return;
        }

        if (!context.Request.Host.HasValue)
        {
            context.Request.Host = new HostString("localhost"); // HTTP 1.0 names none, and pages need one.
        }

        try
        {
            await next(context);
        }
        catch (BadHttpRequestException unreadable) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = unreadable.StatusCode;
        }
        catch (AntiforgeryValidationException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static (int Status, string Why)? Refusal(HttpRequest request) =>
        request.ContentLength > RawBody.MaxBytes ? (StatusCodes.Status413PayloadTooLarge, "The body is larger than 256 KB.")
        : !IsHost(request.Host.Value) ? (StatusCodes.Status400BadRequest, "The Host header names no host.")
        : !HasEncoding(request.ContentType) ? (StatusCodes.Status415UnsupportedMediaType, "Forms are read in UTF-8.")
        : null;

    /// <summary>Pages make addresses of it; one that is none would be thrown on in the middle of them.</summary>
    private static bool IsHost(string? host) => string.IsNullOrEmpty(host) || (host.Length <= LongestHost && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out _));

    /// <summary>The framework throws where the encoding of a form is UTF-7, which it does not read any more.</summary>
    private static bool HasEncoding(string? contentType)
    {
        if (contentType is null || !MediaTypeHeaderValue.TryParse(contentType, out var type)
            || (!type.MediaType.Equals(MediaTypeNames.Application.FormUrlEncoded, StringComparison.OrdinalIgnoreCase) && !type.MediaType.Equals(MediaTypeNames.Multipart.FormData, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        try
        {
            _ = type.Encoding;
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
