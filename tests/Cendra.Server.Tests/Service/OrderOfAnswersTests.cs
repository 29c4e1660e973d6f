using Cendra.Domain.Conversations;
using Cendra.Messaging.Outbound;

namespace Cendra.Server.Tests.Service;

/// <summary>What is said in a conversation leaves in the order in which it was written, unless somebody stands outside.</summary>
public sealed class OrderOfAnswersTests
{
    private const string Ask = "¿Cuál es el código?";

    [Fact]
    public async Task An_answer_waits_for_the_one_before_it_that_nobody_knows_the_end_of()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        var before = world.Told().Count;
        await CutOffAsync(world);
        await world.WhatsAppArrivesAsync("Hola");
        await world.ClockMovesAsync(TimeSpan.FromSeconds(6));
        var second = (await world.MessagesAsync(MessageKinds.Answer))[^1];
        Assert.Equal((MessageState.Queued, 0), (second.State, second.Deliveries.Count));
        Assert.Contains("leaves first", second.StateText, StringComparison.Ordinal);

        await world.ClockMovesAsync(TimeSpan.FromMinutes(4));
        var told = world.Told().Skip(before).ToList();
        Assert.Equal(2, told.Count);
        var answers = (await world.MessagesAsync(MessageKinds.Answer)).TakeLast(2).ToList();
        Assert.True(answers[0].SentUtc <= answers[1].SentUtc, $"{answers[0].SentUtc:O} and {answers[1].SentUtc:O}");
    }

    [Fact]
    public async Task Whoever_stands_outside_is_helped_though_an_answer_before_it_is_on_its_way()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await CutOffAsync(world);
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync("La puerta no abre"));
    }

    [Fact]
    public async Task Nothing_waits_longer_than_ten_minutes_and_what_a_person_writes_not_at_all()
    {
        await using var world = await ServiceWorld.WithAGuestInHouseAsync();
        await CutOffAsync(world);
        world.Wire.Cuts = call => call.Method == HttpMethod.Get && IsOfMessages(call);
        var before = world.Told().Count;
        await world.HostWritesAsync("Voy.");
        Assert.Equal("Voy.", world.Told().Skip(before).Single());
        await world.HostGivesBackAsync();
        await world.WhatsAppArrivesAsync("Hola");
        await world.ClockMovesAsync(EarlierFirst.Longest - TimeSpan.FromMinutes(1));
        Assert.Equal(before + 1, world.Told().Count);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(before + 2, world.Told().Count);
    }

    /// <summary>An answer is cut off before it reaches the provider, who can say nothing of it.</summary>
    private static async Task CutOffAsync(ServiceWorld world)
    {
        var cut = false;
        world.Wire.Cuts = call => !cut && call.Method == HttpMethod.Post && IsOfMessages(call) && (cut = true);
        await world.WhatsAppArrivesAsync(Ask);
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5));
        Assert.True(cut);
    }

    private static bool IsOfMessages(HttpRequestMessage call) => call.RequestUri!.AbsolutePath.EndsWith("/Messages.json", StringComparison.Ordinal);
}
