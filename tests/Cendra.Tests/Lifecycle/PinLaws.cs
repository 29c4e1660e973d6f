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
        "no_all_same_digits", "cannot_contain_089", "cannot_contain_0789", "unique_first_four_digits", "start_date_in_future", "name_length", "name_must_be_unique", "a_rule_of_tomorrow",
    ];

    private static readonly string[] LeftToLock = ["cannot_specify_pin_code", "pin_code_matches_existing_set"];

    /// <summary>Every length from 4 to 8 with every constraint alone and every pair of them.</summary>
    public static TheoryData<int> Lengths() => [4, 5, 6, 7, 8];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Every_constraint_and_every_pair_leaves_digits_or_says_honestly_that_none_may_be_chosen(int length)
    {
        var all = Constraints.Concat(LeftToLock).ToList();
        foreach (var pair in all.SelectMany(one => all.Select(other => new[] { one, other })))
        {
            var door = new SmartLock { DeviceId = "d", Name = "d", PinLengths = $"{length}", PinConstraints = string.Join(',', pair.Distinct()) };
            var rules = PinRules.For([door]);
            if (pair.Any(LeftToLock.Contains))
            {
                Assert.Null(rules);
                continue;
            }

            Assert.Equal(length, rules!.Length);
            using var random = new SeededRandom(length);
            var generator = new PinGenerator(random);
            var made = Enumerable.Range(0, 20).Select(_ => generator.Next(rules, _ => true)).ToList();
            Assert.All(made, pin => Assert.True(pin is not null && Takes(door, pin), string.Join('+', pair)));
            Assert.True(made.Distinct().Count() > 5, "Digits of one lock are not all the same few.");
        }
    }

    [Theory]
    [InlineData("no_triple_consecutive_ints", "1237", false)]
    [InlineData("no_triple_consecutive_ints", "9876", false)]
    [InlineData("no_triple_consecutive_ints", "5556", false)]
    [InlineData("no_triple_consecutive_ints", "5567", false)]
    [InlineData("no_triple_consecutive_ints", "5586", true)]
    [InlineData("no_ascending_or_descending_sequence", "1238", true)]
    [InlineData("at_least_three_unique_digits", "4774", false)]
    [InlineData("cannot_contain_0789", "4728", false)]
    [InlineData("cannot_contain_0789", "4265", true)]
    public void Seams_words_are_kept_to_the_letter(string constraint, string pin, bool allowed) =>
        Assert.Equal(allowed, new PinRules(4, new HashSet<string> { constraint }).Allow(pin));

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    public void The_space_of_some_rules_is_counted_not_guessed(int length)
    {
        var rules = new PinRules(length, new HashSet<string> { "cannot_contain_0789" });
        var counted = length == 7 ? rules.CountSpace() : PinGenerator.All(rules).LongCount();
        Assert.InRange(counted, (long)(Math.Pow(6, length) * 0.8), (long)(Math.Pow(6, length) * 1.1));
        Assert.Equal(counted, rules.CountSpace());
    }

    [Fact]
    public void The_last_free_digits_are_found_and_not_given_up_as_none()
    {
        using var random = new SeededRandom(3);
        Assert.Equal("4826", new PinGenerator(random).Next(new PinRules(4, new HashSet<string>()), pin => pin == "4826"));
    }

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
