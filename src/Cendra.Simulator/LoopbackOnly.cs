using System.Net;
using System.Net.Sockets;

namespace Cendra.Simulator;

/// <summary>The program's way out: no proxy, no redirects, and only to this machine, so that nothing rehearsed ever reaches anybody real.</summary>
internal static class LoopbackOnly
{
    public static HttpMessageInvoker Open() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ConnectCallback = ConnectAsync });

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var isHere = target.Host == "localhost" || (IPAddress.TryParse(target.Host, out var address) && IPAddress.IsLoopback(address));
        if (!isHere)
        {
            throw new HttpRequestException("The simulator only calls this machine");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
