using System.Net;
using System.Net.Sockets;
using Cendra.Lifecycle.Outbound;

namespace Cendra.Tests.World;

/// <summary>Name servers that say what a test says, in turn, and connections that are written down and lead nowhere.</summary>
internal sealed class MadeUpNetwork : OutboundNetwork
{
    private readonly Dictionary<string, Queue<string[]>> _names = new(StringComparer.OrdinalIgnoreCase);

    public List<string> Asked { get; } = [];

    public List<string> Connected { get; } = [];

    /// <summary>The answers to come for a name; the last one stays.</summary>
    public MadeUpNetwork Knows(string name, params string[][] answers)
    {
        _names[name] = new Queue<string[]>(answers);
        return this;
    }

    public override Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        Asked.Add(host);
        if (!_names.TryGetValue(host, out var answers))
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        return Task.FromResult(Array.ConvertAll(answers.Count > 1 ? answers.Dequeue() : answers.Peek(), IPAddress.Parse));
    }

    public override Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        Connected.AddRange(addresses.Select(a => $"{a}:{port}"));
        throw new SocketException((int)SocketError.ConnectionRefused);
    }
}
