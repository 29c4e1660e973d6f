using Cendra.Domain.Conversations;
using Cendra.Messaging.WhatsApp;
using Xunit;

namespace Cendra.Tests.Messaging;

public sealed class PhonesTests
{
    [Theory]
    [InlineData("+34 600 111 907", null, "+34600111907")]
    [InlineData("whatsapp:+34600111907", null, "+34600111907")]
    [InlineData("0034 600-111-907", null, "+34600111907")]
    [InlineData("600 111 907", "ES", "+34600111907")]
    [InlineData("600 111 907", "es", "+34600111907")]
    [InlineData("0151 23456789", "DE", "+4915123456789")]
    [InlineData("(415) 523-8886", "US", "+14155238886")]
    [InlineData("+1 555 010 9999", null, "+15550109999")]
    [InlineData("600 111 907", null, null)]
    [InlineData("600 111 907", "XX", null)]
    [InlineData("12", "ES", null)]
    [InlineData("+999 123 456 789", null, null)]
    [InlineData("1-800-FLOWERS", "US", null)]
    [InlineData("no number", "ES", null)]
    [InlineData("", "ES", null)]
    [InlineData("+", null, null)]
    [InlineData("whatsapp:ES.1A2B3C", null, null)]
    public void A_number_is_read_as_E164_or_not_at_all(string text, string? region, string? expected) => Assert.Equal(expected, Phones.ToE164(text, region));

    [Theory]
    [InlineData("+34600111907", "ES", "+34 ···· 907")]
    [InlineData("+14155238886", "US", "+1 ···· 886")]
    [InlineData("+15550109999", "US", "+1 ···· 999")]
    [InlineData("+999123456", "", "····")]
    [InlineData("nonsense", "", "····")]
    public void A_number_has_a_country_and_a_mask(string number, string region, string masked)
    {
        Assert.Equal(region, Phones.RegionOf(number));
        Assert.Equal(masked, Phones.Masked(number));
    }

    [Theory]
    [InlineData("+34930000000", "+34 930 00 00 00")]
    [InlineData("nonsense", "nonsense")]
    public void A_number_is_spaced_as_people_write_it_down(string number, string spaced) => Assert.Equal(spaced, Phones.Spaced(number));

    [Theory]
    [InlineData("whatsapp:+5215512345678", "+52 55 1234 5678")]
    [InlineData("whatsapp:+5491123456789", "+54 9 11 2345 6789")]
    [InlineData("whatsapp:+5491123456789", "+54 11 2345 6789")]
    [InlineData("whatsapp:+551187654321", "+55 11 98765 4321")]
    [InlineData("whatsapp:+34600111907", "+34 600 111 907")]
    public void A_sender_is_known_by_the_number_on_file_however_WhatsApp_writes_it(string sender, string onFile) =>
        Assert.Equal(Phones.Key(Phones.ToE164(onFile, null)!), WhatsAppAddress.Parse(sender)!.Key);

    [Fact]
    public void A_Brazilian_landline_is_not_taken_for_a_mobile_phone() => Assert.NotEqual(Phones.Key("+551123456789"), Phones.Key("+5511923456789"));

    [Theory]
    [InlineData("whatsapp:+5215512345678", "+5215512345678", null, "whatsapp:+5215512345678")]
    [InlineData("WhatsApp:+34600111907", "+34600111907", null, "whatsapp:+34600111907")]
    [InlineData("whatsapp:ES.1A2b3C", null, "ES.1A2b3C", "whatsapp:ES.1A2b3C")]
    [InlineData("whatsapp:ES.ENT.1A2b3C", null, "ES.ENT.1A2b3C", "whatsapp:ES.ENT.1A2b3C")]
    public void A_sender_is_a_phone_or_an_id_and_is_answered_as_it_wrote(string from, string? phone, string? bsuid, string answer)
    {
        var address = WhatsAppAddress.Parse(from)!;

        Assert.Equal((phone, bsuid, answer), (address.Phone, address.Bsuid, address.Twilio));
        Assert.DoesNotContain(phone?[3..^3] ?? "1A2b3C", $"{address}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whatsapp:")]
    [InlineData("whatsapp:600111907")]
    [InlineData("whatsapp:+0600111907")]
    [InlineData("whatsapp:+34600111907\n+1")]
    [InlineData("whatsapp:+٣٤٦٠٠١١١٩٠٧")]
    [InlineData("whatsapp:es.1A2B")]
    [InlineData("whatsapp:ES.")]
    [InlineData("messenger:123")]
    public void Anything_else_is_nobody(string? from) => Assert.Null(WhatsAppAddress.Parse(from));

    [Theory]
    [InlineData("+5215512345678", "+525512345678")]
    [InlineData("+5491123456789", "+541123456789")]
    [InlineData("+551187654321", "+5511987654321")]
    [InlineData("+34600111907", "+34600111907")]
    public void A_line_is_found_however_the_booking_writes_it(string sender, string onFile) => Assert.Contains(onFile, Phones.WaysToWrite(sender));
}
