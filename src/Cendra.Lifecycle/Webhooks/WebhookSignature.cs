using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cendra.Lifecycle.Webhooks;

/// <summary>
/// Signatures as Standard Webhooks and Svix make them (the same scheme under two header names): HMAC-SHA256 over
/// <c>{id}.{timestamp}.{raw body}</c> with the decoded secret, base64 after <c>v1,</c>, several separated by spaces while a secret is being changed.
/// Source: github.com/standard-webhooks/standard-webhooks, spec.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Header family <c>webhook-*</c>.</summary>
    public const string StandardPrefix = "webhook";

    /// <summary>Header family <c>svix-*</c>: Seam and Guesty.</summary>
    public const string SvixPrefix = "svix";

    /// <summary>How far the timestamp may be from now, both ways, inclusive.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";
    private const int ShortestKey = 16;
    private const int LongestId = 200;
    private const int MostSignatures = 16;

    /// <summary>Checks a delivery on its raw bytes, in constant time for each signature.</summary>
    /// <param name="prefix"><see cref="StandardPrefix"/> or <see cref="SvixPrefix"/>.</param>
    /// <param name="headers">Headers of the request.</param>
    /// <param name="rawBody">The body as it came; one changed byte spoils it.</param>
    /// <param name="secrets">Secrets that are valid now (<c>whsec_</c> + base64).</param>
    /// <param name="nowUtc">Now.</param>
    public static WebhookCheck Verify(string prefix, IHeaderDictionary headers, ReadOnlySpan<byte> rawBody, IReadOnlyList<string> secrets, DateTimeOffset nowUtc) =>
        Verify(prefix, name => headers.TryGetValue(name, out var values) ? values.ToString() : null, rawBody, secrets, nowUtc);

    /// <inheritdoc cref="Verify(string, IHeaderDictionary, ReadOnlySpan{byte}, IReadOnlyList{string}, DateTimeOffset)"/>
    public static WebhookCheck Verify(
        string prefix, Func<string, string?> header, ReadOnlySpan<byte> rawBody, IReadOnlyList<string> secrets, DateTimeOffset nowUtc)
    {
        var id = header(prefix + "-id");
        var timestamp = header(prefix + "-timestamp");
        var signatures = header(prefix + "-signature");
        if (string.IsNullOrEmpty(id) || id.Length > LongestId || !id.All(letter => letter is > ' ' and <= '~'))
        {
            return new WebhookCheck(WebhookVerdict.MissingHeaders, null);
        }

        if (string.IsNullOrEmpty(signatures) || !Seconds(timestamp, out var seconds))
        {
            return new WebhookCheck(WebhookVerdict.MissingHeaders, id);
        }

        var keys = secrets.Select(Key).OfType<byte[]>().ToList();
        if (keys.Count == 0)
        {
            return new WebhookCheck(WebhookVerdict.BadSecret, id);
        }

        if (!AnyFits(keys, Signed(id, timestamp!, rawBody), signatures))
        {
            return new WebhookCheck(WebhookVerdict.BadSignature, id);
        }

        return new WebhookCheck(Age(nowUtc.ToUnixTimeSeconds() - seconds), id);
    }

    /// <summary>Signs a delivery.</summary>
    /// <returns>The value of the signature header: <c>v1,</c> + base64.</returns>
    /// <exception cref="ArgumentException">The secret is not <c>whsec_</c> + base64; the message does not hold it.</exception>
    public static string Sign(string secret, string id, DateTimeOffset timestampUtc, ReadOnlySpan<byte> rawBody)
    {
        var key = Key(secret) ?? throw new ArgumentException("A webhook secret is whsec_ and base64.");
        var timestamp = timestampUtc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Version + Convert.ToBase64String(HMACSHA256.HashData(key, Signed(id, timestamp, rawBody)));
    }

    /// <summary>A new secret as Standard Webhooks writes them: <c>whsec_</c> and the base64 of 24 random bytes.</summary>
    public static string NewSecret(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[24];
        random.GetBytes(bytes);
        return SecretPrefix + Convert.ToBase64String(bytes);
    }

    private static bool AnyFits(List<byte[]> keys, byte[] signed, string signatures)
    {
        var fits = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var claims = signatures.Split(' ', MostSignatures + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostSignatures);
        var hashes = claims.Where(claim => claim.StartsWith(Version, StringComparison.Ordinal)).Select(claim => claim[Version.Length..]).ToList();
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key, signed, expected);
            foreach (var hash in hashes)
            {
                fits |= Convert.TryFromBase64String(hash, given, out var length)
                    && CryptographicOperations.FixedTimeEquals(given[..length], expected);
            }
        }

        return fits;
    }

    private static WebhookVerdict Age(long secondsAgo) => secondsAgo switch
    {
        _ when secondsAgo > (long)Tolerance.TotalSeconds => WebhookVerdict.Stale,
        _ when secondsAgo < -(long)Tolerance.TotalSeconds => WebhookVerdict.TooNew,
        _ => WebhookVerdict.Valid,
    };

    private static bool Seconds(string? text, out long seconds) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds) && seconds <= 253402300799; // the year 9999

    private static byte[] Signed(string id, string timestamp, ReadOnlySpan<byte> rawBody)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        var signed = new byte[head.Length + rawBody.Length];
        head.CopyTo(signed, 0);
        rawBody.CopyTo(signed.AsSpan(head.Length));
        return signed;
    }

    // A secret without its prefix would be some other vendor's: refused, not guessed at. A short key would make signatures easy to forge.
    private static byte[]? Key(string secret)
    {
        var text = secret.AsSpan().Trim();
        if (!text.StartsWith(SecretPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        text = text[SecretPrefix.Length..];
        var key = new byte[text.Length];
        return Convert.TryFromBase64Chars(text, key, out var length) && length >= ShortestKey ? key[..length] : null;
    }
}
