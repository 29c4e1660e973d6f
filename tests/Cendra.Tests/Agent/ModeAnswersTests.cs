using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>What is said whoever answers, and what is left to a person.</summary>
public sealed class ModeAnswersTests : IDisposable
{
    private static readonly ModeDecision Off = new(AnswerMode.Off, "A person answers at this property.");
    private readonly AnswersWorld _answers = new();

    [Theory]
    [InlineData("There is a smell of gas")]
    [InlineData("The door does not open")]
    [InlineData("What is the door code?")]
    [InlineData("I want to talk to a person")]
    public void Danger_doors_and_the_wish_for_a_person_are_answered_in_every_mode(string text) =>
        Assert.NotEqual("", _answers.Answers.InEveryMode(new GuestWorld().WithCodeOnDoors().Writes(text), Off)!.Text);

    [Fact]
    public void Thanks_need_no_answer_in_any_mode() => Assert.Equal("", _answers.Answers.InEveryMode(new GuestWorld().Writes("Thanks!"), Off)!.Text);

    [Theory]
    [InlineData("Is there a washing machine?")]
    [InlineData("Hello")]
    public void Everything_else_is_a_matter_of_the_mode(string text) => Assert.Null(_answers.Answers.InEveryMode(new GuestWorld().WithCodeOnDoors().Wrote("Is there a washing machine?", "Yes.", "washing").Writes(text), Off));

    [Fact]
    public void What_is_asked_beside_the_way_in_goes_to_a_person_and_not_to_what_the_host_wrote()
    {
        var reply = _answers.Answers.InEveryMode(new GuestWorld().WithCodeOnDoors().Wrote("Is there a pool?", "Yes, on the roof.", "pool").Writes("What is the door code? Is there a pool?"), Off)!;
        Assert.DoesNotContain("roof", reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Handover);
        Assert.Single(reply.Grants);
    }

    [Theory]
    [InlineData("How do we get in, and could we check in earlier, at 12:00?")]
    [InlineData("¿Cuál es el código? ¿Y podemos entrar antes, a las 12:00?")]
    [InlineData("Wie kommen wir rein? Können wir früher einchecken?")]
    [InlineData("Quel est le code ? Pourrions-nous arriver plus tôt ?")]
    public void A_wish_for_another_time_beside_the_way_in_is_passed_on(string text)
    {
        var reply = _answers.Answers.InEveryMode(new GuestWorld().WithCodeOnDoors().Writes(text), Off)!;
        Assert.Single(reply.Grants);
        Assert.NotNull(reply.Handover);
    }

    [Theory]
    [InlineData("How can we check in?")]
    [InlineData("What is the code? We arrive at 16:00.")]
    public void The_way_in_alone_calls_nobody(string text) => Assert.Null(_answers.Answers.InEveryMode(new GuestWorld().WithCodeOnDoors().Writes(text), Off)!.Handover);

    [Fact]
    public void Where_a_person_answers_the_guest_hears_it_once_and_a_person_is_called_each_time()
    {
        var turn = new GuestWorld().Writes("Is there a pool?");
        var first = _answers.Answers.ByPerson(turn, Off, isTold: false);
        var then = _answers.Answers.ByPerson(turn, Off, isTold: true);
        Assert.StartsWith("I have passed this to the host.", first.Text, StringComparison.Ordinal);
        Assert.Equal("", then.Text);
        Assert.All([first, then], r => Assert.Equal((HandoverReason.AnsweredByPerson, EscalationPriority.P2, Off.Why), (r.Handover!.Reason, r.Handover.Priority, r.Record.Outcome)));
    }

    public void Dispose() => _answers.Dispose();
}
