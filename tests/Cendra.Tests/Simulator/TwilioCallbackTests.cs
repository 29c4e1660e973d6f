using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class TwilioCallbackTests
{
    [Fact]
    public async Task Statuses_come_in_their_order_at_their_moments()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        var sid = await twilio.SendAsync("Welcome");
        Assert.Empty(twilio.Receiver.Calls);
        foreach (var (status, afterSeconds) in new[] { ("sent", 1), ("delivered", 2), ("read", 20) })
        {
            Assert.Equal(Now.AddSeconds(afterSeconds), twilio.World.NextDueUtc());
            await twilio.World.AdvanceToAsync(Now.AddSeconds(afterSeconds));
            Assert.Equal(status, twilio.Receiver.Statuses[^1]);
            Assert.Equal(status, Text((await twilio.GetAsync($"/2010-04-01/Accounts/{AccountSid}/Messages/{sid}.json")).Body, "status"));
        }

        Assert.Equal(3, twilio.Receiver.Calls.Count);
        Assert.Null(twilio.World.NextDueUtc());
    }

    [Fact]
    public async Task Callback_holds_what_twilio_sends_and_is_signed_over_the_whole_url()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        var sid = await twilio.SendAsync("Welcome");
        await twilio.PassAsync(20);
        var wanted = new Dictionary<string, string>
        {
            ["MessageSid"] = sid,
            ["SmsSid"] = sid,
            ["MessageStatus"] = "delivered",
            ["SmsStatus"] = "delivered",
            ["To"] = "whatsapp:" + Guest,
            ["From"] = "whatsapp:" + WhatsAppFrom,
            ["AccountSid"] = AccountSid,
            ["ApiVersion"] = "2010-04-01",
            ["ChannelPrefix"] = "whatsapp",
            ["ChannelToAddress"] = Guest,
            ["ChannelInstallSid"] = "XE0123456789abcdef0123456789abcdef",
            ["EventType"] = "DELIVERED",
            ["StructuredMessage"] = "false",
        };
        Assert.Equal(wanted, twilio.Receiver.Calls[1].Fields);
        Assert.Equal("READ", twilio.Receiver.Calls[2]["EventType"]);
        Assert.All(twilio.Receiver.Calls, call =>
        {
            Assert.Equal((StatusUrl, "application/x-www-form-urlencoded", Sign(call)), (call.Url, call.ContentType, call.Signature));
        });
    }

    [Fact]
    public async Task Text_message_is_never_read_and_knows_no_window()
    {
        using var twilio = new TwilioWorld();
        await twilio.SendAsync("Welcome", PhoneChannels.Sms);
        await twilio.PassAsync(3600);
        Assert.Equal(["sent", "delivered"], twilio.Receiver.Statuses);
        Assert.DoesNotContain("ChannelPrefix", twilio.Receiver.Calls[0].Fields.Keys);
        Assert.Equal(("delivered", "sms"), (Assert.Single(twilio.World.Phone(Guest)).Status, twilio.World.Phone(Guest)[0].Channel));
    }

    [Fact]
    public async Task Message_without_a_callback_url_makes_no_call_and_uses_up_no_fault()
    {
        using var twilio = new TwilioWorld();
        twilio.World.DropNextCallbacks(1);
        await twilio.TrySendAsync("quiet", PhoneChannels.Sms, status: "");
        await twilio.PassAsync(60);
        Assert.Equal("delivered", Assert.Single(twilio.World.Phone(Guest)).Status);
        await twilio.SendAsync("loud", PhoneChannels.Sms);
        await twilio.PassAsync(60);
        Assert.Equal(["delivered"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Callbacks_can_be_lost_doubled_and_turned_round()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        twilio.World.DropNextCallbacks(1);
        await twilio.SendAsync("lost");
        await twilio.PassAsync(60);
        Assert.Equal(["delivered", "read"], twilio.Receiver.Statuses);

        twilio.Receiver.Calls.Clear();
        twilio.World.DuplicateNextCallbacks(1);
        await twilio.SendAsync("doubled");
        await twilio.PassAsync(60);
        Assert.Equal(["sent", "sent", "delivered", "read"], twilio.Receiver.Statuses);

        twilio.Receiver.Calls.Clear();
        twilio.World.ReorderNextCallbacks(2);
        await twilio.SendAsync("turned round");
        await twilio.PassAsync(60);
        Assert.Equal(["delivered", "read", "sent"], twilio.Receiver.Statuses);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task Badly_answered_callback_is_not_repeated(HttpStatusCode status)
    {
        using var twilio = new TwilioWorld();
        twilio.Receiver.Status = status;
        await twilio.SendAsync("Welcome", PhoneChannels.Sms);
        await twilio.PassAsync(3600);
        Assert.Equal(["sent", "delivered"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Callback_that_did_not_connect_comes_once_more_and_one_that_broke_off_does_not()
    {
        using var twilio = new TwilioWorld();
        twilio.Receiver.Failure = new HttpRequestException(HttpRequestError.ConnectionError);
        await twilio.SendAsync("Welcome", PhoneChannels.Sms);
        await twilio.PassAsync(3600);
        Assert.Equal(["sent", "sent", "delivered", "delivered"], twilio.Receiver.Statuses);
        Assert.Equal(2, twilio.Receiver.Calls.Select(call => call.Token).Distinct().Count());

        twilio.Receiver.Calls.Clear();
        twilio.Receiver.Failure = new HttpRequestException(HttpRequestError.ResponseEnded);
        await twilio.SendAsync("Welcome", PhoneChannels.Sms);
        await twilio.PassAsync(3600);
        Assert.Equal(["sent", "delivered"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Receiver_may_call_back_while_it_is_called()
    {
        using var twilio = new TwilioWorld();
        var seen = new List<string>();
        var sid = await twilio.SendAsync("Welcome", PhoneChannels.Sms);
        twilio.Receiver.OnCall = async () => seen.Add(Text((await twilio.GetAsync($"/2010-04-01/Accounts/{AccountSid}/Messages/{sid}.json")).Body, "status"));
        await twilio.PassAsync(60);
        Assert.Equal(["sent", "delivered"], seen);
    }

    [Fact]
    public async Task Doors_and_messages_live_by_one_clock_even_when_it_jumps()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        twilio.World.AddDoor(new DoorOptions("door-1", "Front door", LockBehaviour.NativeSchedule, "Europe/Lisbon"));
        await twilio.SendAsync("Welcome");
        twilio.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "seam_test");
        var code = new { device_id = "door-1", name = "Ana", code = "482913", starts_at = DoorWorld.Text(Now.AddHours(1)), ends_at = DoorWorld.Text(Now.AddHours(2)) };
        Assert.Equal(HttpStatusCode.OK, (await twilio.PostJsonAsync("/access_codes/create", code)).Status);
        twilio.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(twilio.World.PhysicalCodes("door-1"));
        var (_, events) = await twilio.PostJsonAsync("/events/list", new { since = DoorWorld.Text(Now.AddDays(-1)) });
        var set = Assert.Single(events["events"]!.AsArray(), one => Text(one, "event_type") == "access_code.scheduled_on_device")!;
        Assert.InRange(DateTimeOffset.Parse(Text(set, "created_at"), null), Now.AddSeconds(3), Now.AddSeconds(19));
        Assert.Equal((Now.AddSeconds(2), "read"), (twilio.World.Phone(Guest)[1].AtUtc, twilio.World.Phone(Guest)[1].Status));
    }

    /// <summary>Written anew: the pairs by name, glued to the URL, HMAC-SHA1 with the auth token.</summary>
    internal static string Sign(FormCall call)
    {
        var names = call.Fields.Keys.ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        using var hmac = new HMACSHA1(Encoding.UTF8.GetBytes(AuthToken));
        return Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(call.Url + string.Join("", names.Select(name => name + call.Fields[name])))));
    }
}
