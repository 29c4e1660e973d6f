using System.Security.Cryptography;
using System.Text;

namespace Cendra.Simulator.Twilio;

/// <summary>
/// X-Twilio-Signature: base64(HMAC-SHA1(auth token, URL + every parameter's name and value, sorted by name, without any separator)), after
/// <see href="https://www.twilio.com/docs/usage/security">Twilio's documentation</see>.
/// </summary>
internal static class TwilioSignature
{
    /// <param name="authToken">The key.</param>
    /// <param name="url">As Twilio calls it, with its query.</param>
    /// <param name="fields">Decoded and untrimmed; one value a name.</param>
    public static string Sign(string authToken, string url, IReadOnlyDictionary<string, string> fields)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            signed.Append(name).Append(value);
        }

        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(signed.ToString())));
    }

    /// <summary>The URL that is signed: fragment (Twilio's own settings) and user are left out, everything else stays as it was written.</summary>
    public static string UrlOf(string url)
    {
        var whole = url.Split('#', 2)[0];
        return new Uri(whole).UserInfo is { Length: > 0 } user ? whole.Replace(user + "@", "", StringComparison.Ordinal) : whole;
    }
}
