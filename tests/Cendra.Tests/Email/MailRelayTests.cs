using Cendra.Messaging.Email.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>A platform that stands between guest and host is known by the domain of its addresses and by nothing that looks like it.</summary>
public sealed class MailRelayTests
{
    [Theory]
    [InlineData("5843975682-uz8.brju@guest.booking.com", "booking")]
    [InlineData("Ana.123456@Guest.BOOKING.com", "booking")]
    [InlineData(" ana@mail.guest.booking.com ", "booking")]
    [InlineData("4lb0qk@reply.airbnb.com", "airbnb")]
    [InlineData("ana-x1@guest.airbnb.com", "airbnb")]
    [InlineData("0a1b2c@messages.homeaway.com", "vrbo")]
    [InlineData("2p4a290mm8@m.expediapartnercentral.com", "expedia")]
    [InlineData("0k9vgeez@agoda-messaging.com", "agoda")]
    public void A_relay_is_known_by_the_domain_of_its_addresses(string address, string key)
    {
        var relay = MailRelay.Of(address);

        Assert.Equal(key, relay?.Key);
        Assert.True(relay!.IsGuests(address));
        Assert.True(relay.AllowsCodes);
        Assert.False(relay.KeepsSubAddress);
    }

    [Theory]
    [InlineData("ana@guest.booking.com.evil.test")]
    [InlineData("ana@xguest.booking.com")]
    [InlineData("ana@guest-booking.com")]
    [InlineData("ana@guest.bo\u043Eking.com")]
    [InlineData("guest.booking.com@evil.test")]
    [InlineData("ana@guest.booking.com@evil.test")]
    [InlineData("noreply@booking.com")]
    [InlineData("express@airbnb.com")]
    [InlineData("ana@booking.com")]
    [InlineData("guest.booking.com")]
    [InlineData("ana@guest.booking.com\r\nBcc: x@y.test")]
    [InlineData("")]
    [InlineData(null)]
    public void What_only_looks_like_one_is_none(string? address) => Assert.Null(MailRelay.Of(address));

    [Theory]
    [InlineData("noreply@guest.booking.com")]
    [InlineData("No-Reply@guest.booking.com")]
    [InlineData("sender@messages.homeaway.com")]
    [InlineData("notifications+1@agoda-messaging.com")]
    public void With_some_names_the_platform_writes_of_itself(string address) => Assert.False(MailRelay.Of(address)!.IsGuests(address));

    [Theory]
    [InlineData("ana@guest.booking.com", true)]
    [InlineData("noreply@booking.com", true)]
    [InlineData("ana@booking.com.evil.test", false)]
    [InlineData("ana@notbooking.com", false)]
    [InlineData(null, false)]
    public void A_domain_of_its_own_attests_the_platform(string? address, bool isAuthor) => Assert.Equal(isAuthor, MailRelay.Booking.IsAuthor(address));

    [Fact]
    public void Keys_are_for_settings_and_domains_belong_to_one_relay()
    {
        var domains = MailRelay.All.SelectMany(r => r.Domains).ToList();

        Assert.All(MailRelay.All, r => Assert.Equal(r.Key.ToLowerInvariant(), r.Key));
        Assert.Equal(MailRelay.All.Count, MailRelay.All.Select(r => r.Key).Distinct().Count());
        Assert.Equal(domains.Count, domains.Distinct().Count());
        Assert.All(MailRelay.All, r => Assert.All(r.Domains, d => Assert.True(r.IsAuthor($"x@{d}"), d)));
    }

    [Property(MaxTest = 500)]
    public Property A_domain_with_something_before_or_behind_it_is_known_only_below_it()
    {
        var letters = Gen.Elements("abcxyz0189-".ToCharArray());
        var word = from first in Gen.Elements("abxy19".ToCharArray()) from rest in letters.ListOf(5) from last in Gen.Elements("abxy19".ToCharArray()) select $"{first}{string.Concat(rest)}{last}".Replace("--", "a");
        var domain = Gen.Elements(MailRelay.All.SelectMany(r => r.Domains).ToArray());
        return Prop.ForAll(word.ToArbitrary(), domain.ToArbitrary(), (w, d) =>
            MailRelay.Of($"{w}@{d}") == MailRelay.Of($"X@{w}.{d.ToUpperInvariant()}") && MailRelay.Of($"{w}@{d}") is not null
            && MailRelay.Of($"{w}@{w}{d}") is null && MailRelay.Of($"{w}@{d}.{w}.test") is null && MailRelay.Of($"{w}@{d}{w}") is null && MailRelay.Of($"{d}@{w}.test") is null);
    }
}
