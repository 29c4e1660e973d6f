using System.Net;
using Cendra.Simulator;
using Cendra.Simulator.Phones;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class PhoneTests
{
    [Fact]
    public async Task Digits_are_on_the_phone_only_when_the_message_is_delivered()
    {
        using var twilio = new TwilioWorld();
        await twilio.SendAsync("The code is 482913", PhoneChannels.Sms);
        await twilio.PassAsync(1);
        Assert.Empty(twilio.World.Phone(Guest));
        Assert.Empty(twilio.World.Phones());
        await twilio.PassAsync(1);
        var message = Assert.Single(twilio.World.Phone(Guest));
        Assert.Equal(("The code is 482913", "in", "sms", "delivered", Now.AddSeconds(2)), (message.Body, message.Direction, message.Channel, message.Status, message.AtUtc));
        Assert.Equal([Guest], twilio.World.Phones());
        Assert.DoesNotContain("482913", message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_of_a_guest_arrives_signed_with_every_field_of_WhatsApp()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl + "#rc=3");
        var answer = await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "  Olá +1 & até já \n", ProfileName = "Ana" });
        Assert.Equal((200, "<Response/>"), (answer.Status, answer.Body));
        var call = Assert.Single(twilio.Receiver.Calls);
        var wanted = new Dictionary<string, string>
        {
            ["MessageSid"] = answer.MessageSid,
            ["SmsSid"] = answer.MessageSid,
            ["SmsMessageSid"] = answer.MessageSid,
            ["AccountSid"] = AccountSid,
            ["From"] = "whatsapp:" + Guest,
            ["To"] = "whatsapp:" + WhatsAppFrom,
            ["Body"] = "  Olá +1 & até já \n",
            ["NumMedia"] = "0",
            ["NumSegments"] = "1",
            ["ApiVersion"] = "2010-04-01",
            ["SmsStatus"] = "received",
            ["ProfileName"] = "Ana",
            ["MessageType"] = "text",
            ["ReferralNumMedia"] = "0",
            ["WaId"] = Guest[1..],
            ["ChannelMetadata"] = """{"type":"whatsapp","data":{"context":{"ProfileName":"Ana","WaId":"351912345678"}}}""",
        };
        Assert.Equal(wanted, call.Fields);
        Assert.Equal((InboundUrl, TwilioCallbackTests.Sign(call)), (call.Url, call.Signature));
        var shown = Assert.Single(twilio.World.Phone(Guest));
        Assert.Equal(("out", answer.MessageSid, "received", "whatsapp"), (shown.Direction, shown.Sid, shown.Status, shown.Channel));
    }

    [Fact]
    public async Task Text_message_of_a_guest_carries_empty_places_and_nothing_of_WhatsApp()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello", Channel = PhoneChannels.Sms });
        var call = Assert.Single(twilio.Receiver.Calls);
        Assert.Equal((Guest, SmsFrom, ""), (call["From"], call["To"], call["FromCity"]));
        Assert.DoesNotContain("WaId", call.Fields.Keys);
        Assert.Equal(TwilioCallbackTests.Sign(call), call.Signature);
    }

    [Theory]
    [InlineData("image/jpeg", "image")]
    [InlineData("audio/ogg", "audio")]
    [InlineData("application/pdf", "document")]
    public async Task Photo_comes_as_an_address_without_text(string contentType, string messageType)
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        var answer = await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, MediaContentType = contentType });
        var call = Assert.Single(twilio.Receiver.Calls);
        Assert.Equal(("", "1", contentType, messageType), (call["Body"], call["NumMedia"], call["MediaContentType0"], call["MessageType"]));
        Assert.Matches($"^https://api\\.twilio\\.com/2010-04-01/Accounts/{AccountSid}/Messages/{answer.MessageSid}/Media/ME[0-9a-f]{{32}}$", call["MediaUrl0"]);
        Assert.Equal("1", Text((await twilio.GetAsync(Messages)).Body["messages"]![0], "num_media"));
    }

    [Fact]
    public async Task Sender_who_hides_the_number_has_no_phone_number_anywhere_and_can_be_answered()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        await twilio.World.PhoneWritesAsync(new PhoneText { From = "ES.1A2B3C4D", Body = "Hello" });
        var call = Assert.Single(twilio.Receiver.Calls);
        Assert.Equal(("whatsapp:ES.1A2B3C4D", "whatsapp:ES.1A2B3C4D"), (call["From"], call["ExternalUserId"]));
        Assert.DoesNotContain("WaId", call.Fields.Keys);
        Assert.DoesNotContain("WaId", call["ChannelMetadata"], StringComparison.Ordinal);
        await twilio.SendAsync("Who are you?", to: "ES.1A2B3C4D");
        await twilio.PassAsync(2);
        Assert.Equal(["Hello", "Who are you?"], twilio.World.Phone("ES.1A2B3C4D").Select(message => message.Body));
    }

    [Fact]
    public async Task Tapped_button_comes_with_its_payload()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, ButtonText = "Send my code", ButtonPayload = "code" });
        var call = Assert.Single(twilio.Receiver.Calls);
        Assert.Equal(("interactive", "Send my code", "Send my code", "code", "REPLY"), (call["MessageType"], call["Body"], call["ButtonText"], call["ButtonPayload"], call["ButtonType"]));
        Assert.Equal("Send my code", Assert.Single(twilio.World.Phone(Guest)).ButtonText);
    }

    [Fact]
    public async Task Webhook_can_come_twice_and_then_is_the_very_same()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello", Count = 2 });
        Assert.Equal(2, twilio.Receiver.Calls.Count);
        Assert.Equal(twilio.Receiver.Calls[0].Fields, twilio.Receiver.Calls[1].Fields);
        Assert.Equal(twilio.Receiver.Calls[0].Token, twilio.Receiver.Calls[1].Token);
        Assert.Single(twilio.World.Phone(Guest));
        Assert.Single((await twilio.GetAsync(Messages)).Body["messages"]!.AsArray());
    }

    [Fact]
    public async Task Lost_webhook_leaves_the_message_in_the_list_alone()
    {
        using var twilio = new TwilioWorld();
        var answer = await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello", Drop = true });
        Assert.Equal(0, answer.Status);
        Assert.Empty(twilio.Receiver.Calls);
        var kept = Assert.Single((await twilio.GetAsync($"{Messages}?DateSent%3E=2026-11-23")).Body["messages"]!.AsArray());
        Assert.Equal((answer.MessageSid, "inbound", "Hello"), (Text(kept, "sid"), Text(kept, "direction"), Text(kept, "body")));
    }

    [Fact]
    public async Task Webhook_that_did_not_connect_comes_once_more_at_once()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        twilio.Receiver.Failure = new HttpRequestException(HttpRequestError.ConnectionError);
        Assert.Equal(0, (await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello" })).Status);
        Assert.Equal(2, twilio.Receiver.Calls.Count);
        twilio.Receiver.Failure = null;
        twilio.Receiver.Status = HttpStatusCode.InternalServerError;
        Assert.Equal(500, (await twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello" })).Status);
        Assert.Equal(3, twilio.Receiver.Calls.Count);
    }

    [Fact]
    public async Task What_nobody_could_write_or_hear_changes_nothing()
    {
        using var twilio = new TwilioWorld();
        await Assert.ThrowsAsync<InvalidOperationException>(() => twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello" }));
        twilio.World.ListenForMessages(InboundUrl);
        await Assert.ThrowsAsync<ArgumentException>(() => twilio.World.PhoneWritesAsync(new PhoneText { From = "912345678", Body = "Hello" }));
        await Assert.ThrowsAsync<ArgumentException>(() => twilio.World.PhoneWritesAsync(new PhoneText { From = "ES.1A", Body = "Hello", Channel = "sms" }));
        await Assert.ThrowsAsync<ArgumentException>(() => twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello", Channel = "fax" }));
        twilio.World.LeaveWhatsApp(Guest);
        await Assert.ThrowsAsync<InvalidOperationException>(() => twilio.World.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello" }));
        Assert.Empty(twilio.World.Phones());
        Assert.Empty(twilio.Receiver.Calls);
    }

    [Fact]
    public async Task Callers_that_know_nothing_of_phones_still_make_a_world()
    {
        using var random = new SeededRandomNumberGenerator(1);
        using var world = new SimulatorWorld(new SimulatorSettings { ControlKey = "control", SeamApiKey = "seam_test" }, new FakeTimeProvider(Now), random);
        Assert.Empty(world.Phone(Guest));
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.PhoneWritesAsync(new PhoneText { From = Guest, Body = "Hello" }));
    }
}
