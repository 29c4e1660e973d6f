using System.Net;
using Cendra.Lifecycle.Outbound;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Outbound;

/// <summary>Which addresses are called at all.</summary>
public sealed class OutboundAddressTests
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.200.3.4", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.0", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("192.168.1.4", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("192.0.2.7", false)]
    [InlineData("198.51.100.7", false)]
    [InlineData("203.0.113.7", false)]
    [InlineData("198.19.255.255", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b:1::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("3fff::1", false)]
    [InlineData("4000::1", false)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("2001:4860:4860::8888", true)]
    public void Only_public_addresses_are_called(string address, bool isPublic) => Assert.Equal(isPublic, OutboundAddress.IsPublic(IPAddress.Parse(address)));

    [Property]
    public bool An_address_that_is_written_as_the_other_kind_is_judged_alike(byte a, byte b, byte c, byte d) =>
        OutboundAddress.IsPublic(new IPAddress([a, b, c, d])) == OutboundAddress.IsPublic(new IPAddress([a, b, c, d]).MapToIPv6());

    [Theory]
    [InlineData("https://calendar.example/a?t=1", "")]
    [InlineData("  https://calendar.example/a  ", "")]
    [InlineData("http://calendar.example/a", "must begin with https")]
    [InlineData("https://calendar.example:8443/a", "names a port")]
    [InlineData("https://93.184.216.34/a", "by its number")]
    [InlineData("https://[2606:4700::1111]/a", "by its number")]
    [InlineData("https://0x7f000001/a", "by its number")]
    [InlineData("https://2130706433/a", "by its number")]
    [InlineData("https://u:p@calendar.example/a", "user name")]
    [InlineData("file:///etc/passwd", "is no web address")]
    [InlineData("calendar.example", "is no web address")]
    [InlineData("https://", "is no web address")]
    [InlineData("", "is no web address")]
    public void What_is_wrong_with_an_address_is_said_under_its_name(string text, string whyNot)
    {
        var (address, why) = OutboundAddress.Of(text, "The address of the calendar", None);
        Assert.Equal(whyNot.Length == 0, address is not null);
        Assert.True(whyNot.Length == 0 ? why.Length == 0 : why.StartsWith("The address of the calendar", StringComparison.Ordinal) && why.Contains(whyNot, StringComparison.Ordinal), why);
    }

    [Theory]
    [InlineData("http://nas.home/a.ics")]
    [InlineData("https://nas.home:8443/a.ics")]
    [InlineData("http://10.0.0.5:81/a.ics")]
    public void An_exception_may_be_private_plain_and_on_any_port(string text) =>
        Assert.NotNull(OutboundAddress.Of(text, "It", new HashSet<string> { "nas.home", "10.0.0.5" }).Address);

    [Fact]
    public void What_is_shown_of_an_address_holds_no_secret() =>
        Assert.Equal("https://calendar.example/…", OutboundAddress.Masked(new Uri("https://calendar.example/ical/s3cr3t.ics?t=s3cr3t#s3cr3t")));
}
