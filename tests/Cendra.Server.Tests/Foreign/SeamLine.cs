using System.Collections.Concurrent;
using Cendra.Lifecycle.Seam;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Our client as the container makes it, over real HTTP to somebody else's server; what went over the line is kept.</summary>
internal sealed class SeamLine : IDisposable
{
    private readonly ServiceProvider _services;

    public SeamLine(Uri server, string key)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(TimeProvider.System);
        services.AddSeam(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seam:BaseUrl"] = server.AbsoluteUri, ["Seam:ApiKey"] = key, ["Seam:RetryDelay"] = "00:00:00",
        }).Build());
        services.AddHttpClient(SeamSetup.HttpClientName).AddHttpMessageHandler(() => new Listener(this));
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<SeamClient>();
    }

    public SeamClient Client { get; }

    /// <summary>Path and status of every attempt.</summary>
    public ConcurrentQueue<(string Path, int Status)> Attempts { get; } = new();

    /// <summary>Asked before an attempt leaves; may change its body or path.</summary>
    public Func<HttpRequestMessage, Task>? Leaving { get; set; }

    /// <summary>How often an operation was asked for.</summary>
    public int AttemptsAt(string path) => Attempts.Count(attempt => attempt.Path == path);

    public void Dispose() => _services.Dispose();

    private sealed class Listener(SeamLine line) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (line.Leaving is { } leaving)
            {
                await leaving(request);
            }

            var answer = await base.SendAsync(request, cancellationToken);
            line.Attempts.Enqueue((request.RequestUri!.AbsolutePath, (int)answer.StatusCode));
            return answer;
        }
    }
}
