using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// One line for every attempt: operation, status, Seam's request id and time taken. In place of the framework's own logger, which at Trace level puts the API
/// key into the structured part of its lines although it hides it in their text. Bodies and the words of exceptions are never logged.
/// </summary>
internal sealed class SeamCallLog(ILogger<SeamCallLog> log) : IHttpClientLogger
{
    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed) => log.LogDebug(
        "Seam {Operation}: {Status} in {Milliseconds} ms, request {RequestId}",
        Operation(request), (int)response.StatusCode, (long)elapsed.TotalMilliseconds, SeamFailure.RequestId(response));

    public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed) => log.LogDebug(
        "Seam {Operation}: no answer after {Milliseconds} ms ({Failure})", Operation(request), (long)elapsed.TotalMilliseconds, exception.GetType().Name);

    private static string Operation(HttpRequestMessage request) => request.Options.TryGetValue(SeamOperation.Key, out var operation) ? operation.Path : "";
}
