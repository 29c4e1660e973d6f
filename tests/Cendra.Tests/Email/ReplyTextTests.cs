using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What a guest wrote is found among what mail programs put around it, and nothing of it is lost.</summary>
public sealed class ReplyTextTests
{
    private const string Question = "Hello,\n\nmay we come at 13:00?\n\nAna";

    [Theory]
    [InlineData("On Fri, 20 Nov 2026 at 10:15, Sea View <stay@sea.test> wrote:")]
    [InlineData("On Fri, 20 Nov 2026 at 10:15, Sea View House by the Harbour\n<stay+0123456789@sea.test> wrote:")]
    [InlineData("El vie, 20 nov 2026 a las 10:15, Sea View (<stay@sea.test>) escribió:")]
    [InlineData("Am Fr., 20. Nov. 2026 um 10:15 Uhr schrieb Sea View <stay@sea.test>:")]
    [InlineData("Am 20.11.2026 um 10:15 schrieb Sea View:")]
    [InlineData("Le ven. 20 nov. 2026 à 10:15, Sea View <stay@sea.test> a écrit :")]
    [InlineData("Il giorno ven 20 nov 2026 alle ore 10:15 Sea View <stay@sea.test> ha scritto:")]
    [InlineData("Em sex., 20 de nov. de 2026 às 10:15, Sea View <stay@sea.test>\nescreveu:")]
    [InlineData("Op vr 20 nov 2026 om 10:15 schreef Sea View <stay@sea.test>:")]
    [InlineData("في الجمعة، 20 نوفمبر 2026 في 10:15 ص تمت كتابة ما يلي بواسطة كتب Sea View <stay@sea.test>:")]
    [InlineData("Sea View <stay@sea.test> 于2026年11月20日周五 10:15写道：")]
    [InlineData("пт, 20 нояб. 2026 г. в 10:15, Sea View <stay@sea.test> написал(а):")]
    [InlineData("pt., 20 lis 2026 o 10:15 Sea View <stay@sea.test> napisał(a):")]
    [InlineData("Den fre 20 nov. 2026 kl 10:15 skrev Sea View <stay@sea.test>:")]
    public void An_announced_quote_is_cut_in_every_language_whether_or_not_it_is_marked(string announcement)
    {
        Assert.Equal(Question, ReplyText.Of($"{Question}\n\n{announcement}\n\n> Your stay is soon.\n> Check-in is at 15:00.\n").Text);
        Assert.Equal(Question, ReplyText.Of($"{Question}\n\n{announcement}\n\nYour stay is soon.\nCheck-in is at 15:00.\n").Text);
        Assert.Equal(Question, ReplyText.Of($"{announcement}\n> Your stay is soon.\n> Check-in is at 15:00.\n\n{Question}").Text);
    }

    [Theory]
    [InlineData("From: Sea View <stay@sea.test>\nSent: Friday, November 20, 2026 10:15\nTo: Ana\nSubject: Your stay")]
    [InlineData("De: Sea View <stay@sea.test>\nEnviado el: viernes, 20 de noviembre de 2026 10:15\nPara: Ana\nAsunto: Su estancia")]
    [InlineData("Von: Sea View <stay@sea.test>\nGesendet: Freitag, 20. November 2026 10:15\nAn: Ana\nBetreff: Ihr Aufenthalt")]
    [InlineData("De : Sea View <stay@sea.test>\nEnvoyé : vendredi 20 novembre 2026 10:15\nÀ : Ana\nObjet : Votre séjour")]
    [InlineData("Da: Sea View <stay@sea.test>\nInviato: venerdì 20 novembre 2026 10:15\nA: Ana\nOggetto: Il soggiorno")]
    [InlineData("De: Sea View <stay@sea.test>\nEnviado: sexta-feira, 20 de novembro de 2026 10:15\nPara: Ana\nAssunto: A estadia")]
    [InlineData("Van: Sea View <stay@sea.test>\nVerzonden: vrijdag 20 november 2026 10:15\nAan: Ana\nOnderwerp: Uw verblijf")]
    [InlineData("От: Sea View <stay@sea.test>\nОтправлено: 20 ноября 2026 г. 10:15\nКому: Ana\nТема: Ваш приезд")]
    [InlineData("发件人: Sea View <stay@sea.test>\n发送时间: 2026年11月20日 10:15\n收件人: Ana\n主题: 您的住宿")]
    [InlineData("من: Sea View <stay@sea.test>\nتاريخ: 20/11/2026 10:15\nإلى: Ana\nالموضوع: إقامتك")]
    [InlineData("----- Original Message -----")]
    [InlineData("-----Ursprüngliche Nachricht-----")]
    [InlineData("-------- Mensaje original --------")]
    [InlineData("________________________________\n*From:* Sea View\n*Sent:* Friday\n*To:* Ana\n*Subject:* Your stay")]
    public void A_mail_that_a_program_copied_below_is_cut(string head) =>
        Assert.Equal(Question, ReplyText.Of($"{Question}\n\n{head}\n\nYour stay is soon.\nCheck-in is at 15:00.").Text);

