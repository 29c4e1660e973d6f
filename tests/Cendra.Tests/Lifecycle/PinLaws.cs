using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Tests.World;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;
using Property = FsCheck.Property;

namespace Cendra.Tests.Lifecycle;

/// <summary>What holds for every PIN that Cendra chooses.</summary>
public sealed class PinLaws
{
    private static readonly string[] Constraints =
    [
        "no_zeros", "cannot_start_with_12", "no_triple_consecutive_ints", "no_ascending_or_descending_sequence", "at_least_three_unique_digits",
        "no_all_same_digits", "cannot_contain_089", "cannot_contain_0789", "a_rule_of_tomorrow",
    ];

    [Property(MaxTest = 500)]
    public Property A_chosen_PIN_fits_every_door_and_is_free() => Prop.ForAll(Houses().ToArbitrary(), Gen.Choose(1, 10_000).ToArbitrary(), (locks, seed) =>
    {
        if (PinRules.For(locks) is not { } rules)
        {
            return true;
        }

        var first = new PinGenerator(new SeededRandom(seed)).Next(rules, _ => true);
        var second = new PinGenerator(new SeededRandom(seed)).Next(rules, pin => pin != first);
        return first is not null && second is not null && first != second && locks.All(l => Takes(l, first) && Takes(l, second));
    });

    [Property(MaxTest = 500)]
    public Property Six_digits_wherever_all_doors_take_six() => Prop.ForAll(Houses().ToArbitrary(), locks =>
        PinRules.For(locks) is not { } rules
            ? Enumerable.Range(4, 5).All(n => locks.Any(l => l.GetPinLengths() is { Count: > 0 } has && !has.Contains(n)))
            : rules.Length == 6 || locks.Any(l => l.GetPinLengths() is { Count: > 0 } has && !has.Contains(6)));

    [Theory]
    [InlineData("1234")]
    [InlineData("4321")]
    [InlineData("0000")]
    [InlineData("1212")]
    [InlineData("1985")]
    [InlineData("2580")]
    public void What_people_guess_first_is_never_chosen(string pin) => Assert.False(new PinRules(4, new HashSet<string>()).Allow(pin));

    [Fact]
    public void When_no_digits_are_free_nothing_is_chosen() =>
        Assert.Null(new PinGenerator(new SeededRandom(1)).Next(new PinRules(4, new HashSet<string>()), _ => false));

    [Fact]
    public void Every_digit_comes_at_every_place()
    {
        var generator = new PinGenerator(new SeededRandom(7));
        var pins = Enumerable.Range(0, 500).Select(_ => generator.Next(new PinRules(6, new HashSet<string>()), _ => true)!).ToList();
        Assert.All(Enumerable.Range(0, 6), place => Assert.Equal(10, pins.Select(p => p[place]).Distinct().Count()));
    }

    private static bool Takes(SmartLock door, string pin)
    {
        var rules = door.GetPinConstraints();
        return (door.GetPinLengths() is not { Count: > 0 } lengths || lengths.Contains(pin.Length))
            && !(rules.Contains("no_zeros") && pin.Contains('0'))
            && !(rules.Contains("cannot_start_with_12") && pin.StartsWith("12", StringComparison.Ordinal))
            && !(rules.Contains("cannot_contain_0789") && pin.Any("0789".Contains))
            && !(rules.Contains("cannot_contain_089") && pin.Any("089".Contains))
            && pin.Distinct().Count() >= 3;
    }

    private static Gen<SmartLock[]> Houses() =>
        from doors in Gen.Choose(1, 4)
        from locks in (from lengths in Gen.SubListOf(Enumerable.Range(4, 6))
                       from rules in Gen.SubListOf(Constraints)
                       select new SmartLock { DeviceId = "d", Name = "d", PinLengths = string.Join(',', lengths), PinConstraints = string.Join(',', rules) }).ArrayOf(doors)
        select locks;
}
