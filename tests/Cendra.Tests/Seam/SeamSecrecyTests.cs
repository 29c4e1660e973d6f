using System.Text.Json;
using Cendra.Lifecycle.Seam;
using Xunit;
using static Cendra.Tests.Seam.SeamWorld;

namespace Cendra.Tests.Seam;

public sealed class SeamSecrecyTests
{
    private const string Digits = "482913";
    private const string Duplicate = """{"error":{"type":"duplicate_access_code","message":"Cannot set duplicate access code 482913 named X"},"ok":false}""";

    public static TheoryData<string> Paths => SeamCalls.Paths;

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_log_line_holds_digits_key_or_body_whatever_Seam_answers(string path)
    {
        var (call, answer) = SeamCalls.All[path];
        foreach (var end in new[] { Answer(200, answer), Answer(409, Duplicate), Answer(503, Duplicate), Answer(200, "<p>482913</p>"), Breaks(), Hangs() })
        {
            using var world = new SeamWorld(end);

            await Record.ExceptionAsync(() => world.ThroughAsync(call(world.Client)));

            Assert.NotEmpty(world.LogLines);
            Assert.All(world.LogLines, line =>
            {
                Assert.DoesNotContain(Digits, line, StringComparison.Ordinal);
                Assert.DoesNotContain(Key, line, StringComparison.Ordinal);
                Assert.DoesNotContain("Anna", line, StringComparison.Ordinal);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task No_address_holds_anything_but_the_operation(string path)
    {
        using var world = new SeamWorld(Answer(200, SeamCalls.All[path].Answer));

        await SeamCalls.All[path].Call(world.Client);

        Assert.All(world.Wire.Requests, sent => Assert.Equal("https://seam.test" + path, sent.Uri.OriginalString));
    }

    [Fact]
    public async Task A_record_prints_neither_digits_nor_the_name_that_may_hold_them()
    {
        using var world = new SeamWorld(Answer(200, """
            {"access_code":{"access_code_id":"c1","device_id":"d1","name":"New Backup Access Code 482913","code":"482913",
             "errors":[{"error_code":"duplicate_code_on_device","message":"Code 482913 is on the device"}],
             "pending_mutations":[{"mutation_code":"updating_code","from":{"code":"482913"},"to":{"code":"482913"}}]},"ok":true}
            """));

        var code = (await world.Client.GetAccessCodeAsync("c1", default))!;

        Assert.Equal(Digits, code.Code!.Value.Expose());
        Assert.Equal(Digits, code.PendingMutations[0].From!.Code!.Value.Expose());
        var printed = $"{code} {code.Code} {code.Errors[0]} {code.PendingMutations[0]} {SeamCalls.Request()} {SeamCalls.Request().Code}";
        Assert.DoesNotContain(Digits, printed, StringComparison.Ordinal);
        Assert.Contains("••••", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_serialised_outside_the_wire_shows_dots_and_cannot_be_read_back()
    {
        var json = JsonSerializer.Serialize(SeamCalls.Request());

        Assert.DoesNotContain(Digits, json, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<SeamDigits>("\"482913\""));
    }

    [Fact]
    public void A_webhook_prints_no_secret() =>
        Assert.DoesNotContain("whsec", new SeamWebhook { WebhookId = "w1", Url = "https://a.test", Secret = "whsec_x" }.ToString(), StringComparison.Ordinal);

    [Fact]
    public void An_event_is_read_from_a_webhooks_body_and_prints_no_digits()
    {
        var unlocked = SeamEvent.Read("""{"event_id":"e1","event_type":"lock.unlocked","method":"keycode","code":"482913","device_id":"d1"}"""u8)!;

        Assert.Equal(("e1", "lock.unlocked", "keycode", "d1", Digits), (unlocked.EventId, unlocked.EventType, unlocked.Method, unlocked.DeviceId, unlocked.Code!.Value.Expose()));
        Assert.DoesNotContain(Digits, unlocked.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event_id":"e1"}""")]
    [InlineData("""{"event_id":null,"event_type":"x"}""")]
    public void A_body_that_is_no_event_is_null(string body) => Assert.Null(SeamEvent.Read(System.Text.Encoding.UTF8.GetBytes(body)));
}
