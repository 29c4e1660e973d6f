using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Wire;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed partial class TwilioWireTests
{
    [Fact]
    public async Task Taken_message_is_answered_as_twilio_answers()
    {
        using var twilio = new TwilioWorld();
        var (status, body) = await twilio.TrySendAsync("Olá & até já +1");
        Assert.Equal(HttpStatusCode.Created, status);
        var sid = Text(body, "sid");
        Assert.Matches(Sid(), sid);
        var uri = $"/2010-04-01/Accounts/{AccountSid}/Messages/{sid}";
        var wanted = new JsonObject
        {
            ["account_sid"] = AccountSid,
            ["api_version"] = "2010-04-01",
            ["body"] = "Olá & até já +1",
            ["date_created"] = "Mon, 23 Nov 2026 08:00:00 +0000",
            ["date_sent"] = null,
            ["date_updated"] = "Mon, 23 Nov 2026 08:00:00 +0000",
            ["direction"] = "outbound-api",
            ["error_code"] = null,
            ["error_message"] = null,
            ["from"] = "whatsapp:" + WhatsAppFrom,
            ["messaging_service_sid"] = null,
            ["num_media"] = "0",
            ["num_segments"] = "1",
            ["price"] = null,
            ["price_unit"] = null,
            ["sid"] = sid,
            ["status"] = "queued",
            ["subresource_uris"] = new JsonObject { ["media"] = uri + "/Media.json" },
            ["to"] = "whatsapp:" + Guest,
            ["uri"] = uri + ".json",
        };
        Assert.Equal(wanted.ToJsonString(), body.ToJsonString());
        Assert.Equal(body.ToJsonString(), (await twilio.GetAsync(uri + ".json")).Body.ToJsonString());
    }

    [Theory]
    [InlineData("To=&From=whatsapp:+14155238886&Body=a", 21604)]
    [InlineData("to=whatsapp:+351912345678&From=whatsapp:+14155238886&Body=a", 21604)]
    [InlineData("To=whatsapp:351912345678&From=whatsapp:+14155238886&Body=a", 21211)]
    [InlineData("To=ES.1A2B3C&From=+14155550100&Body=a", 21211)]
    [InlineData("To=whatsapp:+351912345678&Body=a", 21603)]
    [InlineData("To=whatsapp:+351912345678&From=whatsapp:+14155550100&Body=a", 63007)]
    [InlineData("To=whatsapp:+351912345678&From=+14155550100&Body=a", 63007)]
    [InlineData("To=+351912345678&From=+14155238886&Body=a", 21606)]
    [InlineData("To=+351912345678&From=+14155550100", 21619)]
    [InlineData("To=+351912345678&From=+14155550100&Body=a&StatusCallback=nowhere", 21609)]
    [InlineData("To=+351912345678&From=+14155550100&ContentVariables={}", 21654)]
    [InlineData("To=+351912345678&From=+14155550100&ContentSid=HX00000000000000000000000000000000", 21655)]
    public async Task Wrong_message_is_refused_by_its_code(string form, int code)
    {
        using var twilio = new TwilioWorld();
        using var content = new StringContent(form.Replace("+", "%2B", StringComparison.Ordinal), Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await twilio.Http.PostAsync(Messages, content);
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["code", "message", "more_info", "status"], body.Select(field => field.Key));
        Assert.Equal((code, 400, $"https://www.twilio.com/docs/errors/{code}"), (body["code"]!.GetValue<int>(), body["status"]!.GetValue<int>(), Text(body, "more_info")));
        Assert.Equal(0, twilio.World.AcceptedMessages());
        Assert.Null(twilio.World.NextDueUtc());
    }

    [Fact]
    public async Task Sixteen_hundred_characters_pass_and_one_more_does_not()
    {
        using var twilio = new TwilioWorld();
        Assert.Equal(HttpStatusCode.Created, (await twilio.TrySendAsync(new string('a', 1600))).Status);
        Assert.Equal(21617, (await twilio.TrySendAsync(new string('a', 1601))).Body["code"]!.GetValue<int>());
    }

    [Fact]
    public async Task Form_is_what_twilio_reads_and_json_holds_nothing_for_it()
    {
        using var twilio = new TwilioWorld();
        Assert.Equal(21604, (await twilio.PostJsonAsync(Messages, new { To = Guest, From = SmsFrom, Body = "a" })).Body["code"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(AccountSid, "wrong")]
    [InlineData("SK0123456789abcdef0123456789abcdef", AuthToken)]
    public async Task Stranger_is_turned_away(string user, string password)
    {
        using var twilio = new TwilioWorld();
        twilio.Http.DefaultRequestHeaders.Authorization = Basic(user, password);
        var (status, body) = await twilio.GetAsync(Messages);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("""{"code":20003,"message":"Authenticate","more_info":"https://www.twilio.com/docs/errors/20003","status":401}""", body.ToJsonString());
        twilio.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await twilio.PostJsonAsync("/v1/Content", new { })).Status);
    }

    [Fact]
    public async Task Without_an_account_twilio_is_not_there()
    {
        using var twilio = new TwilioWorld(accountSid: "");
        Assert.Equal(HttpStatusCode.NotFound, (await twilio.TrySendAsync("a")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await twilio.GetAsync("/v1/Content")).Status);
    }

    [Fact]
    public async Task Account_is_shown_and_what_is_not_there_is_not_found()
    {
        using var twilio = new TwilioWorld();
        Assert.Equal("active", Text((await twilio.GetAsync($"/2010-04-01/Accounts/{AccountSid}.json")).Body, "status"));
        var (status, body) = await twilio.GetAsync($"/2010-04-01/Accounts/{AccountSid}/Messages/SM00000000000000000000000000000000.json");
        Assert.Equal((HttpStatusCode.NotFound, 20404), (status, body["code"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.NotFound, (await twilio.GetAsync(Messages.Replace("AC0", "AC1", StringComparison.Ordinal))).Status);
        using var deleted = await twilio.Http.DeleteAsync(Messages);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, deleted.StatusCode);
    }

    [Fact]
    public async Task Sender_of_a_messaging_service_is_chosen_by_the_channel()
    {
        using var twilio = new TwilioWorld();
        var (_, body) = await twilio.PostFormAsync(Messages, ("To", Guest), ("MessagingServiceSid", "MG0123456789abcdef0123456789abcdef"), ("Body", "a"));
        Assert.Equal(SmsFrom, Text(body, "from"));
    }

    [Fact]
    public async Task Text_of_a_message_can_be_taken_away_but_not_changed()
    {
        using var twilio = new TwilioWorld();
        var sid = await twilio.SendAsync("The code is 482913", PhoneChannels.Sms);
        await twilio.PassAsync(5);
        var path = $"/2010-04-01/Accounts/{AccountSid}/Messages/{sid}.json";
        Assert.Equal(HttpStatusCode.BadRequest, (await twilio.PostFormAsync(path, ("Body", "other"))).Status);
        Assert.Equal("", Text((await twilio.PostFormAsync(path, ("Body", ""))).Body, "body"));
        Assert.Equal("", Text((await twilio.GetAsync(path)).Body, "body"));
        Assert.Equal("The code is 482913", Assert.Single(twilio.World.Phone(Guest)).Body);
    }

    [Fact]
    public async Task Faults_of_the_service_are_answered_and_nothing_is_sent()
    {
        using var twilio = new TwilioWorld();
        twilio.World.StartMessagesOutage();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await twilio.TrySendAsync("a")).Status);
        Assert.Equal(HttpStatusCode.OK, (await twilio.GetAsync("/v1/Content")).Status);
        twilio.World.EndMessagesOutage();
        twilio.World.RefuseNextMessages(2);
        Assert.Equal(20429, (await twilio.TrySendAsync("a")).Body["code"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await twilio.TrySendAsync("a")).Status);
        Assert.Equal(0, twilio.World.AcceptedMessages());
        await twilio.SendAsync("a");
        Assert.Equal(1, twilio.World.AcceptedMessages());
    }

    [Fact]
    public async Task Lost_answer_took_effect_once_and_the_list_shows_it()
    {
        using var twilio = new TwilioWorld();
        twilio.World.LoseNextMessageAnswers();
        await Assert.ThrowsAsync<HttpRequestException>(() => twilio.TrySendAsync("only once", PhoneChannels.Sms));
        Assert.Equal(1, twilio.World.AcceptedMessages());
        var (_, list) = await twilio.GetAsync($"{Messages}?To={Uri.EscapeDataString(Guest)}");
        Assert.Equal("only once", Text(Assert.Single(list["messages"]!.AsArray()), "body"));
        await twilio.PassAsync(5);
        Assert.Equal("only once", Assert.Single(twilio.World.Phone(Guest)).Body);
        Assert.Equal(HttpStatusCode.Created, (await twilio.TrySendAsync("next", PhoneChannels.Sms)).Status);
    }

    [Fact]
    public async Task Every_answer_carries_a_request_id()
    {
        using var twilio = new TwilioWorld();
        var answer = await twilio.Wire.HandleAsync(new SimRequest { Method = "GET", PathAndQuery = Messages, Headers = new Dictionary<string, string>() }, default);
        Assert.Matches("^RQ[0-9a-f]{32}$", answer.Headers["Twilio-Request-Id"]);
    }

    [GeneratedRegex("^SM[0-9a-f]{32}$")]
    private static partial Regex Sid();
}
