using Cendra.Messaging.Hosts;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>The two switches over everything that leaves, for who may turn them. False = not for this account, and nothing changed.</summary>
public sealed class OutboundControl(OutboundDesk desk)
{
    /// <summary>Stops all automatic messages, or lets them leave again; owners and managers.</summary>
    public async Task<bool> StopAsync(bool stop, SignedInHost host, CancellationToken ct)
    {
        if (host.MayChange)
        {
            await desk.StopAsync(stop, host.Id, ct);
        }

        return host.MayChange;
    }

    /// <summary>Lets messages go to all guests, or to the allow-list only; owners.</summary>
    public async Task<bool> GoLiveAsync(bool live, SignedInHost host, CancellationToken ct)
    {
        if (host.IsOwner)
        {
            await desk.GoLiveAsync(live, host.Id, ct);
        }

        return host.IsOwner;
    }
}
