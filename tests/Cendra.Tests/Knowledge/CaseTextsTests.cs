using Cendra.Domain.Access;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Candidates;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Knowledge;

/// <summary>What is kept of a guest's words as a test case belongs to nobody: no digit in any dress, no name, no number, no address.</summary>
public sealed class CaseTextsTests
{
    private static readonly string[] Names = ["María-José García", "Casa Sol", "Marta Puig", "王小明"];

    [Theory]
    [InlineData("en", "Hi Marta, this is maria jose. Is there a pool?", "Is there a pool?")]
    [InlineData("en", "Can my husband Pedro use the pool?", "Can my husband (name) use the pool?")]
    [InlineData("en", "My name is pedro, where do I park?", "where do I park?")]
    [InlineData("es", "Hola, soy María García. ¿Hay piscina en Casa Sol?", "¿Hay piscina en (name)?")]
    [InlineData("de", "Mein Name ist Jonas, gibt es einen Parkplatz?", "gibt es einen Parkplatz?")]
    [InlineData("zh", "我叫小明，王小明，停车场在哪里？", "停车场在哪里?")]
    [InlineData("en", "Is the WiFi down? My TV too.", "Is the WiFi down? My TV too.")]
    public void Names_go_and_the_question_stays(string language, string text, string stays)
    {
        var clean = CaseTexts.Clean(text, language, Names);
        Assert.Contains(stays, clean, StringComparison.Ordinal);
        Assert.All(new[] { "maria", "María", "García", "Marta", "Pedro", "pedro", "Jonas", "小明" }, name => Assert.DoesNotContain(name, clean, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "I'm Jonas Weber, where do we park?", "where do we park?")]
    [InlineData("es", "Soy Jonas Weber, ¿dónde aparcamos?", "¿dónde aparcamos?")]
    [InlineData("fr", "Je suis Jonas Weber, où peut-on se garer ?", "où peut-on se garer ?")]
    [InlineData("de", "Ich bin Jonas Weber, wo parken wir?", "wo parken wir?")]
    [InlineData("de", "Hier spricht Jonas Weber. Wo parken wir?", "Wo parken wir?")]
    [InlineData("de", "hier ist die Jonas, wo parken wir?", "wo parken wir?")]
    [InlineData("de", "Wo parken wir? Viele Grüße, Jonas Weber", "Wo parken wir?")]
    [InlineData("de", "Hello, I am Jonas Weber, where do we park?", "where do we park?")]
    [InlineData("de", "Buenas, soy Jonas Weber. ¿Dónde aparcamos?", "¿Dónde aparcamos?")]
    [InlineData("it", "Sono Jonas Weber, dove si parcheggia?", "dove si parcheggia?")]
    [InlineData("pt", "Sou o Jonas Weber, onde estacionamos?", "onde estacionamos?")]
    [InlineData("tr", "Ben Jonas Weber, nereye park edelim?", "nereye park edelim?")]
    [InlineData("zh", "我是李伟，停车场在哪里？", "停车场在哪里?")]
    [InlineData("zh", "你好，我是Jonas Weber，停车场在哪里？", "停车场在哪里?")]
    [InlineData("ja", "佐藤健です。駐車場はどこですか？", "駐車場はどこですか?")]
    [InlineData("ja", "こんにちは、佐藤健と申します。駐車場はどこですか？", "駐車場はどこですか?")]
    [InlineData("ar", "مرحبا، أنا خالد العلي، أين نوقف السيارة؟", "أين نوقف السيارة؟")]
    public void Names_that_no_booking_knows_go_with_the_words_that_introduce_them(string language, string text, string stays)
    {
        var clean = CaseTexts.Clean(text, language, Names);
        Assert.Contains(stays, clean, StringComparison.Ordinal);
        Assert.All(new[] { "Jonas", "Weber", "李伟", "佐藤", "خالد", "العلي" }, name => Assert.DoesNotContain(name, clean, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de", "Ich bin vor der Tür, und hier ist es dunkel.")]
    [InlineData("de", "Hier ist WLAN sehr langsam.")]
    [InlineData("es", "Soy vegetariano, ¿hay tiendas?")]
    [InlineData("zh", "我是说停车场在哪里?")]
    [InlineData("ar", "أنا أمام الباب، أين نوقف السيارة؟")]
    public void Words_that_introduce_nobody_stay(string language, string text) => Assert.Equal(text, CaseTexts.Clean(text, language, Names));

    [Theory]
    [InlineData("Call me on +34 600 111 222 please", "600")]
    [InlineData("My flight is IB3412, we land at 15:40", "3412")]
    [InlineData("We are 4 and pay 120 €", "120")]
    [InlineData("It is room 4B on floor ３", "4")]
    [InlineData("Write to ana.ruiz@example.org", "@")]
    [InlineData("My code ٤٨٢٩١٣ does not work", "٤")]
    [InlineData("My code is 4-8-2-9-1-3", "8")]
    [InlineData("[[typed]] does not work", "[[")]
    public void No_digit_no_number_and_no_address_is_left(string text, string gone)
    {
        var clean = CaseTexts.Clean(text, "en", []);
        Assert.DoesNotContain(gone, clean, StringComparison.Ordinal);
        Assert.DoesNotContain(clean.EnumerateRunes(), System.Text.Rune.IsNumber);
    }

    [Theory]
    [InlineData("four eight two nine one three")]
    [InlineData("María-José García")]
    [InlineData("482913")]
    public async Task Where_nothing_may_be_kept_nothing_is(string text)
    {
        await using var world = await CandidateWorld.CreateAsync();
        Assert.Equal("", await world.ReadAsync(db => world.Database.Get<CaseTexts>().CleanAsync(db, text, "en", Names, CancellationToken.None)));
    }

    [Fact]
    public async Task A_secret_of_the_house_is_never_kept_and_a_pin_in_no_dress()
    {
        await using var world = await CandidateWorld.CreateAsync();
        await world.Database.SaveAsync(new PropertySecret { Id = world.Database.Ids.Next(), PropertyId = world.CasaId, Name = "wifi", Sealed = world.Database.Get<SecretVault>().Seal("Blaumeise-im-Garten") });
        Assert.Equal("", await world.ReadAsync(db => world.Database.Get<CaseTexts>().CleanAsync(db, "is it blaumeise or Blaumeise-im-Garten ?", "de", [], CancellationToken.None)));
        var scan = new PinScan("482913");
        foreach (var dress in new[] { "the code is 482913.", "4 8 2 9 1 3", "482-913", "319284", "４８２９１３", "٤٨٢٩١٣", "NDgyOTEz" })
        {
            scan.AssertAbsentFromTexts([await world.ReadAsync(db => world.Database.Get<CaseTexts>().CleanAsync(db, dress, "en", [], CancellationToken.None))]);
        }
    }
}
