using Cendra.Agent;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Conversations that go in circles are stopped and a person is called; who stands at the door is still helped.</summary>
public sealed class LoopGuardTests
{
    private const string Passed = "I cannot answer that myself. I have passed it to the host, who will answer you here.";

    [Fact]
    public void The_same_text_three_times_within_an_hour_is_a_circle()
    {
        var guest = new GuestWorld();
        Said(guest, MessageAuthor.Guest, "Is there a POOL", 30);
        Assert.Equal("", LoopGuard.Of(guest.Writes("is there a pool?")));
        Said(guest, MessageAuthor.Guest, "is there a pool??", 20);
        Assert.Equal("The guest wrote the same three times within an hour", LoopGuard.Of(guest.Writes("Is there a pool?")));
        Assert.Equal("", LoopGuard.Of(guest.Writes("Is there a gym?")));
        guest.Before.Clear();
        Said(guest, MessageAuthor.Guest, "Is there a pool?", 61);
        Said(guest, MessageAuthor.Guest, "Is there a pool?", 5);
        Assert.Equal("", LoopGuard.Of(guest.Writes("Is there a pool?")));
    }

    [Fact]
    public void The_same_answer_twice_in_a_row_is_a_circle_whatever_its_token()
    {
        var guest = new GuestWorld();
        Said(guest, MessageAuthor.Agent, "Your code is [[code:AAAA22]].", 30);
        Said(guest, MessageAuthor.Template, "Your code is [[code:BBBB33]].", 20);
        Assert.Equal("The same answer was given twice in a row", LoopGuard.Of(guest.Writes("thank you for your mail")));
        Said(guest, MessageAuthor.Agent, "There is a lift.", 10);
        Assert.Equal("", LoopGuard.Of(guest.Writes("thank you for your mail")));
    }

    [Fact]
    public void More_than_eight_answers_within_an_hour_are_a_circle_and_parts_of_one_are_one()
    {
        var guest = new GuestWorld();
        for (var i = 0; i < 8; i++)
        {
            Said(guest, MessageAuthor.Agent, $"Answer {(char)('A' + i)}", 50 - i);
            Said(guest, MessageAuthor.Agent, "and its second part", 50 - i);
        }

        Assert.Equal("", LoopGuard.Of(guest.Writes("and what else?")));
        Said(guest, MessageAuthor.Agent, "One more", 5);
        Assert.Equal("There were more than eight answers within an hour", LoopGuard.Of(guest.Writes("and what else?")));
    }

    [Fact]
    public async Task A_circle_asks_no_model_tells_the_guest_once_and_calls_a_person()
    {
        using var world = new ModelWorld().Says("There is a pool.");
        var guest = new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1)).Wrote("Pool", "There is a pool.");
        Said(guest, MessageAuthor.Guest, "Is there a pool?", 30);
        Said(guest, MessageAuthor.Guest, "Is there a pool?", 20);
        var reply = await world.AnswerAsync(guest.Writes("Is there a pool?"));
        Assert.Equal((Passed, "The guest wrote the same three times within an hour"), (reply.Text, reply.Record.Outcome));
        Assert.Equal(EscalationPriority.P2, reply.Handover!.Priority);
        Said(guest, MessageAuthor.Template, reply.Text, 1);
        var again = await world.AnswerAsync(guest.Writes("Is there a pool?"));
        Assert.Equal(("", EscalationPriority.P2), (again.Text, again.Handover!.Priority)); // The guest was told; two machines end here.
        Assert.Empty(world.Bodies);
    }

    [Theory]
    [InlineData("how do I get in?")]
    [InlineData("the code does not work")]
    public async Task In_a_circle_the_way_in_is_still_answered_by_rules(string text)
    {
        using var world = new ModelWorld().Says("I should not have been asked.");
        var guest = new GuestWorld().WithCodeOnDoors();
        Said(guest, MessageAuthor.Guest, text, 30);
        Said(guest, MessageAuthor.Guest, text, 20);
        var reply = await world.AnswerAsync(guest.Writes(text));
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Handover);
        Assert.Empty(world.Bodies);
    }

    private static void Said(GuestWorld guest, MessageAuthor author, string text, int minutesAgo) => guest.Before.Add(new TurnLine { Author = author, Text = text, AtUtc = guest.Now.AddMinutes(-minutesAgo) });
}
