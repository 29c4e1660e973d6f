using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Cendra.Domain.Access;

/// <summary>
/// The only place that turns PINs into sealed form and back. Who may call <see cref="Reveal"/> is a list that a test holds:
/// every caller is one of the exits by which digits may leave.
/// </summary>
public sealed class PinVault(IDataProtectionProvider protection, KeyFolder keys)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Cendra.PinVault.v1");

    /// <summary>Seals digits. Throws <see cref="ArgumentException"/> (without the digits) for anything but 4 to 20 ASCII digits.</summary>
    public SealedPin Seal(string digits) =>
        new() { Ciphertext = _protector.Protect(Encoding.ASCII.GetBytes(Checked(digits))), Hash = Hash(digits), Length = digits.Length };

    /// <summary>
    /// The digits. Throws <see cref="CryptographicException"/> when the key ring that sealed them is lost or the ciphertext was changed.
    /// </summary>
    public string Reveal(SealedPin pin) => Encoding.ASCII.GetString(_protector.Unprotect(pin.Ciphertext));

    /// <summary>The keyed hash of digits, hex: equal digits, equal hash; says nothing without the key.</summary>
    public string Hash(string digits) => Convert.ToHexStringLower(HMACSHA256.HashData(keys.PinHashKey, Encoding.ASCII.GetBytes(Checked(digits))));

    /// <summary>How digits that somebody typed differ from a PIN, which stays in here. Throws as <see cref="Reveal"/> does.</summary>
    public Mistype Compare(SealedPin pin, string typed) => Mistypes.Of(Reveal(pin), typed);

    private static string Checked(string digits) =>
        digits.Length is >= 4 and <= 20 && digits.All(char.IsAsciiDigit)
            ? digits
            : throw new ArgumentException("A PIN is 4 to 20 digits.", nameof(digits));
}
