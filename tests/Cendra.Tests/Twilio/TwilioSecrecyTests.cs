using Cendra.Messaging.Twilio;
using Xunit;
using static Cendra.Tests.Twilio.TwilioWorld;

namespace Cendra.Tests.Twilio;

public sealed class TwilioSecrecyTests
{
    private static readonly string[] Secrets = [Digits, Token, "600111907", "Anna", "Your code", "QUMw"];

    private static readonly Func<TwilioClient, Task>[] Calls =
    [
        client => client.SendAsync(FreeText(), default),
        client => client.SendAsync(Approved(), default),
        client => client.GetAsync(Sid, default),
        client => client.ListAsync(Guest, null, DateTimeOffset.UnixEpoch, default),
    ];

    [Fact]
    public async Task No_log_line_and_no_exception_holds_text_number_or_credentials_whatever_Twilio_answers()
    {
        foreach (var call in Calls)
        {
            foreach (var end in new[] { Answer(201, Taken), Refuses(400, 21211), Refuses(429, 20429), Refuses(503, 20503), Answer(200, "<p>482913 +34600111907</p>"), Breaks(), Hangs() })
            {
                using var world = new TwilioWorld(end);

                var failure = await Record.ExceptionAsync(() => world.ThroughAsync(call(world.Client)));

                Assert.NotEmpty(world.LogLines);
                Assert.All(world.LogLines.Append($"{failure}"), Clean);
            }
        }
    }

    [Fact]
    public async Task A_log_line_says_operation_status_and_Twilios_code()
    {
        using var world = new TwilioWorld(Refuses(400, 63016));

        await Record.ExceptionAsync(() => world.Client.SendAsync(FreeText(), default));

        Assert.Contains(world.LogLines, line => line.Contains("Twilio send message: 400 63016 in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_travels_prints_what_it_holds()
    {
        using var world = new TwilioWorld(Answer(201, Taken));

        Clean($"{FreeText()} {Approved()} {await world.Client.SendAsync(FreeText(), default)}");
        Assert.Contains(Sid, $"{await world.Client.SendAsync(FreeText(), default)}", StringComparison.Ordinal);
    }

    [Fact]
    public void Options_find_an_approved_text_however_its_kind_is_written()
    {
        var options = new TwilioOptions { Templates = { ["entry_details"] = new() { ["EN"] = " HX1 " }, ["code-changed"] = new() { ["es"] = "" } } };

        Assert.Equal("HX1", options.TemplateFor("entry-details", "en"));
        Assert.Null(options.TemplateFor("entry-details", "es"));
        Assert.Null(options.TemplateFor("code-changed", "es"));
        Assert.Null(options.TemplateFor("host-called", "en"));
    }

    [Theory]
    [InlineData("AC1", "t", null, null, "+1", null, true)]
    [InlineData("AC1", null, "SK1", "s", null, "+1", true)]
    [InlineData("AC1", null, "SK1", null, "+1", null, false)]
    [InlineData("AC1", "t", null, null, null, " ", false)]
    [InlineData(null, "t", "SK1", "s", "+1", null, false)]
    public void Twilio_is_configured_when_something_can_be_sent(string? account, string? token, string? key, string? secret, string? whatsApp, string? sms, bool configured) =>
        Assert.Equal(configured, new TwilioOptions { AccountSid = account, AuthToken = token, ApiKeySid = key, ApiKeySecret = secret, WhatsAppFrom = whatsApp, SmsFrom = sms }.IsConfigured);

    private static void Clean(string text) => Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
