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
    [InlineData("Как мне войти?")]
    [InlineData("Πώς μπαίνω;")]
    [InlineData("איך נכנסים?")]
    [InlineData("문이 안 열려요")]
    [InlineData("ประตูเปิดไม่ได้")]
    [InlineData("چطور وارد شوم؟ کد کار نمی‌کند")]
    [InlineData("Hoe komen wij binnen? De deur gaat niet open.")]
    public void A_language_that_is_not_answered_in_is_called_other(string text) => Assert.Equal(Languages.Other, Languages.Of(text, "en"));

    [Theory]
    [InlineData("Guten Abend! Wir sind heute etwas später dran und kommen erst gegen elf.", "de")]
    [InlineData("Bonsoir, nous aurons un peu de retard à cause du train.", "fr")]
    [InlineData("Nuestro vuelo se ha retrasado y llegaremos hacia medianoche.", "es")]
    [InlineData("Our flight is delayed, expect us around midnight.", "en")]
    [InlineData("Il nostro volo è in ritardo, arriveremo verso mezzanotte.", "it")]
    [InlineData("O nosso voo está atrasado, chegamos por volta da meia-noite.", "pt")]
    [InlineData("Uçağımız rötar yaptı, gece yarısına doğru geleceğiz.", "tr")]
    [InlineData("我们的航班延误了，大概半夜到。", "zh")]
    [InlineData("飛行機が遅れていて、着くのは真夜中ごろになります。", "ja")]
    [InlineData("تأخرت رحلتنا وسنصل حوالي منتصف الليل.", "ar")]
    [InlineData("门锁打不开", "zh")]
    [InlineData("كيف أدخل؟", "ar")]
    [InlineData("Wi-Fiのパスワードは?", "ja")]
    [InlineData("Check-in几点?", "zh")]
    [InlineData("Kapı açılmıyor", "tr")]
    [InlineData("la porta non si apre", "it")]
    [InlineData("a porta não abre", "pt")]
    [InlineData("The sign says 新宿区西新宿, is that the right street?", "en")]
    public void A_sentence_shows_its_language(string text, string language) => Assert.Equal(language, Languages.Of(text, ""));

    [Fact]
    public void The_last_line_that_shows_a_language_decides_and_then_the_conversation()
    {
        Assert.Equal("es", Languages.ForReply(new GuestWorld { Language = "de" }.Writes("how do I get in", "perdona, ¿cómo entro?", "ok")));
        Assert.Equal("de", Languages.ForReply(new GuestWorld { Language = "de-AT" }.Writes("4821")));
        Assert.Equal("zh", Languages.ForReply(new GuestWorld { Language = "fr" }.Writes("门锁打不开")));
        Assert.Equal("fr", Languages.ForReply(new GuestWorld { Language = "fr" }.Writes("дверь не открывается")));
        Assert.Equal("en", Languages.ForReply(new GuestWorld { Language = "ru" }.Writes("дверь не открывается")));
    }

    [Fact]
    public void A_few_signs_that_Chinese_and_Japanese_share_are_read_in_the_language_before()
    {
        Assert.Equal("ja", Languages.Of("住所", "ja"));
        Assert.Equal("zh", Languages.Of("住所", "zh"));
        Assert.Equal("zh", Languages.Of("住所", ""));
        Assert.Equal("zh", Languages.Of("门锁打不开怎么办", "ja"));
    }

    [Theory]
    [InlineData("+81312345678", "ja")]
    [InlineData("+4915112345678", "de")]
    [InlineData("+5511912345678", "pt")]
    [InlineData("+97150123456", "ar")]
    [InlineData("+17875551234", "es")]
    [InlineData("+12125551234", "en")]
    [InlineData("+41441234567", "en")]
    [InlineData("", "en")]
    public void Where_nothing_else_shows_a_language_the_country_of_the_telephone_does(string phone, string language)
    {
        var guest = new GuestWorld();
        guest.Stay.Reservation!.GuestPhone = phone;
        Assert.Equal(language, Languages.ForReply(guest.Writes("ok")));
        guest.Language = "fr";
        Assert.Equal("fr", Languages.ForReply(guest.Writes("ok")));
    }
}
