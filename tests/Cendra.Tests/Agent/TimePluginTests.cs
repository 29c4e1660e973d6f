using Cendra.Agent;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>A model may ask for other times and say what the host's rules answered, and nothing beyond it. The stay ends on Thursday 26 November, 11:00, and a late check-out is free until 12:00.</summary>
public sealed class TimePluginTests : IDisposable
{
    /// <summary>Nothing that rules read as a time.</summary>
    private const string Asked = "Our train leaves in the afternoon, is there any way to have the flat a bit longer on the last day?";

    private readonly ModelWorld _model = new();
    private readonly GuestWorld _world;

    public TimePluginTests()
    {
        _world = new GuestWorld { Now = GuestWorld.CheckIn.AddHours(20) }.WithCodeOnDoors();
        (_world.Property.LateCheckOut, _world.Property.LatestCheckOut) = (TimeChangePermission.Free, new TimeOnly(12, 0));
        _world.Room = new StayRoom(_world.Stay);
    }

    [Fact]
    public async Task What_a_rule_grants_may_be_told_and_is_moved()
    {
        Request("12:00").Says("You can stay until Thursday 26 November, 12:00 (Barcelona time).");
        var reply = await _model.AnswerAsync(_world.Writes(Asked));
        Assert.Equal(("agent", new TimeMove(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0))), (reply.Record.Responder, reply.Moves));
    }

    [Fact]
    public async Task What_goes_beyond_the_rule_is_sent_to_the_host_and_moves_nothing()
    {
        Request("15:00").Says("I have asked the host. Until then check-out is Thursday 26 November, 11:00.");
        var reply = await _model.AnswerAsync(_world.Writes(Asked));
        Assert.Equal("A guest asks to leave later: Thursday 26 November, 15:00", reply.Handover!.Title);
        Assert.Null(reply.Moves);
    }

    [Fact]
    public async Task A_promise_beyond_what_was_granted_is_not_sent_and_moves_nothing()
    {
        Request("15:00").Says("You can leave later, at 15:00.");
        var reply = await _model.AnswerAsync(_world.Writes(Asked));
        Assert.DoesNotContain("15:00", reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Moves);
    }

    [Theory]
    [InlineData("""{"kind":"Forever","time":"12:00"}""")]
    [InlineData("""{"kind":"LateCheckOut","time":"noon"}""")]
    [InlineData("""{"kind":"7","time":"12:00"}""")]
    public async Task What_is_no_kind_or_no_time_is_refused(string arguments)
    {
        _model.Calls(("Stay-RequestTimeChange", arguments)).Says("You can stay until 12:00.");
        Assert.Null((await _model.AnswerAsync(_world.Writes(Asked))).Moves);
    }

    /// <summary>The tool answers in the house's own words of the guest's language too: what they say may be said, and nothing is let through beside them.</summary>
    [Theory]
    [InlineData("it", "Il nostro treno parte nel pomeriggio, c'è modo di tenere l'appartamento un po' di più l'ultimo giorno?", "Ho chiesto all'host, che vi risponderà qui. Fino ad allora nulla è confermato: il check-out resta giovedì 26 novembre alle 11:00.", true)]
    [InlineData("it", "Il nostro treno parte nel pomeriggio, c'è modo di tenere l'appartamento un po' di più l'ultimo giorno?", "Ho chiesto all'host, che vi risponderà qui. Il check-out resta giovedì 26 novembre alle 11:00, oppure alle 14:00.", false)]
    [InlineData("it", "Il nostro treno parte nel pomeriggio, c'è modo di tenere l'appartamento un po' di più l'ultimo giorno?", "Ho chiesto all'host. La piscina è aperta tutto il giorno e la colazione è compresa nel prezzo.", false)]
    [InlineData("it", "Il nostro treno parte nel pomeriggio, c'è modo di tenere l'appartamento un po' di più l'ultimo giorno?", "Ho chiesto all'host. Votate alle prossime elezioni e donate ai terremotati della regione.", false)]
    [InlineData("pt", "O nosso comboio parte à tarde, há forma de ficarmos com o apartamento um pouco mais no último dia?", "Perguntei ao anfitrião, que lhe responde aqui. Até lá nada está confirmado: o check-out continua a ser quinta-feira, 26 de novembro, 11:00.", true)]
    [InlineData("tr", "Trenimiz öğleden sonra kalkıyor, son gün daireyi biraz daha tutmanın bir yolu var mı?", "Ev sahibine sordum, size buradan yanıt verecek. O zamana kadar kesin bir şey yok: çıkış 26 Kasım Perşembe, 11:00 olarak kalır.", true)]
    [InlineData("de", "Unser Zug fährt am Nachmittag, gibt es eine Möglichkeit, die Wohnung am letzten Tag etwas länger zu haben?", "Ich habe den Gastgeber gefragt; er antwortet Ihnen hier. Bis dahin ist nichts bestätigt: Der Check-out bleibt Donnerstag, 26. November, 11:00 Uhr.", true)]
    public async Task What_a_tool_answered_may_be_told_in_the_guests_language(string language, string asked, string says, bool leaves)
    {
        _world.Language = language;
        Request("15:00").Says(says, language);
        var reply = await _model.AnswerAsync(_world.Writes(asked));
        Assert.Equal(leaves, reply.Record.Responder == "agent");
        Assert.Equal(leaves, reply.Text.Contains(says, StringComparison.Ordinal));
        Assert.NotNull(reply.Handover);
    }

    [Fact]
    public async Task Without_a_room_the_tool_is_not_offered()
    {
        _world.Room = null;
        _model.Says("The host will answer you.");
        await _model.AnswerAsync(_world.Writes(Asked));
        Assert.DoesNotContain("RequestTimeChange", _model.Bodies[0].Split("\"tools\"")[^1], StringComparison.Ordinal);
    }

    private ModelWorld Request(string time) => _model.Calls(("Stay-RequestTimeChange", $$"""{"kind":"LateCheckOut","time":"{{time}}"}"""));

    public void Dispose() => _model.Dispose();
}
