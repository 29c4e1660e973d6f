using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Email.Wire;

/// <summary>The ports that are usual for a protocol.</summary>
internal sealed record MailPorts(int Tls, int StartTls, int None)
{
    public int For(MailSecurity security) => security switch { MailSecurity.Tls => Tls, MailSecurity.StartTls => StartTls, _ => None };
}

/// <summary>Reads the keys of one account; what is wrong is added to the faults, by the key and without its value.</summary>
internal sealed class MailAccountKeys(IConfigurationSection section, List<string> faults)
{
    /// <summary>The account; null = none is set, or something is wrong with it and stands among the faults.</summary>
    public MailAccount? Read(Func<OAuthGrant, OAuthTokens> tokens, bool needsUser, MailPorts ports)
    {
        if (Text("Host") is not { } host)
        {
            if (section.GetChildren().Any())
            {
                Fault("Host", "is missing.");
            }

            return null;
        }

        var before = faults.Count;
        var given = Port();
        var security = Security(host, given == ports.StartTls);
        var grant = Grant(section.GetSection("OAuth"));
        var (user, password) = (Text("User"), section["Password"] is { Length: > 0 } secret ? secret : null);
        CheckSignIn(needsUser, user, password, grant, faults.Count > before);
        var authority = Authority();
        return faults.Count > before ? null : new MailAccount(host, given ?? ports.For(security), security, user, password, grant is null ? null : tokens(grant)) { Authority = authority };
    }

    private void CheckSignIn(bool needsUser, string? user, string? password, OAuthGrant? grant, bool isFaulty)
    {
        if (user is null && (needsUser || password is not null || grant is not null))
        {
            Fault("User", "is missing.");
        }
        else if (user is not null && password is null && grant is null && !isFaulty)
        {
            Fault("Password", "is missing, and there is no OAuth:TokenEndpoint either.");
        }
        else if (password is not null && grant is not null)
        {
            Fault("Password", "and OAuth are both set: one of them signs in.");
        }
    }

    private MailSecurity Security(string host, bool byPort)
    {
        if (Text("Security") is not { } text)
        {
            return byPort ? MailSecurity.StartTls : MailSecurity.Tls;
        }

        if (int.TryParse(text, out _) || !Enum.TryParse<MailSecurity>(text, ignoreCase: true, out var security))
        {
            Fault("Security", "is none of Tls, StartTls, None.");
            return MailSecurity.Tls;
        }

        if (security == MailSecurity.None && !MailAccount.IsLoopback(host))
        {
            Fault("Security", "may be None only for a server on this machine.");
        }

        return security;
    }

    private int? Port()
    {
        if (Text("Port") is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
        {
            return port;
        }

        Fault("Port", "is no port (1 to 65535).");
        return null;
    }

    private OAuthGrant? Grant(IConfigurationSection oauth)
    {
        if (!oauth.GetChildren().Any())
        {
            return null;
        }

        var before = faults.Count;
        if (!Uri.TryCreate(Key("TokenEndpoint"), UriKind.Absolute, out var endpoint) || !(endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback)))
        {
            Fault("OAuth:TokenEndpoint", "is no address that begins with https://.");
        }

        var (client, secret, refresh, mechanism) = (Key("ClientId"), Key("ClientSecret"), Key("RefreshToken"), Key("Mechanism")?.ToUpperInvariant());
        if (client is null)
        {
            Fault("OAuth:ClientId", "is missing.");
        }

        if (secret is null && refresh is null)
        {
            Fault("OAuth:RefreshToken", "is missing, and there is no ClientSecret either.");
        }

        if (mechanism is not (null or "XOAUTH2" or "OAUTHBEARER"))
        {
            Fault("OAuth:Mechanism", "is neither XOAUTH2 nor OAUTHBEARER.");
        }

        return faults.Count > before ? null : new OAuthGrant(endpoint!, client!) { ClientSecret = secret, RefreshToken = refresh, Scope = Key("Scope"), Mechanism = mechanism };

        string? Key(string name) => MailSettings.Trimmed(oauth[name]);
    }

    private X509Certificate2? Authority()
    {
        try
        {
            return Text("Authority") is { } path ? X509Certificate2.CreateFromPem(File.ReadAllText(path)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            Fault("Authority", "names no file with a certificate (PEM).");
            return null;
        }
    }

    private void Fault(string key, string what) => faults.Add($"{section.Path}:{key} {what}");

    private string? Text(string key) => MailSettings.Trimmed(section[key]);
}
