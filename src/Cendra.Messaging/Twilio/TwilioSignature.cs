using System.Security.Cryptography;
using System.Text;

namespace Cendra.Messaging.Twilio;

/// <summary>
/// <c>X-Twilio-Signature</c>: base64 of HMAC-SHA1 over the URL that Twilio called, followed by every name and value of the posted form in the order of names.
/// The key is the account's auth token, never an API key. There is no time in it: what arrives twice must be told apart by its id.
/// Source: www.twilio.com/docs/usage/security, and Twilio's own libraries where it is silent (duplicate names, ports).
/// </summary>
public static class TwilioSignature
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Twilio-Signature";

    private const string BodyHash = "bodySHA256";

    /// <summary>Checks a call, in constant time for each way of writing its URL and each token.</summary>
    /// <param name="url">The public URL as Twilio called it, query included.</param>
    /// <param name="form">Names and values as decoded, untrimmed; none for a body that is no form.</param>
    /// <param name="rawBody">The body's bytes where it is no form; null for a form or no body. A body is only accepted when the URL names its SHA-256.</param>
    /// <param name="signature">What the header says.</param>
    /// <param name="authTokens">The tokens that are valid now.</param>
    public static bool Verify(string url, IEnumerable<KeyValuePair<string, string>> form, byte[]? rawBody, string signature, IReadOnlyList<string> authTokens)
    {
        Span<byte> given = stackalloc byte[HMACSHA1.HashSizeInBytes];
        if (!Convert.TryFromBase64String(signature, given, out var length) || length != given.Length)
        {
            return false;
        }

        var fields = Fields(form);
        Span<byte> expected = stackalloc byte[HMACSHA1.HashSizeInBytes];
        var fits = false;
        foreach (var token in authTokens.Where(token => token.Length > 0))
        {
            foreach (var variant in SignedUrl.Variants(url))
            {
                HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(variant + fields), expected);
                fits |= CryptographicOperations.FixedTimeEquals(given, expected);
            }
        }

        return fits & (rawBody is not { Length: > 0 } || IsBodyOf(url, rawBody));
    }

    /// <summary>Signs a call as Twilio does.</summary>
    public static string Sign(string url, IEnumerable<KeyValuePair<string, string>> form, string authToken) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(SignedUrl.WithoutFragment(url) + Fields(form))));

    private static string Fields(IEnumerable<KeyValuePair<string, string>> form)
    {
        var text = new StringBuilder();
        foreach (var name in form.GroupBy(field => field.Key, StringComparer.Ordinal).OrderBy(name => name.Key, StringComparer.Ordinal))
        {
            foreach (var value in name.Select(field => field.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                text.Append(name.Key).Append(value);
            }
        }

        return text.ToString();
    }

    private static bool IsBodyOf(string url, byte[] rawBody)
    {
        var query = url.IndexOf('?', StringComparison.Ordinal);
        var named = query < 0 ? null : SignedUrl.WithoutFragment(url)[(query + 1)..].Split('&')
            .FirstOrDefault(part => part.StartsWith(BodyHash + "=", StringComparison.Ordinal))?[(BodyHash.Length + 1)..];
        return named is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(named.ToLowerInvariant()), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(rawBody))));
    }
}
