using System.Security.Cryptography;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>The letters behind the colon of a token: random, without characters that look alike, no digits of anything.</summary>
internal static class GrantToken
{
    private const string Letters = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
    private const int Length = 6;

    public static string New(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[Length];
        random.GetBytes(bytes);
        return string.Create(Length, bytes.ToArray(), static (token, drawn) =>
        {
            for (var i = 0; i < token.Length; i++)
            {
                token[i] = Letters[drawn[i] % Letters.Length];
            }
        });
    }
}
