using System.Net;
using Cendra.Simulator.Phones;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class PhoneControlTests
{
    [Fact]
    public async Task Phone_is_written_on_and_read_through_the_control()
    {
        using var twilio = new TwilioWorld();
        await twilio.PostJsonAsync("/_sim/twilio/listen", new { url = InboundUrl });
        var (status, answer) = await twilio.PostJsonAsync($"/_sim/phones/{Guest}/write", new { body = "Hello" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal((200, "<Response/>"), (answer["status"]!.GetValue<int>(), Text(answer, "body")));
        Assert.Equal(Text(answer, "messageSid"), Assert.Single(twilio.Receiver.Calls)["MessageSid"]);
        await twilio.SendAsync("Welcome");
        await twilio.PassAsync(2);
        Assert.Equal($"[\"{Guest}\"]", (await twilio.GetAsync("/_sim/phones")).Body.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        foreach (var path in new[] { Guest, Uri.EscapeDataString(Guest), Guest[1..] })
        {
            var messages = (await twilio.GetAsync($"/_sim/phones/{path}/messages")).Body.AsArray();
            Assert.Equal(["sid", "channel", "direction", "body", "atUtc", "status", "buttonText", "buttons"], messages[1]!.AsObject().Select(field => field.Key));
            Assert.Equal(("out", "Hello"), (Text(messages[0], "direction"), Text(messages[0], "body")));
            Assert.Equal(("in", "Welcome", "delivered", "whatsapp"), (Text(messages[1], "direction"), Text(messages[1], "body"), Text(messages[1], "status"), Text(messages[1], "channel")));
        }
    }

    [Fact]
    public async Task Phone_leaves_WhatsApp_and_comes_back_through_the_control()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        Assert.False((await twilio.PostJsonAsync($"/_sim/phones/{Guest}/whatsapp", new { on = false })).Body["on"]!.GetValue<bool>());
        await twilio.SendAsync("a");
        await twilio.PassAsync(60);
        await twilio.PostJsonAsync($"/_sim/phones/{Guest}/whatsapp", new { on = true });
        await twilio.SendAsync("b");
        await twilio.PassAsync(60);
        Assert.Equal(["undelivered", "sent", "delivered", "read"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Faults_are_set_through_the_control()
    {
        using var twilio = new TwilioWorld();
        var (status, _) = await twilio.PostJsonAsync("/_sim/twilio/faults", new { dropCallbacks = 1, duplicateCallbacks = 1, reorderCallbacks = 0, loseAnswers = 1, tooMany = 1, outage = true });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await twilio.TrySendAsync("a")).Status);
        await twilio.PostJsonAsync("/_sim/twilio/faults", new { outage = false });
        Assert.Equal(HttpStatusCode.TooManyRequests, (await twilio.TrySendAsync("a")).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => twilio.TrySendAsync("a", PhoneChannels.Sms));
        await twilio.PassAsync(60);
        Assert.Equal(["delivered", "delivered"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Every_kind_of_message_can_be_written_through_the_control()
    {
        using var twilio = new TwilioWorld();
        twilio.World.ListenForMessages(InboundUrl);
        await twilio.PostJsonAsync($"/_sim/phones/{Guest}/write", new { body = "by text", channel = "sms" });
        await twilio.PostJsonAsync($"/_sim/phones/{Guest}/write", new { mediaContentType = "image/png" });
        await twilio.PostJsonAsync($"/_sim/phones/{Guest}/write", new { buttonText = "Yes", buttonPayload = "y" });
        await twilio.PostJsonAsync($"/_sim/phones/{Guest}/write", new { body = "twice", count = 2 });
        await twilio.PostJsonAsync($"/_sim/phones/{Guest}/write", new { body = "lost", drop = true });
        await twilio.PostJsonAsync("/_sim/phones/ES.1A2B/write", new { body = "hidden" });
        Assert.Equal(["by text", "", "Yes", "twice", "twice", "hidden"], twilio.Receiver.Calls.Select(call => call["Body"]));
        Assert.Equal(5, twilio.World.Phone(Guest).Count);
    }

    [Theory]
    [InlineData("/_sim/phones/912/write", """{"body":"Hello"}""", 400)]
    [InlineData("/_sim/phones/351912345678/write", "{}", 400)]
    [InlineData("/_sim/phones/351912345678/write", """{"body":"nobody listens"}""", 400)]
    [InlineData("/_sim/phones/351912345678/whatsapp", "{}", 400)]
    [InlineData("/_sim/phones/351912345678/eat", "{}", 404)]
    [InlineData("/_sim/twilio/listen", """{"url":"nowhere"}""", 400)]
    [InlineData("/_sim/twilio/listen", "{}", 400)]
    [InlineData("/_sim/twilio/eat", "{}", 404)]
    public async Task Wrong_controls_are_named(string path, string body, int status)
    {
        using var twilio = new TwilioWorld();
        using var content = new StringContent(body);
        using var answer = await twilio.Http.PostAsync(path, content);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Phones_are_closed_without_the_key()
    {
        using var twilio = new TwilioWorld();
        twilio.Http.DefaultRequestHeaders.Remove("X-Sim-Key");
        Assert.Equal(HttpStatusCode.Unauthorized, (await twilio.GetAsync($"/_sim/phones/{Guest}/messages")).Status);
    }
}
