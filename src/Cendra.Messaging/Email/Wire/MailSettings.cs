using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Cendra.Messaging.Email.Reading;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Email.Wire;

/// <summary>
/// Configuration section <c>Email</c>: <c>Imap:</c> and <c>Smtp:</c> with <c>Host</c>, <c>Port</c>, <c>Security</c> (Tls, StartTls, None), <c>User</c>, <c>Password</c> or <c>OAuth:TokenEndpoint</c>,
/// <c>:ClientId</c>, <c>:ClientSecret</c>, <c>:RefreshToken</c>, <c>:Scope</c>, <c>:Mechanism</c>, and <c>Authority</c> (a file with a further authority, PEM); <c>From</c>; <c>TrustedAuthServId</c>.
/// </summary>
public sealed class MailSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Email";

    private readonly List<string> _faults = [];

    private MailSettings(IConfigurationSection section, Func<OAuthGrant, OAuthTokens> tokens)
    {
        Imap = Account(section.GetSection("Imap"), tokens, needsUser: true, Tls: 993, StartTls: 143, None: 143);
        Smtp = Account(section.GetSection("Smtp"), tokens, needsUser: false, Tls: 465, StartTls: 587, None: 25);
        From = Text(section, "From");
        TrustedAuthServId = Text(section, "TrustedAuthServId");
        if (From is not null && MailAddressText.Of(From) is null)
        {
            Fault(section, "From", "is no address that mail could come from.");
        }

        if (Smtp is not null && From is null)
        {
            Fault(section, "From", "is missing: mail needs an address that it comes from.");
        }
    }

    /// <summary>Where mail comes in; null = not set, or not usable, see <see cref="Faults"/>.</summary>
    public MailAccount? Imap { get; }

    /// <summary>Where mail goes out; null = not set, or not usable.</summary>
    public MailAccount? Smtp { get; }

    /// <summary>The address that mail comes from.</summary>
    public string? From { get; }

    /// <summary>The name under which our own server notes what it found of a sender (RFC 8601); null = nothing is believed.</summary>
    public string? TrustedAuthServId { get; }

    /// <summary>What is wrong, a sentence each that begins with the key; empty = nothing. No value of a key stands in it.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Reads the section. Never throws for what stands in it.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="tokens">Makes what asks for tokens; called once for each account that has <c>OAuth</c>.</param>
    public static MailSettings Read(IConfiguration configuration, Func<OAuthGrant, OAuthTokens> tokens) => new(configuration.GetSection(Section), tokens);

    private MailAccount? Account(IConfigurationSection section, Func<OAuthGrant, OAuthTokens> tokens, bool needsUser, int Tls, int StartTls, int None)
    {
        if (Text(section, "Host") is not { } host)
        {
            return section.GetChildren().Any() ? Fault(section, "Host", "is missing.") : null;
        }

        var before = _faults.Count;
        var given = Number(section, "Port");
        var security = Security(section, given == StartTls);
        var port = given ?? security switch { MailSecurity.Tls => Tls, MailSecurity.StartTls => StartTls, _ => None };
        var grant = Grant(section.GetSection("OAuth"));
        var (user, password) = (Text(section, "User"), section["Password"] is { Length: > 0 } secret ? secret : null);
        if (user is null && (needsUser || password is not null || grant is not null))
        {
            Fault(section, "User", "is missing.");
        }
        else if (user is not null && password is null && grant is null && _faults.Count == before)
        {
            Fault(section, "Password", "is missing, and there is no OAuth:TokenEndpoint either.");
        }
        else if (password is not null && grant is not null)
        {
            Fault(section, "Password", "and OAuth are both set: one of them signs in.");
        }

        if (security == MailSecurity.None && !MailAccount.IsLoopback(host))
        {
            Fault(section, "Security", "may be None only for a server on this machine.");
        }

        var authority = Authority(section);
        return _faults.Count > before ? null : new MailAccount(host, port, security, user, password, grant is null ? null : tokens(grant)) { Authority = authority };
    }

    private MailSecurity Security(IConfigurationSection section, bool byPort)
    {
        if (Text(section, "Security") is not { } text)
        {
            return byPort ? MailSecurity.StartTls : MailSecurity.Tls;
        }

        if (!int.TryParse(text, out _) && Enum.TryParse<MailSecurity>(text, ignoreCase: true, out var security))
        {
            return security;
        }

        Fault(section, "Security", "is none of Tls, StartTls, None.");
        return MailSecurity.Tls;
    }

    private int? Number(IConfigurationSection section, string key)
    {
        if (Text(section, key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
        {
            return port;
        }

        Fault(section, key, "is no port (1 to 65535).");
        return null;
    }

    private OAuthGrant? Grant(IConfigurationSection section)
    {
        if (!section.GetChildren().Any())
        {
            return null;
        }

        var before = _faults.Count;
        var hasEndpoint = Uri.TryCreate(Text(section, "TokenEndpoint"), UriKind.Absolute, out var endpoint) && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));
        if (!hasEndpoint)
        {
            Fault(section, "TokenEndpoint", "is no address that begins with https://.");
        }

        var (client, secret, refresh, mechanism) = (Text(section, "ClientId"), Text(section, "ClientSecret"), Text(section, "RefreshToken"), Text(section, "Mechanism")?.ToUpperInvariant());
        if (client is null)
        {
            Fault(section, "ClientId", "is missing.");
        }

        if (secret is null && refresh is null)
        {
            Fault(section, "RefreshToken", "is missing, and there is no ClientSecret either.");
        }

        if (mechanism is not (null or "XOAUTH2" or "OAUTHBEARER"))
        {
            Fault(section, "Mechanism", "is neither XOAUTH2 nor OAUTHBEARER.");
        }

        return _faults.Count > before ? null : new OAuthGrant(endpoint!, client!) { ClientSecret = secret, RefreshToken = refresh, Scope = Text(section, "Scope"), Mechanism = mechanism };
    }

    private X509Certificate2? Authority(IConfigurationSection section)
    {
        try
        {
            return Text(section, "Authority") is { } path ? X509Certificate2.CreateFromPem(File.ReadAllText(path)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            Fault(section, "Authority", "names no file with a certificate (PEM).");
            return null;
        }
    }

    private MailAccount? Fault(IConfigurationSection section, string key, string what)
    {
        _faults.Add($"{section.Path}:{key} {what}");
        return null;
    }

    private static string? Text(IConfigurationSection section, string key) => section[key]?.Trim() is { Length: > 0 } text ? text : null;
}
