using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Wire;
using Xunit;
using static Cendra.Tests.Simulator.TwilioWorld;

namespace Cendra.Tests.Simulator;

public sealed class TwilioListTests
{
    [Fact]
    public async Task List_is_paged_newest_first_by_relative_addresses_and_new_messages_shift_nothing()
    {
        using var twilio = new TwilioWorld();
        foreach (var body in new[] { "one", "two", "three" })
        {
            await twilio.SendAsync(body, PhoneChannels.Sms);
        }

        var query = $"{Messages}?To={Uri.EscapeDataString(Guest)}&PageSize=2";
        var (_, first) = await twilio.GetAsync(query);
        Assert.Equal(
            ["end", "first_page_uri", "messages", "next_page_uri", "page", "page_size", "previous_page_uri", "start", "uri"],
            first.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["three", "two"], Bodies(first));
        Assert.Equal((0, 2, 0, 1), (Number(first, "page"), Number(first, "page_size"), Number(first, "start"), Number(first, "end")));
        Assert.Null(first["previous_page_uri"]);
        Assert.Equal(query + "&Page=0", Text(first, "first_page_uri"));

        await twilio.SendAsync("four", PhoneChannels.Sms);
        var (_, second) = await twilio.GetAsync(Text(first, "next_page_uri"));
        Assert.Equal(["one"], Bodies(second));
        Assert.Equal((1, 2, 2), (Number(second, "page"), Number(second, "start"), Number(second, "end")));
        Assert.Null(second["next_page_uri"]);
    }

    [Fact]
    public async Task List_is_filtered_by_either_side_and_shows_both_directions()
    {
        using var twilio = new TwilioWorld();
        await twilio.OpenWindowAsync();
        await twilio.SendAsync("answer");
        await twilio.SendAsync("text", PhoneChannels.Sms);
        var (_, ours) = await twilio.GetAsync($"{Messages}?To={Uri.EscapeDataString("whatsapp:" + WhatsAppFrom)}");
        var inbound = Assert.Single(ours["messages"]!.AsArray());
        Assert.Equal(("inbound", "received", "Hello"), (Text(inbound, "direction"), Text(inbound, "status"), Text(inbound, "body")));
        Assert.Equal(["answer"], Bodies((await twilio.GetAsync($"{Messages}?From={Uri.EscapeDataString("whatsapp:" + WhatsAppFrom)}")).Body));
    }

    [Theory]
    [InlineData("DateSent=2026-11-23", "first")]
    [InlineData("DateSent=2026-11-24", "second")]
    [InlineData("DateSent>=2026-11-24", "second")]
    [InlineData("DateSent%3E=2026-11-24", "second")]
    [InlineData("DateSent%3E=2026-11-23T08:00:01Z", "second,first")]
    [InlineData("DateSent%3E=2026-11-23T08:00:02Z", "second")]
    [InlineData("DateSent<=2026-11-24", "first")]
    [InlineData("DateSent%3C=2026-11-25&DateSent%3E=2026-11-23", "second,first")]
    [InlineData("DateSent%3E=2026-11-25", "")]
    public async Task List_is_filtered_by_time_as_twilio_writes_it(string query, string bodies)
    {
        using var twilio = new TwilioWorld();
        await twilio.SendAsync("first", PhoneChannels.Sms);
        await twilio.PassAsync(24 * 3600);
        await twilio.SendAsync("second", PhoneChannels.Sms);
        Assert.Equal(bodies.Split(',', StringSplitOptions.RemoveEmptyEntries), Bodies(await ListRawAsync(twilio, query)));
    }

    [Fact]
    public async Task Message_that_was_not_sent_yet_is_found_by_its_creation()
    {
        using var twilio = new TwilioWorld();
        await twilio.SendAsync("just now", PhoneChannels.Sms);
        Assert.Equal(["just now"], Bodies(await ListRawAsync(twilio, "DateSent>=2026-11-23")));
    }

    [Fact]
    public async Task Date_that_is_none_is_refused()
    {
        using var twilio = new TwilioWorld();
        Assert.Equal(HttpStatusCode.BadRequest, (await twilio.GetAsync(Messages + "?DateSent=yesterday")).Status);
    }

    /// <summary>A client's URI type escapes what stands here as it is.</summary>
    private static async Task<JsonNode> ListRawAsync(TwilioWorld twilio, string query)
    {
        var headers = new Dictionary<string, string> { ["Authorization"] = Basic(AccountSid, AuthToken).ToString() };
        var answer = await twilio.Wire.HandleAsync(new SimRequest { Method = "GET", PathAndQuery = $"{Messages}?{query}", Headers = headers }, default);
        Assert.Equal(200, answer.Status);
        return JsonNode.Parse(Encoding.UTF8.GetString(answer.Body))!;
    }

    private static int Number(JsonNode list, string name) => list[name]!.GetValue<int>();

    private static List<string> Bodies(JsonNode list) => [.. list["messages"]!.AsArray().Select(one => Text(one, "body"))];
}
