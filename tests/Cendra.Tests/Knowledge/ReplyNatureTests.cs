using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Candidates;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>An answer for everybody is told from one for this stay alone, in ten languages.</summary>
public sealed class ReplyNatureTests
{
    private static readonly ReplyFacts Plain = new(["Ada Lovelace"], OffersOtherTimes: false);

    [Theory]
    [InlineData("The hairdryer is in the bathroom cupboard.")]
    [InlineData("Yes, there is a cot in the wardrobe of the second bedroom.")]
    [InlineData("The pool is open from 9:00 to 21:00.")]
    [InlineData("The bins are collected on Tuesdays, please put them out in the evening.")]
    [InlineData("The bakery opens Monday to Friday in the morning.")]
    [InlineData("Parking costs 15 € a day, pay at the machine.")]
    [InlineData("Check-in is from 15:00.")]
    [InlineData("Sí, el secador está en el armario del baño.")]
    [InlineData("La panadería abre por la mañana, de lunes a viernes.")]
    [InlineData("Los perros pequeños son bienvenidos.")]
    [InlineData("Der Föhn liegt im Badezimmerschrank.")]
    [InlineData("Frühstück gibt es am Morgen von 8 bis 10 Uhr.")]
    [InlineData("Le sèche-cheveux est dans le placard de la salle de bain.")]
    [InlineData("Il phon è nell'armadio del bagno.")]
    [InlineData("O secador está no armário da casa de banho.")]
    [InlineData("Saç kurutma makinesi banyodaki dolapta.")]
    [InlineData("مجفف الشعر في خزانة الحمام.")]
    [InlineData("吹风机在浴室的柜子里。")]
    [InlineData("ドライヤーは浴室の棚にあります。")]
    public void What_holds_for_every_guest_is_stable(string reply) => Assert.Equal(CandidateKind.Stable, ReplyNature.Of(reply, Plain).Kind);

    [Theory]
    [InlineData("Of course, Ada, it is in the cupboard.")]
    [InlineData("I'll bring one tonight.")]
    [InlineData("My colleague comes with a new one.")]
    [InlineData("You can park in the yard this time.")]
    [InlineData("We make an exception for you.")]
    [InlineData("The plumber comes on Tuesday.")]
    [InlineData("It will be repaired on 12 June.")]
    [InlineData("Free until 12/06/2026.")]
    [InlineData("We can give you a discount.")]
    [InlineData("It is included in your booking.")]
    [InlineData("The code is {{left-out}}.")]
    [InlineData("Hoy os lo llevo.")]
    [InlineData("Mañana por la tarde pasa mi compañero.")]
    [InlineData("Esta vez podéis aparcar en el patio.")]
    [InlineData("Hacemos una excepción.")]
    [InlineData("Ich bringe morgen eines vorbei.")]
    [InlineData("Mein Kollege kommt am Dienstag.")]
    [InlineData("Ausnahmsweise geht das.")]
    [InlineData("Je vous apporte un sèche-cheveux ce soir.")]
    [InlineData("Mon collègue passe demain.")]
    [InlineData("À titre exceptionnel, oui.")]
    [InlineData("Ve lo porto domani.")]
    [InlineData("Facciamo un'eccezione.")]
    [InlineData("Amanhã levo um secador.")]
    [InlineData("Desta vez pode.")]
    [InlineData("Yarın getiririm.")]
    [InlineData("Bu seferlik olur.")]
    [InlineData("غدا سأحضر لكم واحدا.")]
    [InlineData("هذه المرة مسموح.")]
    [InlineData("明天我会给您送过去。")]
    [InlineData("这次可以。")]
    [InlineData("明日お持ちします。")]
    [InlineData("今回は特別に大丈夫です。")]
    public void What_speaks_of_one_stay_is_of_that_stay_and_says_why(string reply)
    {
        var judged = ReplyNature.Of(reply, Plain);
        Assert.Equal(CandidateKind.StaySpecific, judged.Kind);
        Assert.EndsWith(".", judged.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_times_than_the_property_has_are_of_one_stay() =>
        Assert.Equal("It names another check-in or check-out time than the property has.", ReplyNature.Of("Check-out is at 13:00.", Plain with { OffersOtherTimes = true }).Words);

    [Theory]
    [InlineData("Hola, soy Marta.")]
    [InlineData("Hello!")]
    [InlineData("Let me check with the owner and get back to you.")]
    [InlineData("One moment please.")]
    [InlineData("Un momento, por favor.")]
    [InlineData("Ich frage nach.")]
    [InlineData("Do you need it for a baby?")]
    [InlineData("少々お待ちください。")]
    public void Greetings_holding_words_and_questions_back_answer_nothing(string reply) => Assert.True(ReplyNature.AnswersNothing(reply));

    [Theory]
    [InlineData("Yes.")]
    [InlineData("No, sorry.")]
    [InlineData("I'm afraid not.")]
    [InlineData("Hi! It is in the cupboard. Anything else?")]
    [InlineData("One moment, the pool opens at 10.")]
    [InlineData("Sí, claro.")]
    [InlineData("吹风机在柜子里。")]
    public void Words_that_answer_are_an_answer(string reply) => Assert.False(ReplyNature.AnswersNothing(reply));
}
