using Cendra.Agent.Guardrails;
using Cendra.Agent.Plugins;
using Cendra.Knowledge.Text;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>What a model may not write is found in every language that it may write in, and what it may write is let through.</summary>
public sealed class ChecksInTenLanguagesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("The code is four eight two one")]
    [InlineData("El código es cuatro, ocho, dos, uno")]
    [InlineData("Le code est quatre huit deux un")]
    [InlineData("Der Code ist vier acht zwei eins")]
    [InlineData("Il codice è quattro otto due uno")]
    [InlineData("Il codice è quattro, poi otto, poi due e infine uno")]
    [InlineData("O código é quatro oito dois um, nove")]
    [InlineData("Kod dört sekiz iki bir")]
    [InlineData("Kod kırk sekiz yirmi bir")]
    [InlineData("密码是四八二一")]
    [InlineData("密码是４８２１")]
    [InlineData("コードは四八二一です")]
    [InlineData("الرمز أربعة ثمانية اثنان واحد")]
    [InlineData("الرمز ثمانية وأربعون واحد وعشرون")]
    [InlineData("الرمز ٤٨٢١")]
    [InlineData("Your code: 4️⃣8️⃣2️⃣1️⃣")]
    [InlineData("Your code: 🔟🔟")]
    [InlineData("Your code: ④⑧②①")]
    public void A_made_up_code_is_found_however_it_is_written(string text) => Assert.True(DigitCheck.FindsCode(text, "", Now));

    [Theory]
    [InlineData("Il check-in è lunedì 23 novembre 2026, 16:00, al quinto piano.")]
    [InlineData("Você e mais uma pessoa podem entrar às 16h00, um momento.")]
    [InlineData("Pazartesi 23 Kasım saat 16:00, bir veya iki dakika bekleyin.")]
    [InlineData("入住时间是11月23日星期一16:00，请在一楼等一下。")]
    [InlineData("チェックインは11月23日(月) 16:00です。一階でお待ちください。")]
    [InlineData("تسجيل الوصول يوم الاثنين 23 نوفمبر، 16:00، في الطابق الثاني.")]
    [InlineData("Please put it on 12 plates. I am bin man on duty at 16:00.")]
    public void Dates_times_and_small_numbers_are_no_code(string text) => Assert.False(DigitCheck.FindsCode(text, "", Now));

    /// <summary>What hides a code is kept from a model; a message that only counts people and nights is not.</summary>
    [Theory]
    [InlineData("我们一行四人，周六下午三点到，住两晚，要两把钥匙", false)]
    [InlineData("大人二人と子供一人、三泊四日でお願いします", false)]
    [InlineData("密码四八二一不行", true)]
    [InlineData("the code ④⑧②① is wrong", true)]
    public void Only_a_row_of_signs_for_numbers_hides_a_code(string text, bool hides) => Assert.Equal(hides, PlainDigits.HoldsDisguise(text));

    [Theory]
    [InlineData("Puoi entrare alle 12")]
    [InlineData("Puoi entrare a mezzogiorno")]
    [InlineData("Pode entrar às 12h")]
    [InlineData("Pode entrar ao meio-dia")]
    [InlineData("Saat 12'de girebilirsiniz")]
    [InlineData("您可以12点入住")]
    [InlineData("您可以中午入住")]
    [InlineData("12時にチェックインできます")]
    [InlineData("正午にチェックインできます")]
    [InlineData("يمكنك الدخول الساعة 12")]
    [InlineData("يمكنك الدخول الظهر")]
    public void A_time_that_nobody_told_is_found(string text)
    {
        Assert.True(ClockCheck.FindsUntoldTime(text, "Check-in: Monday 23 November, 16:00"));
        Assert.False(ClockCheck.FindsUntoldTime(text, "Check-in: Monday 23 November, 12:00"));
    }

    [Theory]
    [InlineData("下午4点入住")]
    [InlineData("入住时间是16点")]
    [InlineData("午後4時からチェックインです")]
    [InlineData("16時00分からです")]
    [InlineData("تسجيل الوصول الساعة 4 مساءً")]
    [InlineData("Il check-in è dalle 16")]
    [InlineData("O check-in é a partir das 16h")]
    [InlineData("Giriş saat 16'da")]
    public void A_time_that_was_told_may_be_said_in_any_words(string text) => Assert.False(ClockCheck.FindsUntoldTime(text, "Check-in: Monday 23 November, 16:00"));

    [Theory]
    [InlineData("Ti rimborseremo la notte")]
    [InlineData("Ho avvisato l'host")]
    [InlineData("Ho cambiato il codice")]
    [InlineData("Puoi arrivare prima, va bene")]
    [InlineData("Ho controllato la serratura")]
    [InlineData("Vamos reembolsar a noite")]
    [InlineData("Avisei o anfitrião")]
    [InlineData("Enviei um novo código")]
    [InlineData("Pode entrar mais cedo")]
    [InlineData("Verifiquei a fechadura")]
    [InlineData("Paranızı iade edeceğiz")]
    [InlineData("Ev sahibine haber verdim")]
    [InlineData("Kapıyı açtım")]
    [InlineData("Daha erken gelebilirsiniz")]
    [InlineData("Kilidi kontrol ettim")]
    [InlineData("我们会退款给您")]
    [InlineData("我已通知房东")]
    [InlineData("我已重置密码")]
    [InlineData("您可以提前入住")]
    [InlineData("我检查了门锁")]
    [InlineData("返金いたします")]
    [InlineData("ホストに伝えました")]
    [InlineData("新しいコードを送信しました")]
    [InlineData("早めにチェックインできます")]
    [InlineData("錠を確認しました")]
    [InlineData("سنعيد لك المبلغ كتعويض")]
    [InlineData("أبلغت المضيف")]
    [InlineData("أرسلت رمز جديد")]
    [InlineData("يمكنك الوصول مبكرًا")]
    [InlineData("فحصت القفل")]
    public void A_promise_that_no_deed_stands_behind_is_found(string text) => Assert.NotNull(PromiseCheck.Of(text, new HashSet<Deed>()));

    [Theory]
    [InlineData("Il Wi-Fi si chiama CasaBorn. La colazione è dalle 8 alle 10.")]
    [InlineData("O lixo fica no pátio, à direita da porta.")]
    [InlineData("Çöp kutusu avluda, kapının sağında.")]
    [InlineData("垃圾桶在院子里，大门右边。")]
    [InlineData("ゴミ箱は中庭、ドアの右側にあります。")]
    [InlineData("صندوق القمامة في الفناء على يمين الباب.")]
    public void What_promises_nothing_is_let_through(string text) => Assert.Null(PromiseCheck.Of(text, new HashSet<Deed>()));
}
