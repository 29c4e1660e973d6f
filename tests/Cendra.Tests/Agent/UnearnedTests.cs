using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Whoever writes from the address of a booking that is not confirmed or is cancelled hears that, and a host is called. To everybody else nothing of it is said, and who advertises gets no answer.</summary>
public sealed class UnearnedTests : IDisposable
{
    private const string AtTheDoor = "Hello, we're standing at the door. How do we get in?";

    private static readonly ModeDecision Off = new(AnswerMode.Off, "A person answers at this property.");
    private readonly AnswersWorld _answers = new();

    [Theory]
    [InlineData(AtTheDoor, -1, "LockedOut", "P1")]
    [InlineData(AtTheDoor, 5, "LockedOut", "P1")]
    [InlineData("The door does not open", 1, "LockedOut", "P1")]
    [InlineData(AtTheDoor, -48, "NotForCendra", "P2")]
    [InlineData("Is there a pool?", 1, "NotForCendra", "P2")]
    [InlineData("Thank you, see you! Can you recommend a restaurant?", -20, "NotForCendra", "P2")]
    public async Task A_guest_whose_booking_is_not_confirmed_hears_that_and_a_host_is_called(string text, int hours, string reason, string priority)
    {
        var world = new GuestWorld(StayStatus.Tentative) { Now = GuestWorld.CheckIn.AddHours(hours) };
        var reply = await _answers.AnswerAsync(world.WritesOfNoStay(isOnFile: true, text));
        Assert.Equal(Text("not-confirmed", "en"), reply.Text);
        Assert.Equal((reason, priority), (reply.Handover!.Reason.ToString(), reply.Handover.Priority.ToString()));
        Assert.Empty(reply.Grants);
        Assert.Equal(reply.Text, _answers.Answers.WithoutModel(world.WritesOfNoStay(isOnFile: true, text)).Text);
        Assert.Equal(reply.Text, _answers.Answers.InEveryMode(world.WritesOfNoStay(isOnFile: true, text), Off)!.Text);
    }

    [Theory]
    [InlineData("We are at the flat now, what is the door code please?", "en")]
    [InlineData("Estamos en la puerta, ¿cuál es el código?", "es")]
    [InlineData("Die Tür geht nicht auf", "de")]
    [InlineData("Siamo davanti al portone, qual è il codice?", "it")]
    public async Task A_cancelled_guest_hears_that_there_is_no_code_and_a_host_is_called_by_day(string text, string language)
    {
        var reply = await _answers.AnswerAsync(new GuestWorld(StayStatus.Cancelled) { Now = GuestWorld.CheckIn.AddHours(1) }.WritesOfNoStay(isOnFile: true, text));
        Assert.Equal(Text("cancelled", language), reply.Text);
        Assert.Equal((HandoverReason.NotForCendra, EscalationPriority.P2), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Empty(reply.Grants);
    }

    [Fact]
    public async Task A_stay_that_is_cancelled_while_the_answer_is_written_is_answered_the_same()
    {
        var reply = await _answers.AnswerAsync(new GuestWorld(StayStatus.Cancelled) { Now = GuestWorld.CheckIn.AddHours(1) }.WithCodeOnDoors().Writes(AtTheDoor));
        Assert.Equal(Text("cancelled", "en"), reply.Text);
        Assert.Equal(EscalationPriority.P2, reply.Handover!.Priority);
        Assert.Empty(reply.Grants);
    }

    [Fact]
    public async Task It_is_said_a_few_times_within_the_hour_and_a_host_stays_called()
    {
        var world = new GuestWorld(StayStatus.Cancelled) { Now = GuestWorld.CheckIn.AddHours(1) };
        for (var i = 0; i < 4; i++)
        {
            world.SaidBefore(MessageAuthor.Template, Text("cancelled", "en"));
        }

        var reply = await _answers.AnswerAsync(world.WritesOfNoStay(isOnFile: true, AtTheDoor));
        Assert.Equal(("", EscalationPriority.P2), (reply.Text, reply.Handover!.Priority));
    }

    [Theory]
    [InlineData(StayStatus.Tentative)]
    [InlineData(StayStatus.Cancelled)]
    public async Task To_an_address_that_is_not_on_file_nothing_of_it_is_said(StayStatus status)
    {
        var reply = await _answers.AnswerAsync(new GuestWorld(status) { Now = GuestWorld.CheckIn.AddHours(1) }.WritesOfNoStay(isOnFile: false, AtTheDoor));
        Assert.Equal(Text("neutral", "en"), reply.Text);
        Assert.Equal((HandoverReason.Stranger, EscalationPriority.P3), (reply.Handover!.Reason, reply.Handover.Priority));
    }

    [Theory]
    [InlineData("🔥 SUMMER SALE 🔥 Up to 70% off all designer sunglasses, today only! Shop now: https://cheap-shades.example/deal")]
    [InlineData("¡REBAJAS! Hasta 50% de descuento, solo hoy. Compra ahora en https://tienda.example")]
    [InlineData("Großer Ausverkauf: 40 % Rabatt auf alles, nur heute! Jetzt kaufen: www.laden.example.de")]
    [InlineData("SOLDES -60% sur tout le site ! Profitez en vite : https://boutique.example/promo")]
    [InlineData("Offerta speciale, sconto del 30% solo oggi! Acquista su https://negozio.example")]
    [InlineData("Promoção: 20% de desconto só hoje! Compre em https://loja.example")]
    [InlineData("Büyük indirim! %50 fırsat, hemen tıkla https://magaza.example")]
    [InlineData("限时优惠！全场5折，点击 https://dian.example")]
    [InlineData("本日限り！全品30％割引セール https://mise.example")]
    [InlineData("خصم 50% على كل شيء، تسوق الآن https://souq.example")]
    public async Task Advertising_of_somebody_unknown_is_not_answered_and_stands_in_the_daily_list(string text)
    {
        var reply = await _answers.AnswerAsync(new GuestWorld().WritesOfNoStay(isOnFile: false, Strangers.Readable(text)));
        Assert.Equal(("", "Somebody unknown advertises", EscalationPriority.P3), (reply.Text, reply.Handover!.Title, reply.Handover.Priority));
    }

    [Theory]
    [InlineData("Hello, I saw your flat on https://rooms.example. Is the 10% discount still on, and can I book now?")]
    [InlineData("I have a voucher for 20% off, what is the code of the door?")]
    [InlineData("Hi, this is Maria, I have a new number. I booked the deal on https://rooms.example")]
    [InlineData("Order now")]
    public async Task Somebody_who_asks_is_not_taken_for_an_advertiser(string text)
    {
        var reply = await _answers.AnswerAsync(new GuestWorld().WritesOfNoStay(isOnFile: false, Strangers.Readable(text)));
        Assert.StartsWith(Text("neutral", "en"), reply.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _answers.Dispose();

    private string Text(string key, string language) => _answers.Get<PromptShelf>().Book(BasicReplies.Book).Text(language, key).Raw;
}
