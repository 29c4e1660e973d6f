namespace Cendra.Messaging.Email.Wire;

/// <summary>How access tokens are asked for (RFC 6749): by a refresh token where there is one, else by the credentials of the client itself. Not a record: it must not print itself.</summary>
public sealed class OAuthGrant
{
    /// <exception cref="ArgumentException">Neither https nor on this machine.</exception>
    public OAuthGrant(Uri tokenEndpoint, string clientId)
    {
        if (tokenEndpoint.Scheme != Uri.UriSchemeHttps && !tokenEndpoint.IsLoopback)
        {
            throw new ArgumentException("Tokens are asked for by https only.", nameof(tokenEndpoint));
        }

        (TokenEndpoint, ClientId) = (tokenEndpoint, clientId);
    }

    /// <summary>Where tokens are asked for.</summary>
    public Uri TokenEndpoint { get; }

    /// <summary>The application that was registered at the provider.</summary>
    public string ClientId { get; }

    /// <summary>Its secret; null where the provider gave none.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>What the host's consent came to; null = the application has rights of its own (client credentials).</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Such as <c>https://outlook.office365.com/.default</c>; null = what the provider takes for granted.</summary>
    public string? Scope { get; init; }

    /// <summary><c>XOAUTH2</c> or <c>OAUTHBEARER</c>; null = XOAUTH2 for Microsoft, else what the server offers.</summary>
    public string? Mechanism { get; init; }

    /// <summary>For logs: no secret.</summary>
    public override string ToString() => $"OAuthGrant at {TokenEndpoint.Host}";
}
