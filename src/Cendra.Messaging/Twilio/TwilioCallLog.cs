using System.Net;
using Microsoft.Extensions.Logging;

namespace Cendra.Messaging.Twilio;

/// <summary>
/// One line for every attempt: operation, status, Twilio's error code and time taken. In place of the framework's own logger, which prints addresses (a list's
/// query holds a guest's number) and at Trace level the credentials. Bodies, addresses and the words of exceptions are never logged.
/// </summary>
internal sealed class TwilioCallLog(ILogger<TwilioCallLog> log, TimeProvider? clock = null) : DelegatingHandler
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.Options.TryGetValue(TwilioOperation.Key, out var known) ? known.Name : "";
        var start = _clock.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var code = await ErrorCodeAsync(response, cancellationToken);
            log.LogDebug("Twilio {Operation}: {Status} {Code} in {Milliseconds} ms", operation, (int)response.StatusCode, code, Milliseconds(start));
            return response;
        }
        catch (Exception failure)
        {
            log.LogDebug("Twilio {Operation}: no answer after {Milliseconds} ms ({Failure})", operation, Milliseconds(start), failure.GetType().Name);
            throw;
        }
    }

    private static async Task<int?> ErrorCodeAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.StatusCode < HttpStatusCode.BadRequest)
        {
            return null;
        }

        await response.Content.LoadIntoBufferAsync(ct);
        return TwilioJson.ErrorCode(await response.Content.ReadAsByteArrayAsync(ct));
    }

    private long Milliseconds(long start) => (long)_clock.GetElapsedTime(start).TotalMilliseconds;
}
