using Cendra.Knowledge.Candidates;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>A suggested answer contradicts an article only where both state something of the same thing.</summary>
public sealed class ArticleConflictsTests
{
    [Theory]
    [InlineData("When is check-out?", "Check-out is at 11:00.", "What time do we check out?", "Check-out is at 10:00.", "check-out-time", "The article says 11:00, the reply says 10:00.")]
    [InlineData("When is check-out?", "Check-in is from 15:00. Check-out is at 11:00.", "What time is check out?", "Check-out is at 10 am.", "check-out-time", "The article says 11:00, the reply says 10:00.")]
    [InlineData("What does parking cost?", "Parking costs 10 € a day.", "How much is parking?", "Parking costs 15 euros a day.", "parking", "The article says 10 €, the reply says 15 €.")]
    [InlineData("Towels", "We leave 2 towels for each guest.", "How many towels are there?", "There are 3 towels for each guest.", "towels", "The article says 2 towels, the reply says 3 towels.")]
    [InlineData("Are pets allowed?", "No, pets are not allowed.", "Are pets allowed?", "Yes, small pets are welcome.", "pets", "The article says no, the reply says yes.")]
    [InlineData("Can we smoke?", "Smoking is allowed.", "Is smoking allowed?", "Smoking is forbidden.", "smoking", "The article says yes, the reply says no.")]
    [InlineData("¿Se admiten perros?", "No se admiten perros.", "¿Se admiten perros?", "Sí, los perros son bienvenidos.", "pets", "The article says no, the reply says yes.")]
    [InlineData("Sind Hunde erlaubt?", "Hunde sind erlaubt.", "Sind Hunde erlaubt?", "Hunde sind leider nicht erlaubt.", "pets", "The article says yes, the reply says no.")]
    [InlineData("Peut-on fumer ?", "Il est interdit de fumer.", "Peut-on fumer ?", "Oui, vous pouvez fumer.", "smoking", "The article says no, the reply says yes.")]
    [InlineData("Si può fumare?", "È vietato fumare.", "Si può fumare?", "Sì, potete fumare.", "smoking", "The article says no, the reply says yes.")]
    [InlineData("Pode-se fumar?", "É proibido fumar.", "Pode-se fumar?", "Sim, podem fumar.", "smoking", "The article says no, the reply says yes.")]
    [InlineData("Sigara içilebilir mi?", "Sigara içmek yasak.", "Sigara içilebilir mi?", "Evet, sigara içmek serbest.", "smoking", "The article says no, the reply says yes.")]
    [InlineData("هل التدخين مسموح؟", "التدخين ممنوع.", "هل التدخين مسموح؟", "نعم، التدخين مسموح.", "smoking", "The article says no, the reply says yes.")]
    [InlineData("可以抽烟吗？", "房间内禁止抽烟。", "可以抽烟吗？", "是的，可以抽烟。", "smoking", "The article says no, the reply says yes.")]
    [InlineData("タバコは吸えますか？", "タバコは禁止です。", "タバコは吸えますか？", "はい、吸えます。", "smoking", "The article says no, the reply says yes.")]
    public void Other_facts_about_the_same_thing_are_a_conflict(string theirs, string article, string asked, string reply, string topic, string words)
    {
        var clash = Clash(theirs, article, topic, asked, reply, topic);
        Assert.NotNull(clash);
        Assert.False(clash.IsSame);
        Assert.Equal(words, clash.Words);
    }

    [Theory]
    [InlineData("Where can we park?", "Parking in the street is free from 20:00.", "parking", "Is there a supermarket?", "The supermarket closes at 21:00.", "shops")]
    [InlineData("How does the coffee machine work?", "Switch it on and wait 2 minutes.", "kitchen", "How does the oven work?", "Turn the left knob and heat it for 10 minutes.", "kitchen")]
    [InlineData("Where can we smoke?", "Smoking is not allowed inside.", "smoking", "Can we smoke on the balcony?", "Yes, there is an ashtray on the balcony.", "smoking")]
    [InlineData("When is check-out?", "Check-in is from 15:00. Check-out is at 11:00.", "check-out-time", "When is check-out?", "Check-out is at 11:00.", "check-out-time")]
    [InlineData("When does the pool open?", "The pool is open from 9:00 to 21:00.", "pool", "When does the pool open?", "It opens at 9:00.", "pool")]
    [InlineData("Is there a pool?", "There is no pool.", "pool", "Is there a gym?", "Yes, there is a gym on the ground floor.", "gym")]
    [InlineData("Is there a dishwasher?", "There is no dishwasher.", "kitchen", "Is there a microwave?", "Yes, there is a microwave.", "kitchen")]
    [InlineData("How much is a taxi?", "A taxi to the airport costs 40 €.", "transport", "How much is the bus?", "The bus costs 3 €.", "transport")]
    public void What_is_about_something_else_or_says_no_other_thing_is_no_conflict(string theirs, string article, string topic, string asked, string reply, string ofReply) =>
        Assert.True(Clash(theirs, article, topic, asked, reply, ofReply) is null or { IsSame: true });

    [Fact]
    public void The_same_said_again_is_answered_already()
    {
        var clash = Clash("When is check-out?", "Check-out is at 11:00.", "check-out-time", "When is check out?", "Check-out is at 11:00!", "check-out-time");
        Assert.True(clash!.IsSame);
        Assert.Equal("Already answered by this article: it says the same.", clash.Words);
    }

    [Fact]
    public void In_another_language_one_time_against_one_time_is_a_conflict()
    {
        var article = new KnownArticle(new Guid(1, 0, 0, new byte[8]), "¿A qué hora es la salida?", "La salida es a las 11:00.", "check-out-time", "es");
        Assert.Equal("The article says 11:00, the reply says 10:00.", ArticleConflicts.Of("When is check-out?", "Check-out is at 10:00.", "check-out-time", "en", [article])?.Words);
    }

    [Theory]
    [InlineData("Yes, you can.", "No, that is not possible.", true)]
    [InlineData("It costs 10 €.", "It costs 12 €.", true)]
    [InlineData("It is in the cupboard.", "In the cupboard of the hall.", false)]
    public void Two_replies_to_one_question_differ_where_their_facts_do(string one, string other, bool differ) => Assert.Equal(differ, ArticleConflicts.Differ(one, other));

    private static ArticleClash? Clash(string theirs, string article, string topic, string asked, string reply, string ofReply) =>
        ArticleConflicts.Of(asked, reply, ofReply, "en", [new KnownArticle(new Guid(1, 0, 0, new byte[8]), theirs, article, topic, "en")]);
}
