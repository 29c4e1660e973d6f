using System.Security.Cryptography;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Makes PINs with a cryptographic generator, uniformly among those the rules allow; never from phone, name or dates.</summary>
public sealed class PinGenerator(RandomNumberGenerator random)
{
    private const int MostTries = 10_000;

    /// <summary>A PIN that the rules allow and <paramref name="isFree"/> accepts, or null when none was found: the space is as good as used up.</summary>
    public string? Next(PinRules rules, Func<string, bool> isFree)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var pin = Digits(rules.Length);
            if (rules.Allow(pin) && isFree(pin))
            {
                return pin;
            }
        }

        return null;
    }

    private string Digits(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)('0' + Digit())));

    /// <summary>Rejection keeps every digit equally likely: 250 is the largest multiple of ten in a byte.</summary>
    private int Digit()
    {
        Span<byte> one = stackalloc byte[1];
        do
        {
            random.GetBytes(one);
        }
        while (one[0] >= 250);

        return one[0] % 10;
    }
}
