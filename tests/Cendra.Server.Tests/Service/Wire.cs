using System.Collections.Concurrent;
using Cendra.Simulator;

namespace Cendra.Server.Tests.Service;

/// <summary>The only way out of a server under test. It leads to the virtual doors and phones, and to the model and another Seam where a test has one; a call to anywhere else fails, and is remembered so that the test fails too.</summary>
internal sealed class Wire(SimulatorWorld doors, Uri? model = null, Uri? seam = null) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _seam = new(new SimulatorHandler(new SimulatorWire(doors)));

    private readonly HttpMessageInvoker _outside = new(new SocketsHttpHandler());

    /// <summary>The bodies of all requests to the model.</summary>
    public ConcurrentQueue<string> ModelRequests { get; } = new();

    /// <summary>Answers in the model's place, where a test plays it itself.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage>>? PlaysModel { get; set; }

    /// <summary>Where a test has a program that is told.</summary>
    public const string ProgramUrl = "https://hooks.test";

    /// <summary>Answers as that program.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage>>? PlaysProgram { get; set; }

    /// <summary>Where a test lets the heart beat.</summary>
    public const string HeartbeatUrl = "https://beat.test/ping/s3cr3t-word";

    /// <summary>Answers the heartbeat, where a test listens to it.</summary>
    public Func<HttpResponseMessage>? HearsHeartbeat { get; set; }

    /// <summary>Where a test offers reservations as a list.</summary>
    public const string ListUrl = "https://list.test";

    /// <summary>Answers as the system behind the list, where a test plays it.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage>? PlaysList { get; set; }

    /// <summary>Where Twilio says that its files are, once a test tells it to.</summary>
    public const string FilesUrl = "https://media.twilio.example";

    /// <summary>Calls that nobody expected.</summary>
    public ConcurrentQueue<string> Unexpected { get; } = new();

    /// <summary>Asked before and after each exchange with Seam and Twilio; may throw in its place.</summary>
    public Action<string>? Passing { get; set; }

    /// <summary>Which calls to Seam and Twilio are cut off before they arrive.</summary>
    public Func<HttpRequestMessage, bool>? Cuts { get; set; }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var authority = url.GetLeftPart(UriPartial.Authority);
        if (authority == model?.GetLeftPart(UriPartial.Authority))
        {
            ModelRequests.Enqueue(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
            return PlaysModel is { } plays ? await plays(request) : await _outside.SendAsync(request, cancellationToken);
        }

        if (PlaysProgram is { } program && authority == ProgramUrl)
        {
            return await program(request);
        }

        if (HearsHeartbeat is { } hears && url.AbsoluteUri == HeartbeatUrl && request.Method == HttpMethod.Get)
        {
            return hears();
        }

        if (PlaysList is { } lists && authority == ListUrl)
        {
            return lists(request);
        }

        var elsewhere = authority == seam?.GetLeftPart(UriPartial.Authority);
        if (!elsewhere && authority is not (ServiceWorld.SeamUrl or HousePhones.Url or FilesUrl))
        {
            Unexpected.Enqueue($"{request.Method} {url.GetLeftPart(UriPartial.Path)}");
            throw new HttpRequestException("Nobody expected a call to this address.");
        }

        if (Cuts?.Invoke(request) == true)
        {
            throw new HttpRequestException("The line was cut.");
        }

        Passing?.Invoke($"before {url.AbsolutePath}");
        var answer = await (elsewhere ? _outside : _seam).SendAsync(request, cancellationToken);
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
