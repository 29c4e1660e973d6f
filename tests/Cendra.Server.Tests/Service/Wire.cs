using System.Collections.Concurrent;
using Cendra.Simulator;

namespace Cendra.Server.Tests.Service;

/// <summary>The only way out of a server under test. It leads to the virtual doors; a call to anywhere else fails, and is remembered so that the test fails too.</summary>
internal sealed class Wire(SimulatorWorld doors) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _seam = new(new SimulatorHandler(new SimulatorWire(doors)));

    /// <summary>Calls that nobody expected.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>Asked before and after each exchange with Seam; may throw in its place.</summary>
    public Action<string>? Passing { get; set; }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (url.GetLeftPart(UriPartial.Authority) != ServiceWorld.SeamUrl)
        {
            Unexpected.Enqueue($"{request.Method} {url.GetLeftPart(UriPartial.Path)}");
            throw new HttpRequestException("Nobody expected a call to this address.");
        }

        Passing?.Invoke($"before {url.AbsolutePath}");
        var answer = await _seam.SendAsync(request, cancellationToken);
        Passing?.Invoke($"after {url.AbsolutePath}");
        return answer;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        // Handlers are pooled and disposed by the server; this one outlives a restart.
    }
}

/// <summary>The way of a webhook from the virtual doors to the server, whichever is running at that moment.</summary>
internal sealed class WayIn(Func<HttpMessageInvoker?> server) : HttpMessageHandler
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(ServiceWorld.OwnUrl, request.RequestUri!.GetLeftPart(UriPartial.Authority));
        var way = server() ?? throw new HttpRequestException("The server is down.");
        return await way.SendAsync(request, cancellationToken);
    }
}
