using Cendra.Domain.Access;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Access;

/// <summary>How typed digits differ from a code: the smallest slip that explains them, and nothing of the digits.</summary>
public sealed class MistypeTests
{
    [Theory]
    [InlineData("482913", Mistype.None)]
    [InlineData("428913", Mistype.Swapped)]
    [InlineData("482931", Mistype.Swapped)]
    [InlineData("482918", Mistype.OneOther)]
    [InlineData("82913", Mistype.OneMissing)]
    [InlineData("48291", Mistype.OneMissing)]
    [InlineData("4822913", Mistype.OneTooMany)]
    [InlineData("4829130", Mistype.OneTooMany)]
    [InlineData("319284", Mistype.Other)]
    [InlineData("913", Mistype.Other)]
    [InlineData("482193", Mistype.Swapped)]
    [InlineData("842931", Mistype.Other)]
    public void A_slip_is_known_for_what_it_is(string typed, Mistype expected) => Assert.Equal(expected, Mistypes.Of("482913", typed));

    [Property(MaxTest = 500)]
    public void Whatever_slip_is_made_it_is_found_or_it_made_no_difference(uint seed, byte place, byte digit, byte slip)
    {
        var pin = (seed % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        var at = place % 5;
        var other = (char)('0' + (digit % 10));
        var (typed, expected) = (slip % 4) switch
        {
            0 => ($"{pin[..at]}{pin[at + 1]}{pin[at]}{pin[(at + 2)..]}", pin[at] == pin[at + 1] ? Mistype.None : Mistype.Swapped),
            1 => ($"{pin[..at]}{other}{pin[(at + 1)..]}", pin[at] == other ? Mistype.None : Mistype.OneOther),
            2 => (pin.Remove(at, 1), Mistype.OneMissing),
            _ => (pin.Insert(at, other.ToString()), Mistype.OneTooMany),
        };
        Assert.Equal(expected, Mistypes.Of(pin, typed));
    }
}
