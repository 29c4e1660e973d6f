using System.Text.Json;
using System.Text.Json.Nodes;
using Cendra.Simulator.Twilio;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

/// <summary>Signatures and field names agree with what Twilio published.</summary>
public sealed class TwilioRecordedTests
{
    /// <summary>The example of Twilio's own documentation.</summary>
    [Fact]
    public void Published_example_is_signed_as_published()
    {
        var fields = new Dictionary<string, string>
        {
            ["CallSid"] = "CA1234567890ABCDE",
            ["From"] = "+14158675309",
            ["Digits"] = "1234",
            ["To"] = "+18005551212",
            ["Caller"] = "+14158675309",
        };
        Assert.Equal("RSOYDt4T1cUTdK1PDd93/VVr8B8=", TwilioSignature.Sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", fields));
    }

    [Theory]
    [InlineData("https://stay.example/a?b=c%20d#rc=3&rp=5xx", "https://stay.example/a?b=c%20d")]
    [InlineData("https://user:word@stay.example:8443/a", "https://stay.example:8443/a")]
    [InlineData("http://Stay.example:80/a?user@b", "http://Stay.example:80/a?user@b")]
    public void Fragment_and_user_are_not_signed_and_nothing_else_is_touched(string given, string signed) => Assert.Equal(signed, TwilioSignature.UrlOf(given));

    [SharedDataFact]
    public void Every_published_signature_is_made_again()
    {
        var vectors = SharedData.Json("twilio", "signature-vectors.json").EnumerateArray().ToList();
        Assert.True(vectors.Count > 10);
        Assert.All(vectors, vector =>
        {
            string Value(string name) => vector.GetProperty(name).GetString()!;
            var fields = vector.GetProperty("params").EnumerateArray().ToDictionary(pair => pair[0].GetString()!, pair => pair[1].GetString()!);
            var made = TwilioSignature.Sign(Value("token"), Value("signedUrl"), fields);
            Assert.Equal(vector.GetProperty("valid").GetBoolean(), made == Value("signature"));
        });
    }

    [SharedDataFact]
    public async Task Messages_lists_and_templates_have_the_published_fields()
    {
        using var twilio = new TwilioWorld();
        var sent = (await twilio.TrySendAsync("Welcome", "sms")).Body;
        Assert.Equal(Published("api.v2010.account.message"), Names(sent));
        var content = await twilio.CreateContentAsync();
        Assert.Equal(Published("content.v1.content"), Names((await twilio.GetAsync("/v1/Content/" + content)).Body));
        Assert.Equal(Published("content.v1.content.approval_fetch"), Names((await twilio.GetAsync($"/v1/Content/{content}/ApprovalRequests")).Body));
        Assert.Equal(
            Published("content.v1.content_and_approvals"), Names((await twilio.GetAsync("/v1/ContentAndApprovals")).Body["contents"]![0]!));
        var list = Api().GetProperty("paths").GetProperty("/2010-04-01/Accounts/{AccountSid}/Messages.json").GetProperty("get").GetProperty("responses")
            .GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.Equal(Names(list.GetProperty("properties")), Names((await twilio.GetAsync(Messages)).Body));
    }

    private static JsonElement Api() => SharedData.Json("twilio", "twilio-reduced.json");

    private static List<string> Published(string schema) =>
        Names(Api().GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties"));

    private static List<string> Names(JsonElement found) => [.. found.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)];

    private static List<string> Names(JsonNode found) => [.. found.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal)];
}
