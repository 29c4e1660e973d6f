using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Access tokens that the test servers check by themselves (RFC 7519, HS256).</summary>
internal static class Jwt
{
    /// <summary>As in eng/mail-servers.sh.</summary>
    private static readonly byte[] Key = "cendra-test-hmac-key-0123456789ab"u8.ToArray();

    public static string For(string address, TimeSpan life)
    {
        var now = TimeProvider.System.GetUtcNow();
        var claims = new { iss = "https://issuer.test", sub = address, email = address, iat = now.AddHours(-2).ToUnixTimeSeconds(), exp = (now + life).ToUnixTimeSeconds() };
        var signed = $"{Part(new { alg = "HS256", typ = "JWT" })}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Part(object content) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(content));
}
