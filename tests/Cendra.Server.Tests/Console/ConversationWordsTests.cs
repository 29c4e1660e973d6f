using Cendra.Domain.Conversations;
using Cendra.Messaging.Hosts;
using Cendra.Server.Console.Queries;
using Cendra.Server.Console.Words;
using Cendra.Server.Tests.World;

namespace Cendra.Server.Tests.Console;

public sealed class ConversationWordsTests
{
    private static readonly DateTimeOffset Now = House.Evening;

    [Theory]
    [InlineData("Your code is [[code:K7Q2]].", "Your code is ••• •••.")]
    [InlineData("[[code]]", "••• •••")]
    [InlineData("I typed [[typed]] twice:\n[[typed]]", "I typed a code the guest typed twice: a code the guest typed")]
    [InlineData("Wi-Fi: [[wifi:AB12]]", "Wi-Fi: •••")]
    [InlineData("[[link]]", "a link")]
    [InlineData("[ [code] ] and [[", "[ [code] ] and [[")]
    [InlineData("", "")]
    public void Tokens_stand_as_dots_or_words(string body, string shown) => Assert.Equal(shown, SpokenText.Plain(body));

    [Theory]
    [InlineData("+34600111907", "+34 ···· 907")]
    [InlineData("+351912345907", "+351 ···· 907")]
    [InlineData("+12025550143", "+1 ···· 143")]
    [InlineData("+491701234555", "+49 ···· 555")]
    [InlineData("lucia@guest.example", "l····@guest.example")]
    [InlineData("12", "····")]
    public void Addresses_keep_only_what_tells_two_apart(string address, string shown) => Assert.Equal(shown, ConversationWords.Masked(address));

    [Fact]
    public void Every_outcome_of_a_persons_act_but_done_says_what_happened()
    {
        Assert.Equal("", ConversationWords.Problem(DeskOutcome.Done));
        var said = Enum.GetValues<DeskOutcome>().Where(o => o != DeskOutcome.Done).Select(ConversationWords.Problem).ToList();
        Assert.All(said, text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        Assert.Equal(said.Count, said.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(MessageDirection.Inbound, MessageState.Queued, "Answering")]
    [InlineData(MessageDirection.Inbound, MessageState.Answered, "No reply needed")]
    [InlineData(MessageDirection.Outbound, MessageState.Sent, "Answered")]
    [InlineData(MessageDirection.Outbound, MessageState.Held, "Held back")]
    [InlineData(MessageDirection.Outbound, MessageState.Failed, "Not delivered")]
    [InlineData(MessageDirection.Outbound, MessageState.Queued, "Queued")]
    public void Without_a_person_the_last_word_says_where_a_conversation_stands(MessageDirection direction, MessageState state, string chip)
    {
        var conversation = new Conversation { Key = "k", ReservationId = Guid.Empty, LastInboundUtc = Now };
        var last = new Message { Kind = "answer", DedupeKey = "d", Direction = direction, State = state };
        Assert.Equal([chip], ConversationChips.Of(conversation, [], last).Select(c => c.Text));
    }

    [Fact]
    public void A_person_who_has_it_is_needed_again_when_the_guest_writes()
    {
        var conversation = new Conversation { Key = "k", ReservationId = Guid.Empty, LastInboundUtc = Now };
        conversation.TakeOver(Guid.Empty, Now.AddMinutes(1));
        Assert.Equal("Person has it", Assert.Single(ConversationChips.Of(conversation, [], null)).Text);
        conversation.LastInboundUtc = Now.AddMinutes(2);
        Assert.Equal("Needs you", Assert.Single(ConversationChips.Of(conversation, [], null)).Text);
    }

    [Fact]
    public void An_escalation_needs_a_person_until_one_has_it()
    {
        var conversation = new Conversation { Key = "k" };
        var escalation = new Escalation { Cause = "c", Title = "t" };
        Assert.Equal(["Needs you", "Unknown sender"], ConversationChips.Of(conversation, [escalation], null).Select(c => c.Text));
        escalation.Acknowledge(Guid.Empty, "Marta", Now);
        Assert.Equal("Person has it", ConversationChips.Of(conversation, [escalation], null)[0].Text);
    }

    [Fact]
    public void Of_messages_to_a_guest_the_latest_that_tells_how_to_get_in_counts_and_names_its_language()
    {
        var arrival = Sent("pre-arrival", Now.AddHours(-3));
        Assert.Null(MessageFacts.Of([Sent("answer", Now)], "fr", "Europe/Madrid", Now));
        Assert.Equal("Read 14:43, WhatsApp, French", MessageFacts.Of([arrival, Sent("answer", Now)], "fr", "Europe/Madrid", Now)!.Line);
        var held = new Message { Kind = "code-changed", DedupeKey = "h", Direction = MessageDirection.Outbound, State = MessageState.Held, StateText = "not on the allow-list", CreatedUtc = Now };
        var facts = MessageFacts.Of([arrival, held], "fr", "Europe/Madrid", Now)!;
        Assert.Equal(("Held back: not on the allow-list", true), (facts.Line, facts.IsHeld));
    }

    private static Message Sent(string kind, DateTimeOffset at)
    {
        var delivery = new Delivery { Channel = ChannelKind.WhatsApp, Address = "+34600111907" };
        delivery.Advance(DeliveryStatus.Read, at.AddMinutes(1));
        var message = new Message { Kind = kind, DedupeKey = kind, Direction = MessageDirection.Outbound, State = MessageState.Sent, CreatedUtc = at };
        message.Deliveries.Add(delivery);
        return message;
    }
}
