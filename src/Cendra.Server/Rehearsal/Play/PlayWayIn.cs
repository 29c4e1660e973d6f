using System.Net;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Messaging.Inbound;
using Microsoft.AspNetCore.Http.Features;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>
/// The way into a played house: webhooks of the virtual world and of the pretended PMS reach the same endpoints as over a port, signatures and all. Nothing listens anywhere. An
/// endpoint that dies looks from outside like a connection that ended.
/// </summary>
internal sealed class PlayWayIn(Func<IServiceProvider?> services) : HttpMessageHandler
{
    private const string PmsPath = "/webhooks/pms/";

    /// <summary>Calls that were answered with a status of 500 or that ended in an exception.</summary>
    public int Broken { get; private set; }

    /// <summary>Every call as it came; null = none is kept.</summary>
    public List<PlayCall>? Heard { get; set; }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (services() is not { } now)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "Nobody listens");
        }

        if (Heard is { } heard)
        {
            heard.Add(await PlayCall.OfAsync(request, cancellationToken));
        }

        await using var scope = now.CreateAsyncScope();
        var (http, answer) = await ContextAsync(request, scope.ServiceProvider, cancellationToken);
        try
        {
            await (await HandleAsync(http, scope.ServiceProvider, cancellationToken)).ExecuteAsync(http);
        }
        catch (Exception death) when (death is not OperationCanceledException)
        {
            Broken++;
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended before an answer came", death);
        }

        return new HttpResponseMessage((HttpStatusCode)http.Response.StatusCode) { Content = new ByteArrayContent(answer.ToArray()) };
    }

    private static Task<IResult> HandleAsync(HttpContext http, IServiceProvider services, CancellationToken ct) => http.Request.Path.Value switch
    {
        "/webhooks/seam" => services.GetRequiredService<SeamWebhookEndpoint>().HandleAsync(http.Request, ct),
        "/webhooks/twilio/message" => services.GetRequiredService<TwilioWebhooks>().MessageAsync(http.Request, ct),
        "/webhooks/twilio/status" => services.GetRequiredService<TwilioWebhooks>().ReportAsync(http.Request, ct),
        { } path when path.StartsWith(PmsPath, StringComparison.Ordinal) => services.GetRequiredService<PmsWebhookEndpoint>().HandleAsync(path[PmsPath.Length..], http.Request, ct),
        _ => Task.FromResult(Results.NotFound()),
    };

    private static async Task<(HttpContext Http, MemoryStream Answer)> ContextAsync(HttpRequestMessage request, IServiceProvider services, CancellationToken ct)
    {
        var http = new DefaultHttpContext { RequestServices = services };
        var answer = new MemoryStream();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        (http.Request.Method, http.Request.Scheme, http.Request.Host) = (request.Method.Method, request.RequestUri!.Scheme, new HostString(request.RequestUri.Authority));
        (http.Request.Path, http.Request.QueryString) = (request.RequestUri.AbsolutePath, new QueryString(request.RequestUri.Query));
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            http.Request.Headers[name] = values.ToArray();
        }

        if (request.Content is { } content)
        {
            var body = await content.ReadAsByteArrayAsync(ct);
            (http.Request.Body, http.Request.ContentLength) = (new MemoryStream(body), body.Length);
        }

        return (http, answer);
    }
}
