namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>One set of mail servers for all tests of this folder, started by the first that needs it; and one without IDLE.</summary>
public sealed class SharedMailServers : IAsyncLifetime
{
    private MailServers? _servers;
    private MailServers? _withoutIdle;

    internal async Task<MailServers> StartedAsync() => _servers ??= await MailServers.StartAsync(withSmtp: true);

    internal async Task<MailServers> StartedWithoutIdleAsync() => _withoutIdle ??= await MailServers.StartAsync(withSmtp: false, withIdle: false);

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        foreach (var servers in new[] { _servers, _withoutIdle }.OfType<MailServers>())
        {
            await servers.DisposeAsync();
        }
    }
}

/// <summary>Tests of one collection share one fixture.</summary>
[CollectionDefinition(Name)]
public sealed class MailServersCollection : ICollectionFixture<SharedMailServers>
{
    public const string Name = "Mail servers";
}

/// <summary>A test that needs Dovecot and Postfix, and root to start them; skips with the reason where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MailServersFactAttribute : FactAttribute
{
    private static readonly string[] Programs = ["/usr/sbin/dovecot", "/usr/lib/dovecot/lmtp", "/usr/lib/dovecot/imap", "/usr/lib/postfix/sbin/master", "/usr/bin/openssl"];

    public MailServersFactAttribute() => Skip = Missing();

    internal static string? Missing() =>
        Array.Find(Programs, program => !File.Exists(program)) is { } missing ? $"{missing} is not there (eng/setup-tests.sh installs Dovecot and Postfix)."
        : Environment.UserName != "root" ? "Only root can start Postfix."
        : null;
}

/// <summary>A test that needs the mail servers and a browser beside them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MailServersBrowserFactAttribute : FactAttribute
{
    public MailServersBrowserFactAttribute() => Skip = MailServersFactAttribute.Missing() ?? new Browser.ChromiumFactAttribute().Skip;
}
