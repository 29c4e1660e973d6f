using System.Globalization;
using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Agent.Rules;
using Cendra.Domain.Conversations;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>What guests write is read as what they mean.</summary>
public sealed class PhraseTests
{
    public static TheoryData<string, string, string> Table()
    {
        var table = new TheoryData<string, string, string>();
        foreach (var (language, meant, text) in GuestPhrases.All)
        {
            table.Add(language, meant, text);
        }

        return table;
    }

    [Fact]
    public void The_table_holds_thirty_phrases_a_language()
    {
        var languages = GuestPhrases.All.GroupBy(p => p.Language).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(["de", "en", "es", "fr"], languages.Keys.Order());
        Assert.All(languages.Values, count => Assert.True(count >= 30));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_phrase_is_read_as_it_is_meant(string language, string meant, string text)
    {
        Assert.Contains(language, Languages.Supported);
        Assert.Equal(meant, Read(Asked.In(new GuestWorld().Writes(text))));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_phrase_is_never_taken_for_another_language(string language, string meant, string text) =>
        Assert.True(Languages.Of(text, language) == language, $"{meant}: {Languages.Of(text, language)} instead of {language}: {text}");

    [Theory]
    [InlineData("🔑❓", "access")]
    [InlineData("🎉🎉", "thanks")]
    [InlineData("ＣＯＤＥ　ＤＯＥＳＮ＇Ｔ　ＷＯＲＫ", "trouble")]
    [InlineData("Thanks! But the code doesn't work", "trouble")]
    [InlineData("the c\u200bode doesn’t work", "trouble")]
    [InlineData("EL CÓDIGO NO FUNCIONA", "trouble")]
    [InlineData("?", "none")]
    public void Emoji_case_accents_and_invisible_signs_change_nothing(string text, string meant) => Assert.Equal(meant, Read(Asked.In(new GuestWorld().Writes(text))));

    /// <summary>Who says of digits that they open nothing names no door and stands at one.</summary>
    [Theory]
    [InlineData("I type {0} and it does not open")]
    [InlineData("Marco {0} y no se abre")]
    [InlineData("Estamos en la puerta. Marco {0} y no se abre")]
    [InlineData("Ich tippe {0} und es geht nicht auf")]
    [InlineData("Je tape {0} et ça ne s'ouvre pas")]
    [InlineData("Digito {0} e non si apre")]
    [InlineData("Marco {0} e não abre")]
    [InlineData("{0} yazıyorum, açılmıyor")]
    [InlineData("我输入{0}，打不开")]
    [InlineData("{0}と入力しても開かない")]
    [InlineData("اكتب {0} ولا يفتح")]
    public void Digits_that_open_nothing_are_a_locked_door(string text)
    {
        Assert.Equal("trouble", Read(Asked.In(Typing(text, "[[typed]]", TypedCode.NoMatch))));
        Assert.Equal("trouble", Read(Asked.In(Typing(text, "[[typed]]", TypedCode.Match))));
        Assert.Equal("trouble", Read(Asked.In(Typing(text, "[[typed]]", TypedCode.None))));
        Assert.Equal("trouble", Read(Asked.In(Typing(text, "730914", TypedCode.None))));
    }

    [Theory]
    [InlineData("I enter {0} but nothing happens")]
    [InlineData("Pongo {0} y da error")]
    [InlineData("Ich gebe {0} ein, aber das funktioniert nicht")]
    [InlineData("Je fais {0} et rien ne se passe")]
    [InlineData("Metto {0} ma non funziona")]
    [InlineData("Coloco {0} e não funciona")]
    [InlineData("{0} giriyorum ama olmuyor")]
    [InlineData("我输入{0}，没反应")]
    [InlineData("{0}を押しても反応がない")]
    [InlineData("ادخل {0} ولا يعمل")]
    public void Digits_of_a_door_that_do_nothing_are_a_locked_door(string text) => Assert.Equal("trouble", Read(Asked.In(Typing(text, "[[typed]]", TypedCode.NoMatch))));

    [Theory]
    [InlineData("No se abre")]
    [InlineData("Non si apre!")]
    [InlineData("Não abre")]
    [InlineData("Geht nicht auf")]
    [InlineData("打不开")]
    public void It_does_not_open_alone_is_said_of_the_door(string text) => Assert.Equal("trouble", Read(Asked.In(new GuestWorld().Writes(text))));

    [Theory]
    [InlineData("The bottle of wine that you left for us does not open")]
    [InlineData("La ventana del dormitorio no se abre")]
    [InlineData("Pool not open")]
    [InlineData("La maleta no abre")]
    [InlineData("行李箱打不开")]
    [InlineData("Our booking is 730914. The shop on the corner never opens on Mondays, does it?")]
    [InlineData("Is 730914 the number of the tram?")]
    public void What_else_does_not_open_is_no_door(string text) => Assert.NotEqual("trouble", Read(Asked.In(new GuestWorld().Writes(text))));

    private static GuestTurn Typing(string text, string digits, TypedCode typed) => new GuestWorld().Typed(typed, string.Format(CultureInfo.InvariantCulture, text, digits));

    private static string Read(Asked asked) =>
        asked.SafetyKey is not null ? "safety" : asked.NeedsNoAnswer ? "thanks" : asked.ShutOut ? "trouble" : asked.WantsPerson ? "person" : asked.Access ? "access" : "none";
}
