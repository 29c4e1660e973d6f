using System.Net;
using System.Net.Sockets;

namespace Cendra.Lifecycle.Outbound;

/// <summary>The network as <see cref="OutboundHandler"/> sees it: names become addresses, and one of these very addresses is connected to. A test puts its own in place.</summary>
public class OutboundNetwork
{
    /// <summary>All addresses of a name.</summary>
    /// <exception cref="SocketException">Nobody knows the name.</exception>
    public virtual Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);

    /// <summary>Connects to the first of these addresses that answers.</summary>
    /// <exception cref="SocketException">None does.</exception>
    public virtual async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Resolves the name once, drops every address that is not public, and connects to what is left: no second answer of the name server can lead elsewhere.
    /// </summary>
    /// <exception cref="OutboundException">The name is not known, or has no public address.</exception>
    internal async ValueTask<Stream> OpenAsync(DnsEndPoint host, IReadOnlySet<string> exceptions, CancellationToken ct)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Host, out var number) ? [number] : await ResolveAsync(host.Host, ct);
        }
        catch (SocketException unknown)
        {
            throw new OutboundException("Nobody knows the host of this address.", unknown);
        }

        var allowed = exceptions.Contains(host.Host) ? addresses : Array.FindAll(addresses, OutboundAddress.IsPublic);
        if (allowed.Length == 0)
        {
            throw new OutboundException("The host of this address is in a private network. If that is meant, its operator puts the host into Outbound:AllowPrivate.");
        }

        return await ConnectAsync(allowed, host.Port, ct);
    }
}
