using Cendra.Agent.Language;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>The language of a guest is told from little, and where nothing shows it the conversation keeps its own.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("ok")]
    [InlineData("4821")]
    [InlineData("👍")]
    [InlineData("wifi?")]
    [InlineData("[[typed]]")]
    [InlineData("")]
    [InlineData("https://example.org/the/door")]
    public void A_text_that_shows_no_language_keeps_the_one_before(string text) => Assert.Equal("de", Languages.Of(text, "de"));

    [Theory]
    [InlineData("Come si entra nella casa?")]
    [InlineData("Não consigo entrar no apartamento")]
    [InlineData("门锁打不开")]
    [InlineData("Как мне войти?")]
    [InlineData("كيف أدخل؟")]
    public void A_language_that_is_not_answered_in_is_called_other(string text) => Assert.Equal(Languages.Other, Languages.Of(text, "en"));

    [Theory]
    [InlineData("Guten Abend! Wir sind heute etwas später dran und kommen erst gegen elf.", "de")]
    [InlineData("Bonsoir, nous aurons un peu de retard à cause du train.", "fr")]
    [InlineData("Nuestro vuelo se ha retrasado y llegaremos hacia medianoche.", "es")]
    [InlineData("Our flight is delayed, expect us around midnight.", "en")]
    public void A_sentence_shows_its_language(string text, string language) => Assert.Equal(language, Languages.Of(text, ""));

    [Fact]
    public void The_last_line_that_shows_a_language_decides_and_then_the_conversation()
    {
        Assert.Equal("es", Languages.ForReply(new GuestWorld { Language = "de" }.Writes("how do I get in", "perdona, ¿cómo entro?", "ok")));
        Assert.Equal("de", Languages.ForReply(new GuestWorld { Language = "de-AT" }.Writes("4821")));
        Assert.Equal("fr", Languages.ForReply(new GuestWorld { Language = "fr" }.Writes("门锁打不开")));
        Assert.Equal("en", Languages.ForReply(new GuestWorld { Language = "zh" }.Writes("门锁打不开")));
    }

    [SharedDataFact]
    public void Sentences_that_others_collected_are_told_apart()
    {
        foreach (var language in Languages.Supported)
        {
            var lines = File.ReadAllLines(SharedData.PathTo("agent", "lid", $"{language}.sentences.txt")).Where(l => l.Trim().Length > 0).ToList();
            var right = lines.Count(l => Languages.Of(l, "") == language);
            Assert.True(right >= lines.Count * 0.9, $"{language}: {right} of {lines.Count}");
        }
    }
}
