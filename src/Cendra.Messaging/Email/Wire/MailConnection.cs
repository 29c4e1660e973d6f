using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Security;

namespace Cendra.Messaging.Email.Wire;

/// <summary>Opens connections to mail servers, and gives every exchange its limit of time.</summary>
internal static class MailConnection
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Connects and signs in. A token that was kept and is refused is asked for anew, once.</summary>
    public static async Task<T> OpenAsync<T>(Func<T> make, MailAccount account, TimeProvider clock, CancellationToken ct)
        where T : MailService
    {
        try
        {
            return await OnceAsync(make, account, clock, ct);
        }
        catch (AuthenticationException) when (account.Tokens?.Forget() == true)
        {
            return await OnceAsync(make, account, clock, ct);
        }
    }

    /// <summary>Ends an exchange that takes longer, by the clock that was given.</summary>
    /// <exception cref="TimeoutException">It took longer. The connection is of no use any more.</exception>
    public static async Task<T> WithinAsync<T>(TimeSpan limit, TimeProvider clock, Func<CancellationToken, Task<T>> exchange, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            return await exchange(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new TimeoutException("The mail server did not answer in time.");
        }
    }

    /// <summary>The same for an exchange that comes to nothing.</summary>
    public static Task WithinAsync(TimeSpan limit, TimeProvider clock, Func<CancellationToken, Task> exchange, CancellationToken ct) =>
        WithinAsync(limit, clock, async token =>
        {
            await exchange(token);
            return true;
        }, ct);

    private static async Task<T> OnceAsync<T>(Func<T> make, MailAccount account, TimeProvider clock, CancellationToken ct)
        where T : MailService
    {
        var client = make();
        try
        {
            // As other clients of this house do; lists of revoked certificates cannot be had behind many firewalls.
            client.CheckCertificateRevocation = false;
            if (account.Authority is { } authority)
            {
                client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => errors == SslPolicyErrors.None || IsOf(authority, certificate, chain, errors);
            }

            await WithinAsync(Limit, clock, token => client.ConnectAsync(account.Host, account.Port, Options(account.Security), token), ct);
            await WithinAsync(Limit, clock, token => SignInAsync(client, account, token), ct);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task SignInAsync(MailService client, MailAccount account, CancellationToken ct)
    {
        if (account is { User: { } user, Tokens: { } tokens })
        {
            var token = await tokens.AccessTokenAsync(ct);
            await client.AuthenticateAsync(tokens.Mechanism(account.Host, user, token, client.AuthenticationMechanisms), ct);
        }
        else if (account is { User: { } name, Password: { } password })
        {
            await (OneWay(client, name, password) is { } mechanism ? client.AuthenticateAsync(mechanism, ct) : client.AuthenticateAsync(name, password, ct));
        }
    }

    /// <summary>Left alone, MailKit tries every mechanism that a server offers, and a wrong password counts there as many times. Null = the server offers none that is simple.</summary>
    private static SaslMechanism? OneWay(MailService client, string user, string password) =>
        client.AuthenticationMechanisms.Contains("PLAIN") ? new SaslMechanismPlain(user, password)
        : client.AuthenticationMechanisms.Contains("LOGIN") ? new SaslMechanismLogin(user, password)
        : null;

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    /// <summary>Right in all but its authority, which is the one that was set.</summary>
    private static bool IsOf(X509Certificate2 authority, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf || errors != SslPolicyErrors.RemoteCertificateChainErrors)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainElements.Select(element => element.Certificate).ToArray() ?? []);
        return chain.Build(leaf);
    }
}
