using System.Text;
using System.Text.Json;
using Cendra.Messaging.Twilio;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;
using static Cendra.Tests.Twilio.TwilioWorld;

namespace Cendra.Tests.Twilio;

public sealed class TwilioRequestsTests
{
    private const string Messages = $"https://twilio.test/2010-04-01/Accounts/{Account}/Messages.json";

    [Fact]
    public async Task A_free_text_leaves_as_a_form_and_comes_back_as_a_message()
    {
        using var world = new TwilioWorld(Answer(201, Taken));

        var message = await world.Client.SendAsync(FreeText("Hola ✓ + 1 & 2"), default);

        var sent = Assert.Single(world.Wire.Requests);
        Assert.Equal((HttpMethod.Post, Messages, "application/x-www-form-urlencoded"), (sent.Method, sent.Uri.OriginalString, sent.ContentType));
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Account}:{Token}")), sent.Authorization);
        Assert.Equal([("Body", "Hola ✓ + 1 & 2"), ("From", Ours), ("To", Guest)], Form(sent));
        Assert.Equal((Sid, "queued", Guest, Ours, "outbound-api", (int?)null), (message.Sid, message.Status, message.To, message.From, message.Direction, message.ErrorCode));
        Assert.Equal((world.Clock.GetUtcNow(), (DateTimeOffset?)null), (message.DateCreatedUtc, message.DateSentUtc));
    }

    [Fact]
    public async Task An_approved_text_leaves_with_its_variables_as_a_json_string_and_where_to_report()
    {
        using var world = new TwilioWorld(Answer(201, Taken));

        await world.Client.SendAsync(Approved(), default);

        var form = Form(world.Wire.Requests[0]);
        Assert.Equal(["ContentSid", "ContentVariables", "From", "StatusCallback", "To"], form.Select(field => field.Name));
        Assert.Equal("""{"1":"Anna","2":"482913"}""", form[1].Value);
        Assert.Equal("https://stay.example.com/webhooks/twilio/status?o=1", form[3].Value);
    }

    [Fact]
    public async Task An_api_key_signs_in_and_the_account_stays_in_the_path()
    {
        using var world = new TwilioWorld(new Dictionary<string, string?> { ["Twilio:ApiKeySid"] = "SK1", ["Twilio:ApiKeySecret"] = "s3cret" }, Answer(201, Taken));

        await world.Client.SendAsync(FreeText(), default);

        Assert.Equal("Basic " + Convert.ToBase64String("SK1:s3cret"u8), world.Wire.Requests[0].Authorization);
        Assert.Equal(Messages, world.Wire.Requests[0].Uri.OriginalString);
    }

    [Fact]
    public async Task The_first_of_two_tokens_sends_and_a_new_one_works_without_a_restart()
    {
        using var world = new TwilioWorld(new Dictionary<string, string?> { ["Twilio:AuthToken"] = "new0 old0" }, Answer(201, Taken));
        await world.Client.SendAsync(FreeText(), default);

        world.Configuration["Twilio:AuthToken"] = "next";
        world.Configuration.Reload();
        await world.Client.SendAsync(FreeText(), default);

        Assert.Equal([$"{Account}:new0", $"{Account}:next"], world.Wire.Requests.Select(sent => Encoding.ASCII.GetString(Convert.FromBase64String(sent.Authorization!["Basic ".Length..]))));
    }

    [Theory]
    [InlineData("Twilio:AccountSid", "")]
    [InlineData("Twilio:AccountSid", "AC/../x")]
    [InlineData("Twilio:AuthToken", " ")]
    [InlineData("Twilio:AuthToken", "tökén")]
    public async Task Without_usable_credentials_nothing_leaves(string key, string value)
    {
        using var world = new TwilioWorld(new Dictionary<string, string?> { [key] = value }, Answer(201, Taken));

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.Client.SendAsync(FreeText(), default));

        Assert.Equal((TwilioRetry.AfterSignIn, false), (failure.Retry, failure.OutcomeUnknown));
        Assert.Empty(world.Wire.Requests);
    }

    [Fact]
    public async Task What_Twilio_would_refuse_anyway_never_leaves()
    {
        using var world = new TwilioWorld(Answer(201, Taken));
        TwilioSend[] wrong =
        [
            new() { To = Guest, From = Ours },
            new() { To = "", From = Ours, Body = "x" },
            FreeText(new string('x', 1601)),
            new() { To = Guest, From = Ours, Body = "x", ContentSid = "HX1" },
            new() { To = Guest, From = Ours, Body = "x", ContentVariables = new Dictionary<string, string> { ["1"] = "x" } },
            new() { To = Guest, From = Ours, ContentSid = "HX1", ContentVariables = new Dictionary<string, string> { ["1"] = " " } },
        ];

        foreach (var send in wrong)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => world.Client.SendAsync(send, default));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => world.Client.GetAsync("../Accounts", default));
        Assert.Empty(world.Wire.Requests);
    }

    [Fact]
    public async Task All_pages_of_a_list_are_read_each_message_once()
    {
        const string next = $"/2010-04-01/Accounts/{Account}/Messages.json?PageSize=500&Page=1&PageToken=PA1";
        using var world = new TwilioWorld(Answer(200, Page([("SM1", "08:00:00"), ("SM2", "07:59:59")], next)), Answer(200, Page([("SM1", "08:00:00"), ("SM3", "09:00:00")], null)));

        var all = await world.Client.ListAsync(Ours, null, world.Clock.GetUtcNow().AddMilliseconds(300), default);

        Assert.Equal(["SM1", "SM3"], all.Select(message => message.Sid));
        Assert.Equal($"{Messages}?To=whatsapp%3A%2B14155238886&DateSent%3E=2026-11-23T08%3A00%3A00Z&PageSize=500", world.Wire.Requests[0].Uri.OriginalString);
        Assert.Equal("https://twilio.test" + next, world.Wire.Requests[1].Uri.OriginalString);
    }

    [Theory]
    [InlineData("https://evil.test/2010-04-01/x", TwilioRetry.Never)]
    [InlineData("//evil.test/x", TwilioRetry.Never)]
    [InlineData("http://twilio.test/x", TwilioRetry.Never)]
    [InlineData("https://user@twilio.test/x", TwilioRetry.Never)]
    [InlineData("x", TwilioRetry.Never)]
    [InlineData("/same", TwilioRetry.Later)]
    public async Task A_list_that_goes_on_elsewhere_or_for_ever_is_no_list(string next, TwilioRetry retry)
    {
        using var world = new TwilioWorld(Answer(200, Page([("SM1", "08:00:00")], next)));

        var failure = await Assert.ThrowsAsync<TwilioException>(() => world.Client.ListAsync(null, Guest, world.Clock.GetUtcNow(), default));

        Assert.Equal((retry, false), (failure.Retry, failure.OutcomeUnknown));
        Assert.All(world.Wire.Requests, sent => Assert.StartsWith("https://twilio.test/", sent.Uri.OriginalString, StringComparison.Ordinal));
        Assert.True(world.Wire.Requests.Count <= 2);
    }

    [Fact]
    public async Task One_message_is_read_and_null_only_by_Twilios_own_word()
    {
        using var world = new TwilioWorld(Answer(200, Taken.Replace("\"error_code\":null", "\"error_code\":\"63016\"", StringComparison.Ordinal)), Refuses(404, 20404), Answer(404, "<p>"));

        Assert.Equal(63016, (await world.Client.GetAsync(Sid, default))!.ErrorCode);
        Assert.Null(await world.Client.GetAsync(Sid, default));
        await Assert.ThrowsAsync<TwilioException>(() => world.Client.GetAsync(Sid, default));
        Assert.Equal($"https://twilio.test/2010-04-01/Accounts/{Account}/Messages/{Sid}.json", world.Wire.Requests[0].Uri.OriginalString);
    }

    [Fact]
    public async Task A_text_is_kept_submitted_and_listed_with_its_approval()
    {
        const string listed = """
            {"meta":{"next_page_url":"https://content.test/v1/ContentAndApprovals?PageSize=100&Page=1"},
             "contents":[{"sid":"HX1","friendly_name":"a","language":"es","variables":{"1":"Ana"},"types":{"twilio/text":{"body":"Hola {{1}}."}},"approval_requests":{"status":"approved"}}]}
            """;
        using var world = new TwilioWorld(Answer(201, """{"sid":"HX1"}"""), Answer(201, "{}"), Answer(200, listed), Answer(200, """{"meta":{"next_page_url":null},"contents":[]}"""));

        var text = new TwilioContent { FriendlyName = "a", Language = "es", Body = "Hola {{1}}.", Variables = new Dictionary<string, string> { ["1"] = "Ana" } };
        Assert.Equal("HX1", await world.Client.CreateContentAsync(text, default));
        await world.Client.RequestApprovalAsync("HX1", "cendra_a_es", "UTILITY", default);
        var found = Assert.Single(await world.Client.ListContentAsync(default));

        Assert.Equal(("HX1", "a", "es", "Hola {{1}}.", "approved", "Ana"), (found.Sid, found.FriendlyName, found.Language, found.Body, found.ApprovalStatus, found.Variables["1"]));
        using var created = JsonDocument.Parse(world.Wire.Requests[0].Body);
        Assert.Equal("Hola {{1}}.", created.RootElement.GetProperty("types").GetProperty("twilio/text").GetProperty("body").GetString());
        Assert.Equal("""{"name":"cendra_a_es","category":"UTILITY"}""", world.Wire.Requests[1].Body);
        Assert.Equal(
            ["https://content.test/v1/Content", "https://content.test/v1/Content/HX1/ApprovalRequests/whatsapp", "https://content.test/v1/ContentAndApprovals?PageSize=100",
             "https://content.test/v1/ContentAndApprovals?PageSize=100&Page=1"],
            world.Wire.Requests.Select(sent => sent.Uri.OriginalString));
    }

    private static string Page((string Sid, string Sent)[] messages, string? next) => JsonSerializer.Serialize(new
    {
        messages = messages.Select(message => new { sid = message.Sid, status = "received", date_sent = $"Mon, 23 Nov 2026 {message.Sent} +0000" }),
        next_page_uri = next,
    });

    private static (string Name, string Value)[] Form(TwilioSent sent) =>
        [.. QueryHelpers.ParseQuery(sent.Body).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => (field.Key, field.Value.ToString()))];
}
