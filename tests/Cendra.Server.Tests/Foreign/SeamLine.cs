using Cendra.Lifecycle.Seam;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Foreign;

/// <summary>Our Seam client as the container makes it, over real HTTP to somebody else's server.</summary>
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
        services.AddHttpClient(SeamSetup.HttpClientName).AddHttpMessageHandler(Tap.Handler);
        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<SeamClient>();
    }

    public SeamClient Client { get; }

    public LineTap Tap { get; } = new();

    public void Dispose() => _services.Dispose();
}
