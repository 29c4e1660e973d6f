namespace Cendra.Domain.Access;

/// <summary>
/// A PIN at rest: ciphertext that only <see cref="PinVault"/> opens, and a keyed hash by which equal PINs are found without opening them.
/// Neither tells the digits to somebody who holds the database alone.
/// </summary>
public sealed class SealedPin
{
    /// <summary>Protected by the data-protection ring in the key folder.</summary>
    public required byte[] Ciphertext { get; init; }

    /// <summary>HMAC-SHA256 of the digits under the hash key, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>How many digits.</summary>
    public required int Length { get; init; }

    /// <summary>Dots, never digits.</summary>
    public override string ToString() => new('•', Length);
}
