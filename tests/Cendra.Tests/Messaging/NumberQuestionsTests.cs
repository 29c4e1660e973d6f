using Cendra.Messaging.Inbound;
using Xunit;

namespace Cendra.Tests.Messaging;

/// <summary>Which texts ask for something that a number may answer, and which only tell.</summary>
public sealed class NumberQuestionsTests
{
    [Theory]
    [InlineData("Would you like one or two of them?")]
    [InlineData("¿Cuántas toallas queréis, 1 o 2?")]
    [InlineData("At which door do you stand? Write its number.\n1. Street\n2. Flat")]
    [InlineData("What is it about?\n\n1. Pets\n2. Pool\n\nAnswer with the number or the words.")]
    [InlineData("هل تريدون منشفة أو اثنتين؟")]
    [InlineData("您需要一条还是两条？")]
    [InlineData("タオルは何枚必要でしょうか。")]
    [InlineData("Shall I (or not?)")]
    public void A_question_at_the_end_or_numbers_to_choose_from_ask(string text) => Assert.True(NumberQuestions.Asks(text));

    [Theory]
    [InlineData("")]
    [InlineData("The code is [[code:K7Q2]].")]
    [InlineData("Does the door stay shut? Write to me and I help.")]
    [InlineData("1. Go through the gate.\n2. Type the code.")]
    [InlineData("There is a lift.")]
    public void What_only_tells_asks_nothing(string text) => Assert.False(NumberQuestions.Asks(text));
}
