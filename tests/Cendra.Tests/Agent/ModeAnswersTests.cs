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
    [InlineData("What is the code, and can we get in already at 13:00?")]
    [InlineData("¿Cuál es el código? ¿Podemos entrar ya a las 13:00?")]
    [InlineData("Wie ist der Code? Dürfen wir schon um 13 Uhr in die Wohnung?")]
    [InlineData("Quel est le code ? On peut entrer dès 13h ?")]
    [InlineData("Qual è il codice? Possiamo entrare già alle 13:00?")]
    [InlineData("Qual é o código da porta? Podemos entrar já às 13:00?")]
    [InlineData("Kapı kodu nedir? Saat 13:00'te girebilir miyiz?")]
    [InlineData("门的密码是多少？我们可以13点就入住吗？")]
    [InlineData("ドアのコードは何ですか？13時に入れますか？")]
    [InlineData("ما هو رمز الباب؟ هل يمكننا الدخول الساعة 13:00؟")]
    [InlineData("Qual è il codice? E potremmo restare fino alle 14?")]
    public void A_time_that_is_asked_for_beside_the_way_in_is_passed_on_in_every_language(string text)
    {
        var reply = _answers.Answers.InEveryMode(new GuestWorld().WithCodeOnDoors().Writes(text), Off)!;
        Assert.Single(reply.Grants);
        Assert.NotNull(reply.Handover);
    }

    /// <summary>No word of code or door stands there, only the wish: who is near check-in gets the way in, and a person hears of it.</summary>
    [Theory]
    [InlineData("Can we get in already at 13:00?")]
    [InlineData("¿Podemos entrar ya a las 13:00?")]
    [InlineData("Können wir schon um 13:00 Uhr rein?")]
    [InlineData("Pouvons-nous entrer déjà à 13h ?")]
    [InlineData("Buongiorno, possiamo entrare già alle 13:00?")]
    [InlineData("Podemos entrar já às 13:00?")]
    [InlineData("Saat 13:00'te içeri girebilir miyiz?")]
    [InlineData("我们可以13点就进去吗？")]
    [InlineData("13時に入室できますか？")]
    [InlineData("هل يمكننا الدخول الساعة 13:00؟")]
    public async Task A_time_that_is_asked_for_alone_reaches_a_person_in_every_language(string text)
    {
        var reply = await _answers.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(text));
        Assert.NotNull(reply.Handover);
    }

    [Theory]
    [InlineData("How can we check in?")]
    [InlineData("What is the code? We arrive at 16:00.")]
    [InlineData("How can we get in? We can be there at 16:00.")]
    [InlineData("Come possiamo entrare? Arriviamo alle 16:00.")]
    [InlineData("Arriviamo alle 16:00, possiamo avere il codice?")]
    [InlineData("Como podemos entrar? Chegamos às 16:00.")]
    [InlineData("Kapı kodu nedir? 16:00'da geliyoruz.")]
    [InlineData("门的密码是多少？我们16:00到。")]
    [InlineData("ドアのコードは何ですか？16:00に着きます。")]
    [InlineData("ما هو رمز الباب؟ نصل الساعة 16:00.")]
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
