using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Cendra.Messaging.Email.Wire;
using Cendra.Tests.World;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>
/// Dovecot and Postfix of the test run's own, by eng/mail-servers.sh: loopback, free ports, all files in one folder. They end with the test process, however that ends: the script reads a pipe that only
/// this process holds open.
/// </summary>
internal sealed class MailServers : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TestFolder _folder = new();
    private readonly int[] _ports = FreePorts(5);
    private readonly X509Certificate2 _authority;
    private readonly Process _script;
    private int _boxes;

    private MailServers(bool withSmtp, bool withIdle)
    {
        if (!OperatingSystem.IsWindows())
        {
            // The servers run under accounts of their own.
            File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        }

        var ports = _ports.Take(withSmtp ? 5 : 3).Select(Text);
        var start = new ProcessStartInfo("bash", [Script, "hold", _folder.Path, .. ports]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["IDLE"] = withIdle ? "yes" : "no";
        _script = Process.Start(start) ?? throw new InvalidOperationException("bash did not start.");
        _authority = null!;
    }

    private MailServers(MailServers started, X509Certificate2 authority) => (_folder, _ports, _script, _authority) = (started._folder, started._ports, started._script, authority);

    private static string Script { get; } = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(ForeignFolder.Path))!, "eng", "mail-servers.sh");

    /// <summary>Where the server takes mail as one of the internet: from anybody, for its own mailboxes.</summary>
    public MailAccount Mx => new("127.0.0.1", _ports[3], MailSecurity.None);

    public int MxPort => _ports[3];

    /// <summary>Starts them and waits until all answer. Throws with what was said when they do not.</summary>
    public static async Task<MailServers> StartAsync(bool withSmtp, bool withIdle = true)
    {
        var servers = new MailServers(withSmtp, withIdle);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        if (await servers._script.StandardOutput.ReadLineAsync(patience.Token) != "ready")
        {
            throw new InvalidOperationException("The mail servers did not start: " + await servers._script.StandardError.ReadToEndAsync(patience.Token));
        }

        return new MailServers(servers, X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(servers._folder.File("tls/ca.crt"), patience.Token)));
    }

    /// <summary>A mailbox that no other test uses.</summary>
    public string NewBox() => $"box{Interlocked.Increment(ref _boxes)}@cendra.test";

    public MailAccount Imap(string address, string? password = null, OAuthTokens? tokens = null) =>
        new("localhost", _ports[1], MailSecurity.Tls, address, tokens is null ? password ?? PasswordOf(address) : null, tokens) { Authority = _authority };

    public MailAccount ImapByStartTls(string address) => new("localhost", _ports[0], MailSecurity.StartTls, address, PasswordOf(address)) { Authority = _authority };

    public MailAccount ImapWithoutTrust(string address) => new("localhost", _ports[1], MailSecurity.Tls, address, PasswordOf(address));

    public MailAccount Submission(string address, string? password = null, OAuthTokens? tokens = null) =>
        new("localhost", _ports[4], MailSecurity.StartTls, address, tokens is null ? password ?? PasswordOf(address) : null, tokens) { Authority = _authority };

    /// <summary>What configuration says of a mailbox here.</summary>
    public Dictionary<string, string> Settings(string address, string? password = null) => new()
    {
        ["Email:From"] = address,
        ["Email:Imap:Host"] = "localhost", ["Email:Imap:Port"] = Text(_ports[1]), ["Email:Imap:User"] = address, ["Email:Imap:Password"] = password ?? PasswordOf(address), ["Email:Imap:Authority"] = AuthorityFile,
        ["Email:Smtp:Host"] = "localhost", ["Email:Smtp:Port"] = Text(_ports[4]), ["Email:Smtp:Security"] = "StartTls", ["Email:Smtp:User"] = address, ["Email:Smtp:Password"] = password ?? PasswordOf(address),
        ["Email:Smtp:Authority"] = AuthorityFile,
    };

    /// <summary>What configuration says besides, for a mailbox that is read with access tokens of this provider; no password stands beside it.</summary>
    public static Dictionary<string, string> TokenSettings(Uri endpoint) => new()
    {
        ["Email:Imap:Password"] = "",
        ["Email:Imap:OAuth:TokenEndpoint"] = endpoint.ToString(), ["Email:Imap:OAuth:ClientId"] = "cendra", ["Email:Imap:OAuth:ClientSecret"] = "client-secret", ["Email:Imap:OAuth:RefreshToken"] = "refresh-secret",
        ["Outbound:AllowPrivate"] = endpoint.Host,
    };

    private string AuthorityFile => _folder.File("tls/ca.crt");

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Puts mails into a mailbox by LMTP, as a server in front would.</summary>
    public async Task DeliverAsync(string to, params IEnumerable<MimeMessage> mails)
    {
        await using var line = await LmtpLine.OpenAsync(_ports[2]);
        foreach (var mail in mails)
        {
            await line.DeliverAsync("guest@guest.test", to, mail);
        }
    }

    /// <summary>A mail program's connection to a mailbox.</summary>
    public async Task<ImapClient> OpenAsync(string address)
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", _ports[0], SecureSocketOptions.None);
        await client.AuthenticateAsync(address, PasswordOf(address));
        return client;
    }

    /// <summary>Kills the server's processes of all IMAP connections.</summary>
    public async Task CutAsync()
    {
        using var cut = Process.Start(new ProcessStartInfo("bash", [Script, "cut", _folder.Path]))!;
        await cut.WaitForExitAsync();
        Assert.Equal(0, cut.ExitCode);
    }

    /// <summary>Lets the server forget how it numbered the mails of a mailbox. It keeps the last validity, without which a new one within the same second would be the same.</summary>
    public void ForgetNumbers(string address)
    {
        foreach (var file in Directory.GetFiles(_folder.File($"mail/{address}/Maildir"), "dovecot*").Where(file => !Path.GetFileName(file).StartsWith("dovecot-uidvalidity", StringComparison.Ordinal)))
        {
            File.Delete(file);
        }
    }

    /// <summary>Lets the server know of a mail that it can no longer read: the one in which this text stands.</summary>
    public void MakeUnreadable(string address, string text)
    {
        var file = Directory.GetFiles(_folder.File($"mail/{address}/Maildir/new")).Single(mail => File.ReadAllText(mail).Contains(text, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.None);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _script.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _script.WaitForExitAsync(patience.Token);
        _script.Dispose();
        _authority.Dispose();
        _folder.Dispose();
    }

    private static string PasswordOf(string address) => address.Split('@')[0] + "-secret";

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        listeners.ForEach(listener => listener.Stop());
        return ports;
    }
}
