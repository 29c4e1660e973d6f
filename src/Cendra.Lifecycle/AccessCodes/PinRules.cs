using Cendra.Domain.Portfolio;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// What a PIN may look like: Seam's <c>code_constraints</c> of every door it must work on (Seam: "Access code requirements for door locks"), and a list of PINs
/// that people guess first. Where Seam's words leave room ("no more than 3 digits in a row"), the narrower reading holds: it satisfies both.
/// </summary>
/// <param name="Length">Digits.</param>
/// <param name="Constraints">Seam's names; names nobody here knows are left to the lock to refuse.</param>
public sealed record PinRules(int Length, IReadOnlySet<string> Constraints)
{
    /// <summary>Seam's constraint: no two codes of one lock begin with the same four digits (Schlage).</summary>
    public const string UniqueFirstFour = "unique_first_four_digits";

    /// <summary>Shortest and longest PIN that Cendra chooses.</summary>
    public const int Shortest = 4;

    /// <inheritdoc cref="Shortest"/>
    public const int Longest = 8;

    private const int Preferred = 6;
    private static readonly string[] LockDecides = ["cannot_specify_pin_code", "pin_code_matches_existing_set"];
    private static readonly string[] GuessedFirst = ["2580", "0852", "147258", "258369", "147369", "159753", "112233", "332211", "246810"];

    /// <summary>
    /// The rules that satisfy all doors: 6 digits if every door allows it, else the longest common length from 4 to 8. Null if there is none, or if one of the locks
    /// takes no PIN of our choice.
    /// </summary>
    public static PinRules? For(IReadOnlyCollection<SmartLock> locks)
    {
        var constraints = locks.SelectMany(l => l.GetPinConstraints()).ToHashSet(StringComparer.Ordinal);
        var lengths = Enumerable.Range(Shortest, Longest - Shortest + 1)
            .Where(length => locks.All(l => l.GetPinLengths() is not { Count: > 0 } allowed || allowed.Contains(length)))
            .ToList();
        return lengths.Count == 0 || constraints.Overlaps(LockDecides) ? null : new PinRules(lengths.Contains(Preferred) ? Preferred : lengths[^1], constraints);
    }

    /// <summary>True when Seam says that this lock's PIN cannot be chosen, or only out of a set that Cendra does not know: it is left out and read back.</summary>
    public static bool IsLeftToLock(IEnumerable<string?> constraints) => constraints.Any(c => Array.Exists(LockDecides, c!.Equals));

    /// <summary>True when every door takes it and it is not weak.</summary>
    public bool Allow(string pin)
    {
        if (pin.Length != Length || IsWeak(pin))
        {
            return false;
        }

        foreach (var name in Constraints)
        {
            if (!Obeys(name, pin))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many PINs these rules allow. Counted up to 6 digits; beyond, where it is never short, from an even sample.</summary>
    public long CountSpace()
    {
        var all = (long)Math.Pow(10, Length);
        var step = all > 1_000_000 ? 97 : 1;
        long allowed = 0;
        for (long number = 0; number < all; number += step)
        {
            allowed += Allow(number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(Length, '0')) ? 1 : 0;
        }

        return allowed * step;
    }

    private static bool Obeys(string constraint, string pin) => constraint switch
    {
        "no_zeros" => !pin.Contains('0'),
        "cannot_start_with_12" => !pin.StartsWith("12", StringComparison.Ordinal),
        "no_triple_consecutive_ints" => !HasRun(pin, 3),
        "no_ascending_or_descending_sequence" => !HasRun(pin, pin.Length),
        "at_least_three_unique_digits" => Different(pin) >= 3,
        "no_all_same_digits" => Different(pin) > 1,
        "cannot_contain_089" => !pin.AsSpan().ContainsAny("089"),
        "cannot_contain_0789" => !pin.AsSpan().ContainsAny("0789"),
        _ => true, // unique_first_four_digits is a matter of the other codes on the lock, see PinHolds.
    };

    /// <summary>Guessed first: few different digits, runs up or down, repeats of a short pattern, years.</summary>
    private static bool IsWeak(string pin) =>
        Different(pin) < 3
        || HasRun(pin, pin.Length)
        || Repeats(pin)
        || (pin.Length == 4 && (pin.StartsWith("19", StringComparison.Ordinal) || pin.StartsWith("20", StringComparison.Ordinal)))
        || Array.IndexOf(GuessedFirst, pin) >= 0;

    private static int Different(string pin)
    {
        var seen = 0;
        foreach (var digit in pin)
        {
            seen |= 1 << (digit - '0');
        }

        return System.Numerics.BitOperations.PopCount((uint)seen);
    }

    private static bool Repeats(string pin)
    {
        for (var size = 1; size <= pin.Length / 2; size++)
        {
            if (pin.Length % size == 0 && pin.AsSpan(size).SequenceEqual(pin.AsSpan(0, pin.Length - size)))
            {
                return true;
            }
        }

        return false;
    }

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
