namespace Cendra.Domain.Access;

/// <summary>A secret that is no PIN, at rest: ciphertext that only <see cref="SecretVault"/> opens, and a keyed hash by which equal ones are found.</summary>
public sealed class SealedText
{
    /// <summary>Protected by the data-protection ring in the key folder.</summary>
    public required byte[] Ciphertext { get; init; }

    /// <summary>HMAC-SHA256 of the text under the hash key, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Dots, never the text.</summary>
    public override string ToString() => "••••";
}
