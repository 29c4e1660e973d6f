namespace Cendra.Simulator.Locks;

/// <summary>Seam's code_constraints, checked as its documentation words them.</summary>
internal static class CodeConstraints
{
    public const string CannotSpecifyPinCode = "cannot_specify_pin_code";

    /// <summary>No two codes of one lock begin with the same four digits.</summary>
    public const string UniqueFirstFour = "unique_first_four_digits";

    /// <summary>What is wrong with these digits for this door, without the digits; null when they will do.</summary>
    public static string? Violation(string digits, DoorOptions door)
    {
        if (digits.Length == 0 || digits.Any(digit => digit is < '0' or > '9'))
        {
            return "Access code must be a string of digits";
        }

        if (!door.Lengths.Contains(digits.Length))
        {
            return "Access code length must be one of " + string.Join(", ", door.Lengths);
        }

        var broken = door.Constraints.FirstOrDefault(constraint => Breaks(digits, constraint));
        return broken is null ? null : $"Access code violates the device's code constraint {broken}";
    }

    private static bool Breaks(string digits, string constraint) => constraint switch
    {
        "no_zeros" => digits.Contains('0'),
        "cannot_start_with_12" => digits.StartsWith("12", StringComparison.Ordinal),
        "no_triple_consecutive_ints" => HasRun(digits, 4, 0) || HasRun(digits, 4, 1) || HasRun(digits, 4, -1),
        "no_ascending_or_descending_sequence" => HasRun(digits, digits.Length, 1) || HasRun(digits, digits.Length, -1),
        "at_least_three_unique_digits" => digits.Distinct().Count() < 3,
        "no_all_same_digits" => digits.Distinct().Count() == 1,
        "cannot_contain_089" => digits.AsSpan().ContainsAny("089"),
        "cannot_contain_0789" => digits.AsSpan().ContainsAny("0789"),
        _ => false,
    };

    /// <summary>Whether <paramref name="length"/> digits in a row each differ from the one before by <paramref name="step"/>.</summary>
    private static bool HasRun(string digits, int length, int step)
    {
        var run = 1;
        for (var i = 1; i < digits.Length; i++)
        {
            run = digits[i] - digits[i - 1] == step ? run + 1 : 1;
            if (run >= length)
            {
                return true;
            }
        }

        return false;
    }
}
