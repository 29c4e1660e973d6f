using System.Net;
using System.Net.Sockets;

namespace Cendra.Tests.Agent;

/// <summary>A model that takes a request and never answers, on a real port.</summary>
internal sealed class SilentModel : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TcpClient? _client;

    public SilentModel()
    {
        _listener.Start();
        _ = TakeAsync();
    }

    /// <summary>Somebody asked.</summary>
    public Task Asked => _asked.Task;

    public Dictionary<string, string?> Settings(string callTimeout) => new()
    {
        ["ChatModel:Provider"] = "OpenAI", ["ChatModel:Endpoint"] = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1", ["ChatModel:Model"] = "silent", ["ChatModel:CallTimeout"] = callTimeout,
    };

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
    }

    private async Task TakeAsync()
    {
        _client = await _listener.AcceptTcpClientAsync();
        var read = await _client.GetStream().ReadAsync(new byte[1]);
        _asked.TrySetResult();
        _ = read;
    }
}
