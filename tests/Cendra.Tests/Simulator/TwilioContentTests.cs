using System.Net;
using System.Text.Json.Nodes;
using Cendra.Simulator.Phones;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class TwilioContentTests
{
    [Fact]
    public async Task Template_is_created_shown_and_listed()
    {
        using var twilio = new TwilioWorld();
        var given = new JsonObject
        {
            ["friendly_name"] = "arrival_en",
            ["language"] = "en",
            ["variables"] = new JsonObject { ["1"] = "Ana" },
            ["types"] = new JsonObject { ["twilio/text"] = new JsonObject { ["body"] = "Hello {{1}}, welcome." } },
        };
        var (status, made) = await twilio.PostJsonAsync("/v1/Content", given);
        Assert.Equal(HttpStatusCode.Created, status);
        var sid = Text(made, "sid");
        Assert.Matches("^HX[0-9a-f]{32}$", sid);
        Assert.Equal((AccountSid, "2026-11-23T08:00:00Z", $"https://content.twilio.com/v1/Content/{sid}"), (Text(made, "account_sid"), Text(made, "date_created"), Text(made, "url")));
        Assert.All(given, field => Assert.Equal(field.Value!.ToJsonString(), made[field.Key]!.ToJsonString()));
        Assert.Equal(made.ToJsonString(), (await twilio.GetAsync("/v1/Content/" + sid)).Body.ToJsonString());
        var (_, list) = await twilio.GetAsync("/v1/Content");
        Assert.Equal(made.ToJsonString(), Assert.Single(list["contents"]!.AsArray())!.ToJsonString());
        Assert.Equal("contents", Text(list["meta"], "key"));
        Assert.Equal(HttpStatusCode.NotFound, (await twilio.GetAsync("/v1/Content/HX00000000000000000000000000000000")).Status);
    }

    [Fact]
    public async Task Approval_is_asked_for_and_granted_at_once()
    {
        using var twilio = new TwilioWorld();
        var path = $"/v1/Content/{await twilio.CreateContentAsync()}/ApprovalRequests";
        Assert.Equal("unsubmitted", Text((await twilio.GetAsync(path)).Body["whatsapp"], "status"));
        Assert.Equal(HttpStatusCode.BadRequest, (await twilio.PostJsonAsync(path + "/whatsapp", new { name = "arrival_en" })).Status);
        var (status, asked) = await twilio.PostJsonAsync(path + "/whatsapp", new { name = "arrival_en", category = "UTILITY" });
        Assert.Equal((HttpStatusCode.Created, "received"), (status, Text(asked, "status")));
        var approval = (await twilio.GetAsync(path)).Body["whatsapp"];
        Assert.Equal(
            ("approved", "arrival_en", "UTILITY", "twilio/text"),
            (Text(approval, "status"), Text(approval, "name"), Text(approval, "category"), Text(approval, "content_type")));
        var (_, all) = await twilio.GetAsync("/v1/ContentAndApprovals");
        Assert.Equal("approved", Text(Assert.Single(all["contents"]!.AsArray())!["approval_requests"], "status"));
    }

    [Theory]
    [InlineData("""{"language":"en","types":{}}""")]
    [InlineData("""{"language":"en","types":{"twilio/text":{"body":""}}}""")]
    [InlineData("""{"types":{"twilio/text":{"body":"Hello"}}}""")]
    public async Task Template_without_text_or_language_is_refused(string body)
    {
        using var twilio = new TwilioWorld();
        Assert.Equal(HttpStatusCode.BadRequest, (await twilio.PostJsonAsync("/v1/Content", JsonNode.Parse(body)!)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ana")]
    [InlineData("""["Ana","482913"]""")]
    [InlineData("""{"1":"Ana"}""")]
    [InlineData("""{"1":"Ana","2":482913}""")]
    [InlineData("""{"1":"Ana","2":""}""")]
    [InlineData("""{"1":"Ana","2":"48\n2913"}""")]
    [InlineData("""{"1":"Ana","2":"48\t2913"}""")]
    [InlineData("""{"1":"Ana","2":"48     2913"}""")]
    [InlineData("""{"1":"Ana","1":"Bea","2":"482913"}""")]
    public async Task Values_that_whatsapp_would_refuse_are_refused(string variables)
    {
        using var twilio = new TwilioWorld();
        var (status, body) = await twilio.TrySendTemplateAsync(await twilio.CreateContentAsync(), variables);
        Assert.Equal((HttpStatusCode.BadRequest, 21656), (status, body["code"]!.GetValue<int>()));
        Assert.Equal(0, twilio.World.AcceptedMessages());
    }

    [Fact]
    public async Task Template_reaches_the_phone_filled_in_outside_the_window()
    {
        using var twilio = new TwilioWorld();
        var (status, _) = await twilio.TrySendTemplateAsync(await twilio.CreateContentAsync(), """{"1":"Ana    B","2":"482913"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        await twilio.PassAsync(60);
        Assert.Equal("Hello Ana    B, your code is 482913.", Assert.Single(twilio.World.Phone(Guest)).Body);
        Assert.Equal(["sent", "delivered", "read"], twilio.Receiver.Statuses);
    }

    [Fact]
    public async Task Button_of_a_template_is_on_the_phone()
    {
        using var twilio = new TwilioWorld();
        var (_, made) = await twilio.PostJsonAsync("/v1/Content", JsonNode.Parse(
            """{"language":"en","types":{"twilio/quick-reply":{"body":"Ready?","actions":[{"title":"Send my code","id":"code"}]}}}""")!);
        await twilio.TrySendTemplateAsync(Text(made, "sid"), "");
        await twilio.PassAsync(2);
        var message = Assert.Single(twilio.World.Phone(Guest));
        Assert.Equal(("Ready?", new PhoneButton("code", "Send my code")), (message.Body, Assert.Single(message.Buttons)));
    }
}
