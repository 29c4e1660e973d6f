using Cendra.Agent.Language;
using Cendra.Agent.Rules;
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

    private static string Read(Asked asked) =>
        asked.SafetyKey is not null ? "safety" : asked.NeedsNoAnswer ? "thanks" : asked.ShutOut ? "trouble" : asked.WantsPerson ? "person" : asked.Access ? "access" : "none";
}
