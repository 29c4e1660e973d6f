using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>A line to a server that is cut when the server says a certain thing: that answer never arrives.</summary>
internal sealed class CutLine : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    public CutLine(int serverPort, string cutAt)
    {
        _listener.Start();
        Cut = Task.Run(() => RunAsync(serverPort, cutAt));
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Done once it was cut.</summary>
    public Task Cut { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task RunAsync(int serverPort, string cutAt)
    {
        using var client = await _listener.AcceptTcpClientAsync(_end.Token);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, serverPort, _end.Token);
        var upwards = client.GetStream().CopyToAsync(server.GetStream(), _end.Token);
        var buffer = new byte[4096];
        int count;
        while ((count = await server.GetStream().ReadAsync(buffer, _end.Token)) > 0 && !Encoding.ASCII.GetString(buffer, 0, count).Contains(cutAt, StringComparison.Ordinal))
        {
            await client.GetStream().WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }

        client.Client.LingerState = new LingerOption(true, 0);
        client.Close();
        await Task.WhenAny(upwards);
    }
}
