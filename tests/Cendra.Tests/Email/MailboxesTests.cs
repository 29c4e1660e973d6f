using Cendra.Messaging.Email;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Which mailboxes configuration names, and what it says to whoever names them wrongly.</summary>
public sealed class MailboxesTests
{
    private const string Token = "bcdfghjkmnpqrstvbcdf";

    [Theory]
    [InlineData("Email:Relays:booking:Codes", "perhaps", "Email:Relays:booking:Codes is neither true nor false.")]
    [InlineData("Email:Relays:bookng:Codes", "false", "Email:Relays:bookng is no platform that is known: booking, airbnb, vrbo, expedia, agoda.")]
    [InlineData("Email:From", "\"front desk\"@cendra.test", "Email:From is no plain address")]
    [InlineData("Email:StrangersAnHour", "few", "Email:StrangersAnHour is no whole number.")]
    [InlineData("Email:PlusAddresses", "no", "Email:PlusAddresses is neither true nor false.")]
    [InlineData("Email:Mailboxes:lisbon:Imap:Host", "imap.test", "Email:Mailboxes:lisbon:Imap:User is missing.")]
    public void A_wrong_key_stops_the_start_and_is_named(string key, string value, string words)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Of((key, value)));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_finds_its_conversation_by_the_address_and_nobody_elses_address_is_ours()
    {
        var boxes = Of();
        Assert.Equal($"stay+{Token}@cendra.test", boxes.ReplyTo(Token, "ana@guest.test"));
        Assert.Equal([Token], boxes.TokensIn([$"stay+{Token}@cendra.test", "stay+x@evil.test", "other+y@cendra.test", "stay@cendra.test"]));
        Assert.Null(boxes.ReplyTo(Token, "anna.3kd9@guest.booking.com")); // The platform takes mail from addresses that it knows.
        Assert.Null(Of(("Email:PlusAddresses", "false")).ReplyTo(Token, "ana@guest.test"));
        Assert.Null(Of(("Email:From", $"{new string('s', 50)}@cendra.test")).ReplyTo(Token, "ana@guest.test")); // Longer than a mailbox's name may be.
    }

    private static Mailboxes Of(params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Email:From"] = "stay@cendra.test", ["Email:Smtp:Host"] = "smtp.test" };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        return new Mailboxes(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), new NoClients());
    }

    private sealed class NoClients : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => throw new InvalidOperationException("No token is asked for here.");
    }
}
