using System.Globalization;
using System.Security.Cryptography;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>Makes PINs with a cryptographic generator, uniformly among those the rules allow; never from phone, name or dates.</summary>
public sealed class PinGenerator(RandomNumberGenerator random)
{
    private const int DrawsFirst = 2_000;
    private const int MostCounted = 1_000_000;

    /// <summary>
    /// A PIN that the rules allow and <paramref name="isFree"/> accepts, or null when none is left. Up to 6 digits null is certain (each PIN was looked at); a longer
    /// space is as good as used up.
    /// </summary>
    public string? Next(PinRules rules, Func<string, bool> isFree)
    {
        for (var i = 0; i < DrawsFirst; i++)
        {
            var pin = Digits(rules.Length);
            if (rules.Allow(pin) && isFree(pin))
            {
                return pin;
            }
        }

        var left = All(rules).Where(isFree).ToList();
        return left.Count == 0 ? null : left[Below(left.Count)];
    }

    /// <summary>Every PIN that the rules allow, in no order that matters; empty beyond 6 digits, where nobody counts.</summary>
    public static IEnumerable<string> All(PinRules rules)
    {
        var count = (long)Math.Pow(10, rules.Length);
        for (var number = 0; count <= MostCounted && number < count; number++)
        {
            var pin = number.ToString(CultureInfo.InvariantCulture).PadLeft(rules.Length, '0');
            if (rules.Allow(pin))
            {
                yield return pin;
            }
        }
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

    /// <summary>Uniform below <paramref name="end"/>, by rejection as well.</summary>
    private int Below(int end)
    {
        Span<byte> four = stackalloc byte[4];
        uint drawn;
        var fair = uint.MaxValue - (uint.MaxValue % (uint)end);
        do
        {
            random.GetBytes(four);
            drawn = BitConverter.ToUInt32(four);
        }
        while (drawn >= fair);

        return (int)(drawn % (uint)end);
    }
}
