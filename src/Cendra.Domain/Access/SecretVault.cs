using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Cendra.Domain.Access;

/// <summary>Seals secrets of properties and opens them. Who may call <see cref="Reveal"/> is a list that a test holds, as with <see cref="PinVault"/>.</summary>
public sealed class SecretVault(IDataProtectionProvider protection, KeyFolder keys)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.SecretVault.v1");

    /// <summary>Seals a text. Throws <see cref="ArgumentException"/> (without the text) where it is empty.</summary>
    public SealedText Seal(string text) => text.Length > 0
        ? new SealedText { Ciphertext = _protector.Protect(Encoding.UTF8.GetBytes(text)), Hash = Hash(text) }
        : throw new ArgumentException("A secret is not empty.", nameof(text));

    /// <summary>The text. Throws <see cref="CryptographicException"/> when the key ring that sealed it is lost or the ciphertext was changed.</summary>
    public string Reveal(SealedText secret) => Encoding.UTF8.GetString(_protector.Unprotect(secret.Ciphertext));

    /// <summary>The key ring that sealed it is here.</summary>
    public bool CanReveal(SealedText secret)
    {
        try
        {
            _protector.Unprotect(secret.Ciphertext);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The keyed hash of a text, hex: equal texts, equal hash; says nothing without the key.</summary>
    public string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(keys.PinHashKey, Encoding.UTF8.GetBytes($"secret:{text}")));
}
