using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>A connection by LMTP (RFC 2033), the way by which a mail server puts mails into mailboxes.</summary>
internal sealed class LmtpLine : IAsyncDisposable
{
    private readonly TcpClient _client = new();
    private StreamReader _reader = null!;

    public static async Task<LmtpLine> OpenAsync(int port)
    {
        var line = new LmtpLine();
        await line._client.ConnectAsync("127.0.0.1", port);
        line._reader = new StreamReader(line._client.GetStream(), Encoding.ASCII);
        await line.ExpectAsync("220");
        await line.SayAsync("LHLO test", "250");
        return line;
    }

    public async Task DeliverAsync(string from, string to, MimeMessage mail)
    {
        await SayAsync($"MAIL FROM:<{from}>", "250");
        await SayAsync($"RCPT TO:<{to}>", "250");
        await SayAsync("DATA", "354");
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        using var bytes = new MemoryStream();
        await mail.WriteToAsync(format, bytes);
        var text = Encoding.Latin1.GetString(bytes.ToArray()).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        await SayAsync(text + (text.EndsWith("\r\n", StringComparison.Ordinal) ? "." : "\r\n."), "250");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SayAsync(string line, string expected)
    {
        await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"));
        await ExpectAsync(expected);
    }

    private async Task ExpectAsync(string code)
    {
        string? answer;
        do
        {
            answer = await _reader.ReadLineAsync();
            Assert.StartsWith(code, answer, StringComparison.Ordinal);
        }
        while (answer![3..].StartsWith('-'));
    }
}
