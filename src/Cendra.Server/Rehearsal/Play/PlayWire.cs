extern alias simulator;

using System.Net;
using simulator::Cendra.Simulator;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>What becomes of one call on the wire.</summary>
internal enum PlayFault
{
    /// <summary>It is answered.</summary>
    None,

    /// <summary>429 before anything happened; of Seam's codes to be asked again after 30 s, which is too long to be waited for in place.</summary>
    TooMany,

    /// <summary>500 before anything happened.</summary>
    ServerError,

    /// <summary>It takes effect, then 504.</summary>
    LateAnswer,

    /// <summary>It takes effect, then the connection ends without an answer.</summary>
    NoAnswer,
}

/// <summary>The way out of a played house: every call of the Seam and Twilio clients leads to the virtual world, unless something happens to it on the way.</summary>
internal sealed class PlayWire(SimulatorWorld doors) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _world = new(new SimulatorHandler(new SimulatorWire(doors)));

    /// <summary>Is told of each call before it leaves and after it took effect ("before /access_codes/create"); may throw to cut the process off there.</summary>
    public Action<string>? Passing { get; set; }

    /// <summary>Decides what becomes of a call, by its path; null = all are answered.</summary>
    public Func<string, PlayFault>? Fault { get; set; }

    /// <summary>Reads each call before it leaves: its path and its body.</summary>
    public Action<string, string>? Reads { get; set; }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (Reads is { } reads && request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken);
            reads(path, await content.ReadAsStringAsync(cancellationToken));
        }

        Passing?.Invoke($"before {path}");
        var fault = Fault?.Invoke(path) ?? PlayFault.None;
        if (fault is PlayFault.TooMany or PlayFault.ServerError)
        {
            var refusal = new HttpResponseMessage(fault == PlayFault.TooMany ? HttpStatusCode.TooManyRequests : HttpStatusCode.InternalServerError) { RequestMessage = request };
            if (fault == PlayFault.TooMany && path.StartsWith("/access_codes", StringComparison.Ordinal))
            {
                refusal.Headers.RetryAfter = new(TimeSpan.FromSeconds(30));
            }

            return refusal;
        }

        var answer = await _world.SendAsync(request, cancellationToken);
        Passing?.Invoke($"after {path}");
        switch (fault)
        {
            case PlayFault.LateAnswer:
                answer.Dispose();
                return new HttpResponseMessage(HttpStatusCode.GatewayTimeout) { RequestMessage = request };
            case PlayFault.NoAnswer:
                answer.Dispose();
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended before an answer came");
            default:
                return answer;
        }
    }
}
