using System.Security.Cryptography;
using System.Text;

namespace Cendra.Simulator.Webhooks;

/// <summary>
/// The signature that Svix and Standard Webhooks share: base64(HMAC-SHA256(key, "{id}.{unix seconds}.{body}")), key = the base64 after whsec_.
/// </summary>
internal static class WebhookSignature
{
    /// <summary>Null when the secret is not whsec_ and base64 (or bare base64).</summary>
    public static byte[]? Key(string secret)
    {
        var text = secret.StartsWith("whsec_", StringComparison.Ordinal) ? secret["whsec_".Length..] : secret;
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length > 0 ? key[..length] : null;
    }

    public static string Sign(byte[] key, string messageId, string timestamp, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{messageId}.{timestamp}.{body}")));
}
