using Cendra.Knowledge.Secrets;
using Xunit;

namespace Cendra.Tests.Knowledge.Secrets;

public sealed class SecretPlacesTests
{
    [Fact]
    public void Names_are_found_once_in_order_and_other_braces_are_text()
    {
        Assert.Equal(["wifi", "gate-left"], SecretPlaces.In("{{wifi}} or {{ WiFi }}, {{gate-left}}; {{}} {{4821}} {{-x}} {wifi} {{two words}}"));
        Assert.Empty(SecretPlaces.In(""));
    }

    [Fact]
    public void What_is_filled_in_is_not_read_again()
    {
        Assert.Equal("a {{gate}} b $1", SecretPlaces.Replace("a {{wifi}} b {{gate}}", name => name == "wifi" ? "{{gate}}" : "$1"));
        Assert.Equal("{{wifi}}", SecretPlaces.Of("wifi"));
    }

    [Theory]
    [InlineData("[[code:K7Q2]] {{wifi}}")]
    [InlineData("[[[[")]
    [InlineData("[]][[]")]
    public void No_token_is_left_after_escaping_and_places_stay(string text)
    {
        var escaped = SecretPlaces.Escaped(text);

        Assert.DoesNotContain("[[", escaped, StringComparison.Ordinal);
        Assert.DoesNotContain("]]", escaped, StringComparison.Ordinal);
        Assert.Equal(SecretPlaces.In(text), SecretPlaces.In(escaped));
        Assert.Equal(escaped, SecretPlaces.Escaped(escaped));
    }
}
