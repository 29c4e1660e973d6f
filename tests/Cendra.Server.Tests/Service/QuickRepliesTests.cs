using Cendra.Domain.Conversations;
using Cendra.Messaging.WhatsApp;
using Cendra.Simulator.Phones;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>Buttons under the messages that bring a code: whoever taps is understood in every language, once, and also where the webhook was lost.</summary>
public sealed class QuickRepliesTests
{
    [Theory]
    [InlineData("ar")]
    [InlineData("zh")]
    [InlineData("de")]
    public async Task Code_does_not_work_tapped_in_any_language_is_help_at_the_door_and_a_call_for_a_host(string language)
    {
        await using var world = await ToldAsync(language);
        var button = Buttons(world)[0];
        await TapsAsync(world, button, count: 2);
        await TapsAsync(world, button);
        var heard = await world.MessagesAsync(MessageKinds.FromButton);
        Assert.Equal(2, heard.Count);
        Assert.All(heard, m => Assert.Equal((MessageState.Answered, QuickReplies.CodeFailsIn(language)), (m.State, m.Body)));
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal((EscalationPriority.P0, "A guest cannot get in"), (call.Priority, call.Title));
        var digits = await world.DigitsAsync("R1", "flat");
        Assert.Contains(language == "ar" ? digits : ServiceWorld.Spoken(digits), world.Told()[1], StringComparison.Ordinal); // From right to left two groups would change places.
        Assert.Equal(2, (await world.MessagesAsync(MessageKinds.Answer)).Count);
    }

    [Fact]
    public async Task A_person_asked_for_by_a_button_is_called()
    {
        await using var world = await ToldAsync("ru");
        await TapsAsync(world, Buttons(world)[1]);
        Assert.Equal("A guest wants to speak with a person", Assert.Single(await world.OpenEscalationsAsync()).Title);
        Assert.Single(await world.MessagesAsync(MessageKinds.Answer));
    }

    [Fact]
    public async Task A_tap_whose_webhook_was_lost_is_known_by_its_words()
    {
        await using var world = await ToldAsync("ar");
        await TapsAsync(world, Buttons(world)[0], drop: true);
        await world.InScopeAsync<Messaging.Inbound.MissedMessagesSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(QuickReplies.CodeFailsIn("ar"), Assert.Single(await world.MessagesAsync(MessageKinds.FromButton)).Body);
        Assert.Equal(EscalationPriority.P0, Assert.Single(await world.OpenEscalationsAsync()).Priority);
    }

    [Fact]
    public async Task A_button_of_somebody_unknown_proves_nothing()
    {
        await using var world = await ToldAsync("de");
        var answer = await TapsAsync(world, Buttons(world)[0], from: "+34611111111");
        Assert.DoesNotContain(ServiceWorld.Spoken(await world.DigitsAsync("R1", "flat")), string.Join('\n', world.Told("+34611111111")), StringComparison.Ordinal);
        Assert.Equal(202, answer.Status);
        await using var db = world.Open();
        Assert.Equal("Somebody unknown wrote", (await db.Escalations.SingleAsync()).Title);
    }

    [Fact]
    public async Task A_button_of_an_owners_own_is_text()
    {
        await using var world = await ToldAsync("de");
        await TapsAsync(world, new PhoneButton("own-id", "Wann ist Check-out?"));
        Assert.Equal("Wann ist Check-out?", Assert.Single(await world.MessagesAsync(MessageKinds.FromGuest)).Body);
    }

    /// <summary>A guest of this language in the house since ten minutes, who was told by the approved text and never wrote.</summary>
    private static async Task<ServiceWorld> ToldAsync(string language)
    {
        var world = await ServiceWorld.WithOneFlatAsync();
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", language: language);
        await world.ClockMovesToAsync("2026-06-01 15:10");
        return world;
    }

    private static IReadOnlyList<PhoneButton> Buttons(ServiceWorld world)
    {
        var buttons = Assert.Single(world.Doors.Phone(HousePhones.Guest)).Buttons;
        Assert.Equal(2, buttons.Count);
        return buttons;
    }

    private static async Task<PhoneAnswer> TapsAsync(ServiceWorld world, PhoneButton button, string from = HousePhones.Guest, int count = 1, bool drop = false)
    {
        var answer = await world.Doors.PhoneWritesAsync(new PhoneText { From = from, ButtonText = button.Title, ButtonPayload = button.Id, Count = count, Drop = drop });
        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromSeconds(15));
        return answer;
    }
}
