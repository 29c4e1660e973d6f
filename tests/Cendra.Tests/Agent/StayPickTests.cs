using Cendra.Agent;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Which of several stays a text names: a number and nothing else, a whole name, or a word that only one of them has; two at once are none.</summary>
public sealed class StayPickTests
{
    private static readonly string[] Flats = ["Casa Azul 1", "Loft 2"];

    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 2. ", 2)]
    [InlineData("#2", 2)]
    [InlineData("2️⃣", 2)]
    [InlineData("２", 2)]
    [InlineData("٢", 2)]
    [InlineData("number 2 please", 2)]
    [InlineData("two", 2)]
    [InlineData("one", 1)]
    [InlineData("The second one, please!", 2)]
    [InlineData("it's the first", 1)]
    [InlineData("la segunda, por favor", 2)]
    [InlineData("El primero", 1)]
    [InlineData("una", 1)]
    [InlineData("die zweite Wohnung bitte", 2)]
    [InlineData("der erste", 1)]
    [InlineData("le deuxième, s’il vous plaît", 2)]
    [InlineData("la 2e", 2)]
    [InlineData("la première", 1)]
    [InlineData("il secondo, grazie", 2)]
    [InlineData("o segundo", 2)]
    [InlineData("opção 2", 2)]
    [InlineData("ikinci lütfen", 2)]
    [InlineData("birincisi", 1)]
    [InlineData("第二个", 2)]
    [InlineData("二", 2)]
    [InlineData("選2", 2)]
    [InlineData("2番です", 2)]
    [InlineData("二番目でお願いします", 2)]
    [InlineData("الثانية", 2)]
    [InlineData("رقم ٢ من فضلك", 2)]
    [InlineData("الأول", 1)]
    public void A_number_and_nothing_else_is_a_choice(string text, int number) => Assert.Equal(number, StayPick.Number(text, 2));

    [Theory]
    [InlineData("3")]
    [InlineData("0")]
    [InlineData("12")]
    [InlineData("1 or 2?")]
    [InlineData("1 2")]
    [InlineData("")]
    [InlineData("👍")]
    [InlineData("the flat please")]
    [InlineData("2 people are coming later")]
    [InlineData("We arrive at 2")]
    [InlineData("The first door does not open")]
    [InlineData("El segundo código no funciona")]
    [InlineData("482913")]
    [InlineData("999999999999999999999")]
    public void What_is_more_than_that_or_no_number_of_the_list_is_none(string text) => Assert.Null(StayPick.Number(text, 2));

    [Theory]
    [InlineData("the loft 2 please", 1)]
    [InlineData("How do I get into Casa Azul 1?", 0)]
    [InlineData("¿Y para LOFT 2?", 1)]
    [InlineData("casa azul. 1", 0)]
    public void A_whole_name_is_a_choice(string text, int place) => Assert.Equal(place, StayPick.Named(text, Flats));

    [Theory]
    [InlineData("Casa Azul 1 and Loft 2")]
    [InlineData("Loft 22")]
    [InlineData("the loft")]
    [InlineData("Which one is mine?")]
    public void Both_names_or_a_part_of_one_are_none(string text) => Assert.Null(StayPick.Named(text, Flats));

    [Fact]
    public void Of_a_name_within_a_name_the_longer_one_counts_and_equal_names_are_none()
    {
        Assert.Equal(1, StayPick.Named("We are in Casa Azul Norte", ["Casa Azul", "Casa Azul Norte"]));
        Assert.Null(StayPick.Named("Casa Azul", ["Casa Azul", "Casa Azul"]));
        Assert.Equal(0, StayPick.Named("东门公寓怎么进去", ["东门公寓", "西门公寓"]));
    }

    [Fact]
    public void Whoever_was_asked_may_answer_with_a_word_that_only_one_name_has()
    {
        Assert.Equal(1, StayPick.Hinted("the loft", Flats));
        Assert.Equal(0, StayPick.Hinted("casa", Flats));
        Assert.Null(StayPick.Hinted("casa", ["Casa Azul", "Casa Verde"]));
        Assert.Null(StayPick.Hinted("something else", Flats));
    }

    [Theory]
    [InlineData("the code is not working", "House by the Sea")]
    [InlineData("and the code please", "Sun and Sea")]
    [InlineData("open the door", "The Green Door")]
    [InlineData("I am still not in the house", "House by the Sea")]
    [InlineData("which house?", "House by the Sea")]
    [InlineData("Is there a view of the sea?", "House by the Sea")]
    [InlineData("El código de la puerta no va", "Piso con Puerta Azul")]
    [InlineData("para entrar", "Piso para Dos")]
    [InlineData("Der Code geht nicht", "Haus an der Isar")]
    [InlineData("Wo ist der Schlüssel?", "Haus an der Isar")]
    [InlineData("la porte ne s’ouvre pas", "Studio de la Porte")]
    [InlineData("Je suis dans les escaliers", "Les Jardins")]
    [InlineData("il codice per la porta", "Casa per Due")]
    public void A_small_word_or_a_word_of_doors_and_lodging_names_none(string text, string name) => Assert.Null(StayPick.Hinted(text, [name, "Loft 2"]));

    [Theory]
    [InlineData("the house", "House by the Sea")]
    [InlineData("it is the house by the sea please", "House by the Sea")]
    [InlineData("sea please", "House by the Sea")]
    [InlineData("the green one", "The Green Door")]
    [InlineData("Haus bitte", "Haus an der Isar")]
    [InlineData("Isar", "Haus an der Isar")]
    [InlineData("How do I get into the Garden?", "Garden Flat")]
    [InlineData("Der Code für die Wohnung Sonnenblick geht nicht", "Wohnung Sonnenblick 3")]
    [InlineData("el piso azul", "Piso Azul")]
    public void A_word_of_its_own_names_it_where_nothing_else_is_said(string text, string name) => Assert.Equal(0, StayPick.Hinted(text, [name, "Loft 2"]));

    [Theory]
    [InlineData("And for the other flat?")]
    [InlineData("what is the wifi in the other apartment")]
    [InlineData("¿Y para el otro piso?")]
    [InlineData("y el código del otro apartamento")]
    [InlineData("Und für die andere Wohnung?")]
    [InlineData("Et pour l’autre appartement ?")]
    [InlineData("E per l'altro appartamento?")]
    [InlineData("E para o outro apartamento?")]
    [InlineData("Peki diğer daire için?")]
    [InlineData("另一套公寓呢？")]
    [InlineData("もう一つの部屋はどうですか")]
    [InlineData("وماذا عن الشقة الأخرى؟")]
    public void The_other_one_is_understood_in_ten_languages(string text) => Assert.True(StayPick.SaysOther(text));

    [Theory]
    [InlineData("The other door does not open")]
    [InlineData("Is there another towel?")]
    [InlineData("¿Hay otra llave?")]
    [InlineData("How do I get in?")]
    public void Other_things_are_no_other_stay(string text) => Assert.False(StayPick.SaysOther(text));
}
