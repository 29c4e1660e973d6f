using Cendra.Agent.LockOuts;
using Cendra.Knowledge.Text;
using Xunit;

namespace Cendra.Tests.Agent.LockOuts;

/// <summary>Short words from a locked door, in ten languages.</summary>
public sealed class LockOutSignsTests
{
    [Theory]
    [InlineData("Yes")]
    [InlineData("yes, thank you!")]
    [InlineData("Sí")]
    [InlineData("JA")]
    [InlineData("Oui merci")]
    [InlineData("Sì")]
    [InlineData("Sim")]
    [InlineData("EVET")]
    [InlineData("是")]
    [InlineData("はい")]
    [InlineData("نعم")]
    public void A_yes_is_a_yes(string text) => Assert.True(LockOutSigns.IsYes(FoldedText.Of(text)) && !LockOutSigns.IsNo(FoldedText.Of(text)));

    [Theory]
    [InlineData("No")]
    [InlineData("no, nothing")]
    [InlineData("Nein")]
    [InlineData("noch nicht")]
    [InlineData("Non")]
    [InlineData("NÃO")]
    [InlineData("Hayır")]
    [InlineData("否")]
    [InlineData("いいえ")]
    [InlineData("لا")]
    public void A_no_is_a_no(string text) => Assert.True(LockOutSigns.IsNo(FoldedText.Of(text)) && !LockOutSigns.IsYes(FoldedText.Of(text)));

    [Theory]
    [InlineData("We are in, thanks!")]
    [InlineData("it worked")]
    [InlineData("ok the door is open now")]
    [InlineData("Ya estamos dentro, gracias")]
    [InlineData("Se ha abierto")]
    [InlineData("Wir sind drin!")]
    [InlineData("Jetzt hat es geklappt")]
    [InlineData("Nous sommes à l'intérieur, merci")]
    [InlineData("ça a marché")]
    [InlineData("Siamo dentro")]
    [InlineData("Ha funzionato, grazie")]
    [InlineData("Já estamos dentro")]
    [InlineData("Conseguimos entrar, obrigado")]
    [InlineData("İçeri girdik, teşekkürler")]
    [InlineData("Kapı açıldı")]
    [InlineData("我们进去了")]
    [InlineData("门打开了，谢谢")]
    [InlineData("中に入れました")]
    [InlineData("ドアが開きました")]
    [InlineData("دخلنا شكرا")]
    public void Whoever_is_in_is_heard(string text) => Assert.True(LockOutSigns.IsInside(FoldedText.Of(text)), FoldedText.Of(text));

    [Theory]
    [InlineData("We are not in yet")]
    [InlineData("it never opened")]
    [InlineData("No se ha abierto")]
    [InlineData("Wir sind nicht drin")]
    [InlineData("ça n'a pas marché")]
    [InlineData("Non siamo dentro")]
    [InlineData("Não abriu")]
    [InlineData("Is the pool open?")]
    [InlineData("门打不开")]
    [InlineData("门没打开")]
    [InlineData("ドアが開きません")]
    [InlineData("الباب لا يفتح")]
    public void Whoever_is_not_in_is_not_taken_for_it(string text) => Assert.False(LockOutSigns.IsInside(FoldedText.Of(text)), FoldedText.Of(text));

    [Theory]
    [InlineData("the keypad stays dark")]
    [InlineData("There is no light on it")]
    [InlineData("no se enciende el teclado")]
    [InlineData("Das Tastenfeld leuchtet nicht")]
    [InlineData("le clavier ne s'allume pas")]
    [InlineData("la tastiera non si accende")]
    [InlineData("o teclado não acende")]
    [InlineData("ışık yok")]
    [InlineData("键盘不亮")]
    [InlineData("キーパッドが光らない")]
    [InlineData("لوحة المفاتيح لا تستجيب")]
    public void A_dark_keypad_is_heard(string text) => Assert.True(LockOutSigns.IsDark(FoldedText.Of(text)), FoldedText.Of(text));

    [Theory]
    [InlineData("It flashes red")]
    [InlineData("the code does not work")]
    [InlineData("parpadea en rojo")]
    [InlineData("Der Code funktioniert nicht")]
    [InlineData("显示红灯")]
    public void A_keypad_that_shows_life_is_not_dark(string text) => Assert.False(LockOutSigns.IsDark(FoldedText.Of(text)), FoldedText.Of(text));
}
