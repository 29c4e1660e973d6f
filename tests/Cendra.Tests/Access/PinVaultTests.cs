using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Tests.World;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.AspNetCore.DataProtection;
using Xunit;

namespace Cendra.Tests.Access;

public sealed class PinVaultTests : IDisposable
{
    private const string Digits = "482913";
    private readonly TestFolder _folder = new();

    /// <inheritdoc />
    public void Dispose() => _folder.Dispose();

    [Property(MaxTest = 100)]
    public Property What_was_sealed_is_revealed() => Prop.ForAll(Pins().ToArbitrary(), pin =>
    {
        var vault = Vault();
        var sealedPin = vault.Seal(pin);
        return vault.Reveal(sealedPin) == pin && sealedPin.Length == pin.Length && sealedPin.Hash == vault.Hash(pin)
            && new PinScan(pin + pin).Find(sealedPin.Ciphertext).Count == 0;
    });

    [Property(MaxTest = 100)]
    public Property Two_pins_share_a_hash_only_when_they_are_equal() =>
        Prop.ForAll(Pins().Two().ToArbitrary(), pair => (Vault().Hash(pair.Item1) == Vault().Hash(pair.Item2)) == (pair.Item1 == pair.Item2));

    [Fact]
    public void Sealing_twice_gives_two_ciphertexts_and_one_hash()
    {
        var (a, b) = (Vault().Seal(Digits), Vault().Seal(Digits));
        Assert.NotEqual(a.Ciphertext, b.Ciphertext);
        Assert.Equal(a.Hash, b.Hash);
    }

    [Fact]
    public void A_hash_says_nothing_without_the_key()
    {
        Assert.NotEqual(Vault("one").Hash(Digits), Vault("two").Hash(Digits));
        Assert.NotEqual(Convert.ToHexStringLower(SHA256.HashData("482913"u8)), Vault().Hash(Digits));
    }

    [Fact]
    public void A_lost_ring_is_said_without_digits()
    {
        var sealedPin = Vault("one").Seal(Digits);
        var error = Assert.ThrowsAny<CryptographicException>(() => Vault("two").Reveal(sealedPin));
        new PinScan(Digits).AssertAbsentFromTexts([error.ToString()]);
    }

    [Fact]
    public void A_changed_ciphertext_is_refused_without_digits()
    {
        var sealedPin = Vault().Seal(Digits);
        sealedPin.Ciphertext[^1] ^= 1;
        var error = Assert.ThrowsAny<CryptographicException>(() => Vault().Reveal(sealedPin));
        new PinScan(Digits).AssertAbsentFromTexts([error.ToString()]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("482")]
    [InlineData("482913482913482913482")]
    [InlineData("48a913")]
    [InlineData("482 913")]
    [InlineData("٤٨٢٩١٣")]
    public void What_is_no_pin_is_refused_without_repeating_it(string typed)
    {
        var errors = new[] { Assert.Throws<ArgumentException>(() => Vault().Seal(typed)), Assert.Throws<ArgumentException>(() => Vault().Hash(typed)) };
        Assert.All(errors, e => Assert.True(typed.Length == 0 || !e.ToString().Contains(typed, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_sealed_pin_writes_itself_as_dots()
    {
        var sealedPin = Vault().Seal(Digits);
        Assert.Equal("••••••", sealedPin.ToString());
        Assert.Equal("PIN ••••••", $"PIN {sealedPin}");
    }

    private static Gen<string> Pins() =>
        from length in Gen.Choose(4, 20)
        from digits in Gen.Choose(0, 9).ListOf(length)
        select string.Concat(digits);

    private PinVault Vault(string name = "keys")
    {
        var keys = new KeyFolder(_folder.File(name), RandomNumberGenerator.Create());
        return new PinVault(DataProtectionProvider.Create(new DirectoryInfo(keys.RingPath)), keys);
    }
}
