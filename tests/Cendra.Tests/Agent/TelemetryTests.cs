using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cendra.Agent.Models;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Whoever listens hears numbers and names of models and tools, and not a word of guest, property or model.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _measures = new();
    private readonly ActivitySource _own = new("Cendra.Tests.Telemetry");
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is AgentTelemetry.Name or "Cendra.Tests.Telemetry" || source.Name.StartsWith("Microsoft.SemanticKernel", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measures.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measures.Enqueue((instrument.Name, value, new(tags.ToArray()))));
        _meters.Start();
    }

    [Fact]
    public async Task A_turn_is_heard_in_numbers_and_not_in_words()
    {
        using var world = new ModelWorld(new() { ["ChatModel:Model"] = "heard-model" });
        world.Calls(("Stay-GetAccessCode", "{}"), ("Stay-zebraUnlock", """{"word":"zebra"}""")).SaysWithToken("Type TOKEN at the xylophone.");
        var spans = await OfAsync(world, new GuestWorld().WithCodeOnDoors().Wrote("Xylophone", "There is a xylophone.").Writes("how do I get in, zebra?"));

        var chats = spans.Where(s => s.DisplayName == "chat heard-model").ToList();
        Assert.Equal(2, chats.Count);
        Assert.All(chats, c => Assert.Equal(["chat", "openai", "heard-model", 400, 120, 18], new[] { "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.request.max_tokens", "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens" }.Select(c.GetTagItem)));
        Assert.Equal(["execute_tool GetAccessCode"], spans.Where(s => s.Source.Name == AgentTelemetry.Name && s.DisplayName.StartsWith("execute_tool", StringComparison.Ordinal)).Select(s => s.DisplayName));
        Assert.Single(spans, s => s.DisplayName == "invoke_agent Cendra");
        var tokens = Measured("gen_ai.client.token.usage", "heard-model");
        Assert.Equal([18, 18, 120, 120], tokens.Select(t => t.Value).Order());
        Assert.Equal(2, Measured("gen_ai.client.operation.duration", "heard-model").Count);
        AssertNoWords(spans);
    }

    [Theory]
    [InlineData(500, "500")]
    [InlineData(401, "401")]
    public async Task A_failed_request_is_heard_with_its_kind(int status, string kind)
    {
        using var world = new ModelWorld(new() { ["ChatModel:Model"] = $"failing-{kind}" });
        world.Body(status, """{"error":{"message":"zebra at Casa Born"}}""");
        var spans = await OfAsync(world, new GuestWorld().WithCodeOnDoors().Writes("how do I get in, zebra?"));
        var chat = Assert.Single(spans, s => s.DisplayName == $"chat failing-{kind}");
        Assert.Equal((kind, ActivityStatusCode.Error, null), (chat.GetTagItem("error.type"), chat.Status, chat.StatusDescription));
        Assert.Equal(kind, Assert.Single(Measured("gen_ai.client.operation.duration", $"failing-{kind}")).Tags["error.type"]);
        AssertNoWords(spans);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
        _own.Dispose();
    }

    /// <summary>The spans of this turn alone: other tests of the process are heard too.</summary>
    private async Task<List<Activity>> OfAsync(ModelWorld world, Cendra.Agent.GuestTurn turn)
    {
        using var root = _own.StartActivity("test")!;
        await world.AnswerAsync(turn);
        return [.. _spans.Where(s => s.TraceId == root.TraceId)];
    }

    private List<(string Name, double Value, Dictionary<string, object?> Tags)> Measured(string name, string model) => [.. _measures.Where(m => m.Name == name && Equals(m.Tags["gen_ai.request.model"], model))];

    private void AssertNoWords(IEnumerable<Activity> spans)
    {
        var texts = spans.SelectMany(s => new[] { s.DisplayName, s.StatusDescription }.Concat(s.TagObjects.Select(t => $"{t.Key}={t.Value}")).Concat(s.Events.SelectMany(e => e.Tags.Select(t => $"{t.Value}"))).Concat(s.Baggage.Select(b => b.Value)))
            .Concat(_measures.SelectMany(m => m.Tags.Select(t => $"{t.Key}={t.Value}"))).Where(t => t is not null).ToList();
        Assert.NotEmpty(texts);
        foreach (var word in new[] { "zebra", "xylophone", "Casa Born", "Princesa", "María", "bakery", "code:", "sk-test-secret", GuestWorld.Digits, "assistant of the host" })
        {
            Assert.All(texts, t => Assert.DoesNotContain(word, t!, StringComparison.OrdinalIgnoreCase));
        }
    }
}
