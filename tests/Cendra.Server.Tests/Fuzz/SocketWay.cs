using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>The way through a real port: bytes on a socket, one connection a call, so that whatever a client would refuse is sent.</summary>
internal sealed class SocketWay(Uri address) : IFuzzWay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public Task<FuzzAnswer> SendAsync(FuzzCall call) => SendAsync(Bytes(call), whole: call.Length is null);

    /// <summary>Sends these bytes and reads what comes until the server closes; without <paramref name="whole"/> the sending ends before what was declared has come.</summary>
    public async Task<FuzzAnswer> SendAsync(byte[] bytes, bool whole = true)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await using var stream = client.GetStream();
        using var heard = new MemoryStream();
        var reading = stream.CopyToAsync(heard);
        try
        {
            await stream.WriteAsync(bytes).AsTask().WaitAsync(Patience);
            if (!whole)
            {
                client.Client.Shutdown(SocketShutdown.Send);
            }

            await reading.WaitAsync(Patience);
        }
        catch (Exception closed) when (closed is IOException or SocketException)
        {
            // It answered before it had read everything, and closed.
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).WaitAsync(Patience);
        }

        return Read(heard.ToArray());
    }

    private static byte[] Bytes(FuzzCall call)
    {
        using var bytes = new MemoryStream();
        var head = new StringBuilder().Append(call.Method).Append(' ').Append(call.Target).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in call["Host"] is null ? [("Host", "cendra.test"), .. call.Headers] : call.Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        head.Append("Connection: close\r\n");
        head.Append(call.Chunked ? "Transfer-Encoding: chunked\r\n" : call.Length is { } length ? $"Content-Length: {length}\r\n" : call.Body.Length > 0 ? string.Create(CultureInfo.InvariantCulture, $"Content-Length: {call.Body.Length}\r\n") : "");
        bytes.Write(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()));
        foreach (var chunk in call.Chunked ? call.Body.Chunk(4000) : [])
        {
            bytes.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n")));
            bytes.Write(chunk);
            bytes.Write("\r\n"u8);
        }

        bytes.Write(call.Chunked ? "0\r\n\r\n"u8 : call.Body);
        return bytes.ToArray();
    }

    private static FuzzAnswer Read(byte[] heard)
    {
        var text = Encoding.UTF8.GetString(heard);
        while (text.StartsWith("HTTP/1.1 100 ", StringComparison.Ordinal))
        {
            text = text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        }

        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && end > 0
            ? new FuzzAnswer(int.Parse(text.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture), text[..end], text[(end + 4)..])
            : new FuzzAnswer(0, "", text);
    }
}
