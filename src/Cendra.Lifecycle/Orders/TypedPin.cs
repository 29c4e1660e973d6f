using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Lifecycle.Orders;

/// <summary>Judges digits that a host typed against every door they must open. What it says names the door and what to change, never the digits.</summary>
public static class TypedPin
{
    private static readonly HashSet<string> Free = [];

    /// <summary>The digits alone; spaces and dashes are how people write them.</summary>
    public static string Clean(string typed) => new([.. typed.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–'))]);

    /// <summary>What is to be changed; empty = every door takes them, as far as its lock says.</summary>
    public static IReadOnlyList<string> Problems(string pin, IReadOnlyCollection<DoorUse> doors)
    {
        if (pin.Length == 0 || !pin.All(char.IsAsciiDigit))
        {
            return ["Type digits only, from 0 to 9."];
        }

        if (pin.Length is < 4 or > 8)
        {
            return ["Type 4 to 8 digits."];
        }

        var problems = doors.Where(d => d.Lock!.GetPinLengths() is { Count: > 0 } lengths && !lengths.Contains(pin.Length))
            .Select(d => $"{d.DoorName}: this lock takes {Lengths(d.Lock!)} digits, not {pin.Length}.").ToList();
        if (!new PinRules(pin.Length, Free).Allow(pin))
        {
            problems.Add("These digits are among the first that people guess: too few different ones, a row or a pattern. Mix them.");
            return problems;
        }

        problems.AddRange(doors.SelectMany(d => d.Lock!.GetPinConstraints().Where(name => !new PinRules(pin.Length, new HashSet<string> { name }).Allow(pin)).Select(name => $"{d.DoorName}: {Words(name)}")));
        return problems;
    }

    private static string Lengths(SmartLock smartLock) => string.Join(" or ", smartLock.GetPinLengths());

    private static string Words(string constraint) => constraint switch
    {
        "no_zeros" => "this lock takes no 0. Use other digits.",
        "cannot_start_with_12" => "this lock takes nothing that starts with 12. Start otherwise.",
        "no_triple_consecutive_ints" => "this lock takes no three equal or neighbouring digits in a row. Mix them.",
        "no_ascending_or_descending_sequence" => "this lock takes no rising or falling row. Mix the digits.",
        "at_least_three_unique_digits" => "this lock wants at least three different digits.",
        "no_all_same_digits" => "this lock does not take one digit over and over.",
        "cannot_contain_089" => "this lock takes no 0, 8 or 9. Use other digits.",
        "cannot_contain_0789" => "this lock takes no 0, 7, 8 or 9. Use other digits.",
        _ => "this lock does not take these digits. Choose others.",
    };
}