    [Theory]
    [InlineData("Sent from my iPhone")]
    [InlineData("Sent from Outlook for Android<https://aka.ms/x>")]
    [InlineData("Get Outlook for iOS")]
    [InlineData("Enviado desde mi iPhone")]
    [InlineData("Von meinem iPhone gesendet")]
    [InlineData("Gesendet von Outlook für iOS")]
    [InlineData("Envoyé de mon iPhone")]
    [InlineData("Inviato da iPhone")]
    [InlineData("Enviado do meu iPhone")]
    [InlineData("Verstuurd vanaf mijn iPad")]
    [InlineData("发自我的 iPhone")]
    [InlineData("Отправлено с iPhone")]
    [InlineData("أرسلت من iPhone الخاص بي")]
    [InlineData("Sent from my Galaxy phone, please excuse typos")]
    [InlineData("-- \nAna Gómez\n+34 600 000 000")]
    public void A_signature_at_the_end_goes(string signature) => Assert.Equal(Question, ReplyText.Of($"{Question}\n\n{signature}\n").Text);

    [Theory]
    [InlineData("Sent from my bank account yesterday, did it arrive?")]
    [InlineData("Please call us.\nFrom my phone +49 170 1234567")]
    [InlineData("Llámanos, por favor.\nEnviado desde mi móvil 600 123 456")]
    [InlineData("Bitte anrufen.\nVon meinem Handy 0170/1234567")]
    [InlineData("On this day we arrive late.\nI wrote to you about it.\n\nIs that fine?")]
    [InlineData("From: the airport\nTo: your flat\nDate: 3 May\nCan you send a taxi?")]
    [InlineData("First part\n\n----------\n\nSecond part, call +49 170 1234567")]
    [InlineData("Thanks\n***\nPlease bring two towels more")]
    [InlineData("Hello\n--\nWhere do we park?")]
    [InlineData("On Monday you wrote:\nthe door is open\nbut it is not")]
    [InlineData("A > B is not what I meant\n5 > 3 neither")]
    [InlineData("Our list:\n- towels\n- cot\n\nTime: 15:00\nWho: two of us")]
    [InlineData("My question on 3 May at 10:30:\nwhere is the key?")]
    public void What_only_looks_like_a_quote_or_a_signature_stays(string text)
    {
        var reply = ReplyText.Of(text);

        Assert.Equal(text, reply.Text);
        Assert.False(reply.IsCut);
    }

    [Fact]
    public void Answers_between_quotes_stay_with_what_they_answer()
    {
        var reply = ReplyText.Of("Hello,\n\nOn Fri, 20 Nov 2026 at 10:15, Sea View <stay@sea.test> wrote:\n> How many are you?\nThree.\n> When do you come?\nAt 15:00.\n> Regards\n");

        Assert.Equal("Hello,\n\n> How many are you?\nThree.\n> When do you come?\nAt 15:00.", reply.Text);
    }

    [Theory]
    [InlineData("> only a quote\n> of two lines")]
    [InlineData("From: Sea View <stay@sea.test>\nSent: Friday\nTo: Ana\nSubject: Your stay\n\nA mail that was sent on.")]
    [InlineData("Please see my answers below.\n\nFrom: Sea View <stay@sea.test>\nSent: Friday\nTo: Ana\nSubject: Your stay\n\nHow many are you?\nThree of us!")]
    [InlineData("Ok\n--\nAll of us come by car and that is a long way from here, so\nwe are late, the children are tired, and we have nothing to eat.")]
    public void Where_cutting_would_leave_nothing_or_the_wrong_part_all_of_it_stays_and_that_is_said(string text)
    {
        var reply = ReplyText.Of(text);

        Assert.Equal(text, reply.Text);
        Assert.True(reply.MayHoldQuotes);
    }

    [Fact]
    public void Nothing_hides_in_marks_of_direction_and_in_other_line_ends() =>
        Assert.Equal("Hola\nqué tal", ReplyText.Of("Hola\rqué\u200B tal\r\n\r\n\u200FOn Fri, 20 Nov 2026 at 10:15, Sea View <stay@sea.test> wrote:\u200F\r\n> x").Text);

    [Theory]
    [InlineData("Hi\U000E0041\U000E0042 there\U000E007F", "Hi there")]
    [InlineData("Hi\U000E0101\U000E01EF there", "Hi there")]
    [InlineData("\u202EHi\u2066 there\uFEFF", "Hi there")]
    [InlineData("👨‍👩‍👧 ❤️ 🏳️‍🌈", "👨‍👩‍👧 ❤️ 🏳️‍🌈")]
    public void Letters_that_nobody_sees_are_not_read(string text, string seen) => Assert.Equal(seen, ReplyText.Of(text).Text);

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    public void Nothing_stays_nothing(string text) => Assert.Equal("", ReplyText.Of(text).Text);

    [Fact]
    public void What_is_longer_than_anybody_writes_is_shortened_and_that_is_said()
    {
        var reply = ReplyText.Of(new string('a', ReplyText.Longest + 1));

        Assert.True(reply.IsShortened);
        Assert.Equal(ReplyText.Longest, reply.Text.Length);
    }

    [Fact]
    public void It_does_not_print_what_it_holds() => Assert.DoesNotContain("secret", ReplyText.Of("secret").ToString(), StringComparison.Ordinal);
}
