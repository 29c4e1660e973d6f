using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Cendra.Server.Security;

/// <summary>Hands out the first link once the server listens and nobody has an account.</summary>
public sealed class FirstSetUp(SetUpLinks links, IServer server, IConfiguration configuration, Installation installation, ILogger<FirstSetUp> logger)
    : IHostedLifecycleService
{
    /// <inheritdoc />
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await links.IssueFirstAsync(cancellationToken) is not { } token)
        {
            return;
        }

        var address = $"{Root()}/set-up/{token}";
        await links.WriteFileAsync(address, cancellationToken);
        logger.LogInformation("Nobody has an account yet. The link to make the first one is in {File} and works for 24 hours", links.FilePath);
        if (installation.IsRehearsal)
        {
            // Nothing behind this link is real.
            logger.LogInformation("Rehearsal: open {SetUpAddress}", address);
        }
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Root() =>
        (configuration["Server:PublicUrl"]
            ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? HostingSetup.DefaultUrl).TrimEnd('/');
}
