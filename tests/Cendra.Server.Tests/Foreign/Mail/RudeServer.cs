using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>A server that greets with one line and hangs up: no real one can be brought to that.</summary>
internal sealed class RudeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _running;

    public RudeServer(string greeting)
    {
        _listener.Start();
        _running = Task.Run(async () =>
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(greeting + "\r\n"));
        });
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _running;
        _listener.Stop();
    }
}
