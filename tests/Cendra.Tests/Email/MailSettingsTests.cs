using Cendra.Messaging.Email.Wire;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What stands in the configuration section Email, and what is said when it is wrong.</summary>
public sealed class MailSettingsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Email:Imap:Host"] = "imap.example.com",
        ["Email:Imap:User"] = "stay@example.com",
        ["Email:Imap:Password"] = " pass word ",
        ["Email:Smtp:Host"] = "smtp.example.com",
        ["Email:Smtp:Port"] = "587",
        ["Email:Smtp:User"] = "stay@example.com",
        ["Email:Smtp:Password"] = "secret",
        ["Email:From"] = "stay@example.com",
        ["Email:TrustedAuthServId"] = "mx.example.com",
    };

    [Fact]
    public void Both_accounts_are_read_with_the_usual_ports_and_what_the_port_implies()
    {
        var settings = Read(Good);

        Assert.Empty(settings.Faults);
        Assert.Equal(("imap.example.com", 993, MailSecurity.Tls, "stay@example.com", " pass word "), (settings.Imap!.Host, settings.Imap.Port, settings.Imap.Security, settings.Imap.User, settings.Imap.Password));
        Assert.Equal((587, MailSecurity.StartTls), (settings.Smtp!.Port, settings.Smtp.Security));
        Assert.Equal(("stay@example.com", "mx.example.com"), (settings.From, settings.TrustedAuthServId));
        Assert.Equal((143, MailSecurity.StartTls), Place(Read(Good, ("Email:Imap:Security", "starttls")).Imap));
        Assert.Equal((465, MailSecurity.Tls), Place(Read(Good, ("Email:Smtp:Port", null)).Smtp));
        Assert.Equal((2525, MailSecurity.None), Place(Read(Good, ("Email:Smtp:Port", "2525"), ("Email:Smtp:Security", "None"), ("Email:Smtp:Host", "127.0.0.1")).Smtp));
    }

    [Fact]
    public void Nothing_set_is_nothing_wrong()
    {
        var settings = Read([]);

        Assert.Empty(settings.Faults);
        Assert.Null(settings.Imap ?? settings.Smtp);
    }

    [Fact]
    public void A_server_for_posting_may_need_no_sign_in()
    {
        var settings = Read(Good, ("Email:Smtp:User", null), ("Email:Smtp:Password", null));

        Assert.Empty(settings.Faults);
        Assert.Null(settings.Smtp!.User);
    }

    [Theory]
    [InlineData("Email:Imap:Host", null, "Email:Imap:Host is missing.")]
    [InlineData("Email:Imap:Port", "0", "Email:Imap:Port is no port (1 to 65535).")]
    [InlineData("Email:Smtp:Port", "smtp-secret", "Email:Smtp:Port is no port (1 to 65535).")]
    [InlineData("Email:Imap:Security", "SSL", "Email:Imap:Security is none of Tls, StartTls, None.")]
    [InlineData("Email:Imap:Security", "1", "Email:Imap:Security is none of Tls, StartTls, None.")]
    [InlineData("Email:Imap:Security", "None", "Email:Imap:Security may be None only for a server on this machine.")]
    [InlineData("Email:Imap:User", " ", "Email:Imap:User is missing.")]
    [InlineData("Email:Imap:Password", "", "Email:Imap:Password is missing, and there is no OAuth:TokenEndpoint either.")]
    [InlineData("Email:Imap:Authority", "nowhere.pem", "Email:Imap:Authority names no file with a certificate (PEM).")]
    [InlineData("Email:Smtp:User", null, "Email:Smtp:User is missing.")]
    [InlineData("Email:From", "stay at example", "Email:From is no address that mail could come from.")]
    [InlineData("Email:From", null, "Email:From is missing: mail needs an address that it comes from.")]
    [InlineData("Email:Imap:OAuth:ClientId", "cendra", "Email:Imap:OAuth:TokenEndpoint is no address that begins with https://.", "Email:Imap:OAuth:RefreshToken is missing, and there is no ClientSecret either.")]
    public void What_is_wrong_is_said_by_its_key_and_without_its_value(string key, string? value, params string[] faults)
    {
        var settings = Read(Good, (key, value));

        Assert.Equal(faults, settings.Faults);
        Assert.DoesNotContain(settings.Faults, fault => fault.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_take_the_place_of_a_password()
    {
        OAuthGrant? asked = null;
        var settings = Read(
            grant =>
            {
                asked = grant;
                return new OAuthTokens(new HttpClient(), grant, TimeProvider.System);
            },
            With(Good, ("Email:Imap:Password", null), ("Email:Imap:OAuth:TokenEndpoint", "https://login.example.com/token"), ("Email:Imap:OAuth:ClientId", "cendra"),
                ("Email:Imap:OAuth:RefreshToken", "refresh"), ("Email:Imap:OAuth:Mechanism", "xoauth2")));

        Assert.Empty(settings.Faults);
        Assert.NotNull(settings.Imap!.Tokens);
        Assert.Equal(("cendra", "refresh", "XOAUTH2"), (asked!.ClientId, asked.RefreshToken, asked.Mechanism));
        Assert.Equal(["Email:Imap:Password and OAuth are both set: one of them signs in."], Read(Good, ("Email:Imap:OAuth:TokenEndpoint", "https://login.example.com/token"),
            ("Email:Imap:OAuth:ClientId", "cendra"), ("Email:Imap:OAuth:ClientSecret", "secret")).Faults);
        Assert.Contains("Email:Imap:OAuth:TokenEndpoint is no address that begins with https://.", Read(Good, ("Email:Imap:OAuth:TokenEndpoint", "http://login.example.com/token")).Faults);
    }

    [Fact]
    public void Accounts_and_grants_print_no_secret_and_an_open_way_is_refused()
    {
        var account = new MailAccount("mail.example.com", 993, MailSecurity.Tls, "stay@example.com", "secret");
        var grant = new OAuthGrant(new Uri("https://login.example.com/token"), "cendra") { ClientSecret = "secret", RefreshToken = "secret" };

        Assert.Equal("MailAccount at mail.example.com:993 (Tls)", account.ToString());
        Assert.Equal("OAuthGrant at login.example.com", grant.ToString());
        Assert.Throws<ArgumentException>(() => new MailAccount("mail.example.com", 143, MailSecurity.None));
        Assert.Throws<ArgumentException>(() => new MailAccount("mail.example.com", 143, MailSecurity.Tls, "stay@example.com"));
        Assert.Throws<ArgumentException>(() => new OAuthGrant(new Uri("http://login.example.com/token"), "cendra"));
        Assert.All(new[] { "localhost", "127.0.0.1", "127.1.2.3", "::1" }, host => Assert.True(MailAccount.IsLoopback(host)));
        Assert.All(new[] { "localhost.example.com", "10.0.0.1", "0.0.0.0", "127.0.0.1.example.com" }, host => Assert.False(MailAccount.IsLoopback(host)));
    }

    private static (int Port, MailSecurity Security) Place(MailAccount? account) => (account!.Port, account.Security);

    private static MailSettings Read(Dictionary<string, string?> keys, params (string Key, string? Value)[] changes) =>
        Read(grant => new OAuthTokens(new HttpClient(), grant, TimeProvider.System), With(keys, changes));

    private static MailSettings Read(Func<OAuthGrant, OAuthTokens> tokens, Dictionary<string, string?> keys) =>
        MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(keys).Build(), tokens);

    private static Dictionary<string, string?> With(Dictionary<string, string?> keys, params (string Key, string? Value)[] changes)
    {
        var changed = new Dictionary<string, string?>(keys);
        foreach (var (key, value) in changes)
        {
            changed.Remove(key);
            if (value is not null)
            {
                changed[key] = value;
            }
        }

        return changed;
    }
}
