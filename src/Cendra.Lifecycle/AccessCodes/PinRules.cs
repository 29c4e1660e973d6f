using Cendra.Domain.Portfolio;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>What a PIN may look like: Seam's <c>code_constraints</c> of every door it must work on, and a list of PINs that people guess first.</summary>
/// <param name="Length">Digits.</param>
/// <param name="Constraints">Seam's names; names nobody here knows are left to the lock to refuse.</param>
public sealed record PinRules(int Length, IReadOnlySet<string> Constraints)
{
    private const int Preferred = 6;
    private const int Shortest = 4;
    private const int Longest = 8;

    /// <summary>The rules that satisfy all doors: 6 digits if every door allows it, else the longest common length from 4 to 8; null if there is none.</summary>
    public static PinRules? For(IReadOnlyCollection<SmartLock> locks)
    {
        var constraints = locks.SelectMany(l => l.GetPinConstraints()).ToHashSet(StringComparer.Ordinal);
        var lengths = Enumerable.Range(Shortest, Longest - Shortest + 1)
            .Where(length => locks.All(l => l.GetPinLengths() is not { Count: > 0 } allowed || allowed.Contains(length)))
            .ToList();
        return lengths.Count == 0 ? null : new PinRules(lengths.Contains(Preferred) ? Preferred : lengths[^1], constraints);
    }

    /// <summary>True when every door takes it and it is not weak.</summary>
    public bool Allow(string pin) => pin.Length == Length && !IsWeak(pin) && Constraints.All(name => Obeys(name, pin));

    private static bool Obeys(string constraint, string pin) => constraint switch
    {
        "no_zeros" => !pin.Contains('0'),
        "cannot_start_with_12" => !pin.StartsWith("12", StringComparison.Ordinal),
        "no_triple_consecutive_ints" => !HasRun(pin, 3),
        "no_ascending_or_descending_sequence" => !IsSequence(pin),
        "at_least_three_unique_digits" => pin.Distinct().Count() >= 3,
        "no_all_same_digits" => pin.Distinct().Count() > 1,
        "cannot_contain_089" => !pin.Any("089".Contains),
        "cannot_contain_0789" => !pin.Any("0789".Contains),
        _ => true,
    };

    /// <summary>Guessed first: few different digits, runs up or down, repeats of a short pattern, years.</summary>
    private static bool IsWeak(string pin) =>
        pin.Distinct().Count() < 3
        || IsSequence(pin)
        || Repeats(pin)
        || (pin.Length == 4 && (pin.StartsWith("19", StringComparison.Ordinal) || pin.StartsWith("20", StringComparison.Ordinal)))
        || pin is "2580" or "0852" or "147258" or "258369" or "147369" or "159753" or "112233" or "332211" or "246810";

    private static bool IsSequence(string pin) => HasRun(pin, pin.Length);

    private static bool Repeats(string pin) =>
        Enumerable.Range(1, pin.Length / 2).Any(size => pin.Length % size == 0 && Enumerable.Range(0, pin.Length).All(i => pin[i] == pin[i % size]));

    /// <summary>True when <paramref name="length"/> digits in a row are equal, rise by one or fall by one.</summary>
    private static bool HasRun(string pin, int length)
    {
        for (var start = 0; start + length <= pin.Length; start++)
        {
            var part = pin.AsSpan(start, length);
            if (Steps(part, 0) || Steps(part, 1) || Steps(part, -1))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Steps(ReadOnlySpan<char> digits, int step)
    {
        for (var i = 1; i < digits.Length; i++)
        {
            if (digits[i] - digits[i - 1] != step)
            {
                return false;
            }
        }

        return true;
    }
}
