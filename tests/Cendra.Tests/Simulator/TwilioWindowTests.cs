using System.Net;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class TwilioWindowTests
{
    [Fact]
    public async Task Free_text_to_a_guest_who_never_wrote_is_taken_and_then_fails()
    {
        using var twilio = new TwilioWorld();
        var (status, body) = await twilio.TrySendAsync("Welcome");
        Assert.Equal((HttpStatusCode.Created, "queued"), (status, Text(body, "status")));
        Assert.Null(body["error_code"]);
        await twilio.PassAsync(3600);
        var call = Assert.Single(twilio.Receiver.Calls);
        Assert.Equal(("failed", "failed", "63016"), (call["MessageStatus"], call["SmsStatus"], call["ErrorCode"]));
        Assert.NotEqual("", call["ErrorMessage"]);
        Assert.NotEqual("", call["ChannelStatusMessage"]);
        Assert.DoesNotContain("EventType", call.Fields.Keys);
        var (_, kept) = await twilio.GetAsync(Text(body, "uri"));
        Assert.Equal(("failed", 63016, call["ErrorMessage"]), (Text(kept, "status"), kept["error_code"]!.GetValue<int>(), Text(kept, "error_message")));
        Assert.Null(kept["date_sent"]);
        Assert.Empty(twilio.World.Phone(Guest));
    }

    [Fact]
    public async Task Window_closes_24_hours_after_the_last_message_of_the_guest()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        await twilio.PassAsync(3600);
        await twilio.OpenWindowAsync();
        await twilio.PassAsync((24 * 3600) - 1);
        await twilio.SendAsync("in time");
        await twilio.PassAsync(1);
        await twilio.SendAsync("too late");
        await twilio.PassAsync(60);
        Assert.Equal(["sent", "delivered", "failed", "read"], twilio.Receiver.Statuses);
        Assert.Equal(["Hello", "Hello", "in time"], twilio.World.Phone(Guest).Select(message => message.Body));
    }

    [Fact]
    public async Task Window_of_one_guest_is_no_window_of_another()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync("+34600000000");
        await twilio.SendAsync("Welcome");
        await twilio.PassAsync(60);
        Assert.Equal(["failed"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Text_message_of_a_guest_opens_no_window_on_WhatsApp()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        await twilio.World.PhoneWritesAsync(new() { From = Guest, Body = "Hello", Channel = "sms" });
        twilio.Receiver.Calls.Clear();
        await twilio.SendAsync("Welcome");
        await twilio.PassAsync(60);
        Assert.Equal(["failed"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Phone_that_is_not_on_WhatsApp_gets_nothing_there_until_it_joins()
    {
        using var twilio = new TwilioWorld();
        var content = await twilio.CreateContentAsync("Welcome home.");
        twilio.World.LeaveWhatsApp(Guest);
        await twilio.TrySendTemplateAsync(content, "");
        await twilio.PassAsync(60);
        var call = Assert.Single(twilio.Receiver.Calls);
        Assert.Equal(("undelivered", "63003"), (call["MessageStatus"], call["ErrorCode"]));
        Assert.Empty(twilio.World.Phone(Guest));
        await twilio.SendAsync("by text", "sms");
        await twilio.PassAsync(60);
        twilio.World.JoinWhatsApp(Guest);
        await twilio.TrySendTemplateAsync(content, "");
        await twilio.PassAsync(60);
        Assert.Equal(["by text", "Welcome home."], twilio.World.Phone(Guest).Select(message => message.Body));
    }
}
