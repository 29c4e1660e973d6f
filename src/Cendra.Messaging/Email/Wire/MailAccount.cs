using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Cendra.Messaging.Email.Wire;

/// <summary>What protects the way to a mail server.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte (ports 993 and 465).</summary>
    Tls,

    /// <summary>TLS asked for in the clear and never done without (ports 143 and 587).</summary>
    StartTls,

    /// <summary>Nothing: only for a server on this machine.</summary>
    None,
}

/// <summary>
/// One account at one mail server: where it is and how to sign in. Not a record, and it prints neither user nor password. Hold it as long as the settings stay the same: access tokens live in it.
/// </summary>
public sealed class MailAccount
{
    /// <exception cref="ArgumentException">The way would be open and leaves this machine, or the sign-in is half.</exception>
    public MailAccount(string host, int port, MailSecurity security, string? user = null, string? password = null, OAuthTokens? tokens = null)
    {
        if (security == MailSecurity.None && !IsLoopback(host))
        {
            throw new ArgumentException("Without TLS only a server on this machine can be used.", nameof(security));
        }

        if (user is null != (password is null && tokens is null))
        {
            throw new ArgumentException("A sign-in is a user with a password or with tokens.", nameof(user));
        }

        (Host, Port, Security, User, Password, Tokens) = (host, port, security, user, password, tokens);
    }

    /// <summary>Name or address of the server.</summary>
    public string Host { get; }

    public int Port { get; }

    public MailSecurity Security { get; }

    /// <summary>Null = no sign-in, which only a server for posting may allow.</summary>
    public string? User { get; }

    /// <summary>A further authority whose certificates are believed, for a server with one of its own; null = only those that this machine believes.</summary>
    public X509Certificate2? Authority { get; init; }

    internal string? Password { get; }

    /// <summary>In place of a password.</summary>
    internal OAuthTokens? Tokens { get; }

    /// <summary>True for names and addresses that never leave this machine.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>For logs: neither user nor password.</summary>
    public override string ToString() => $"MailAccount at {Host}:{Port} ({Security})";
}
