using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Said;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Whoever asks in one of the ten languages is answered in it, with times as it writes them.</summary>
public sealed class RepliesInTenLanguagesTests : IDisposable
{
    private readonly AnswersWorld _world = new();

    [Theory]
    [InlineData("en", "How do I get in?", "Monday 23 November, 16:00")]
    [InlineData("es", "¿Cómo entro?", "lunes 23 de noviembre, 16:00")]
    [InlineData("fr", "Comment entrer ?", "lundi 23 novembre, 16:00")]
    [InlineData("de", "Wie komme ich rein?", "Montag, 23. November, 16:00 Uhr")]
    [InlineData("it", "Come si entra nella casa?", "lunedì 23 novembre, 16:00")]
    [InlineData("pt", "Como entramos no prédio?", "segunda-feira, 23 de novembro, 16:00")]
    [InlineData("tr", "Binaya nasıl gireceğiz?", "23 Kasım Pazartesi, 16:00")]
    [InlineData("zh", "请问怎么开门？", "11月23日星期一 16:00")]
    [InlineData("ja", "どうやって入りますか？", "11月23日(月) 16:00")]
    [InlineData("ar", "كيف ندخل المبنى؟", "\u2068الاثنين 23 نوفمبر، 16:00\u2069")]
    public async Task The_way_in_is_told_in_the_language_of_the_question(string language, string text, string time)
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(text));
        Assert.Equal(language, reply.Language);
        Assert.StartsWith(_world.Get<PromptShelf>().Book(BasicReplies.Book).Text(language, "entry").Raw.Split('\n')[0], reply.Text, StringComparison.Ordinal);
        Assert.Contains(time, reply.Text, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("it", "Il codice non funziona")]
    [InlineData("pt", "O código não funciona")]
    [InlineData("tr", "Kod çalışmıyor, kapı açılmıyor")]
    [InlineData("zh", "门锁打不开")]
    [InlineData("ja", "ドアが開きません")]
    [InlineData("ar", "الباب لا يفتح")]
    public async Task Whoever_stands_outside_is_helped_and_a_person_is_paged_at_once(string language, string text)
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(1)).Writes(text));
        Assert.Equal(language, reply.Language);
        Assert.Equal((HandoverReason.LockedOut, EscalationPriority.P0), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Contains(_world.Get<PromptShelf>().Book(BasicReplies.Book).Text(language, "host-called").Raw, reply.Text, StringComparison.Ordinal);
    }

    /// <summary>What leaves is read once more for times and codes that do not hold: a right reply in any language must pass there.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task No_right_reply_is_held_for_what_it_says(string language)
    {
        var facts = new SaidFacts { CheckIn = new TimeOnly(16, 0), CheckOut = new TimeOnly(11, 0), CodeUntil = new TimeOnly(11, 30) };
        var shut = Trouble[language];
        foreach (var (hours, text) in new[] { (-80.0, shut), (-2.5, shut), (1, shut), (-0.5, Way[language]), (-80, Way[language]) })
        {
            var guest = new GuestWorld { Language = language }.WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(hours));
            var reply = await _world.AnswerAsync(guest.Writes(text));
            Assert.Equal(language, reply.Language);
            var said = SaidText.Of(reply.Text);
            Assert.Empty(SaidCheck.Of(said, SpokenCodes.Of(said, digits => digits), facts));
        }
    }

    public static TheoryData<string> All => [.. Languages.Supported];

    private static readonly Dictionary<string, string> Trouble = new()
    {
        ["en"] = "The door does not open", ["es"] = "La puerta no se abre", ["fr"] = "La porte ne s'ouvre pas", ["de"] = "Die Tür geht nicht auf", ["it"] = "La porta non si apre", ["pt"] = "A porta não abre",
        ["tr"] = "Kapı açılmıyor", ["zh"] = "门打不开", ["ja"] = "ドアが開きません", ["ar"] = "الباب لا يفتح",
    };

    private static readonly Dictionary<string, string> Way = new()
    {
        ["en"] = "How do I get in?", ["es"] = "¿Cómo entro?", ["fr"] = "Comment entrer ?", ["de"] = "Wie komme ich rein?", ["it"] = "Come si entra nella casa?", ["pt"] = "Como entramos no prédio?",
        ["tr"] = "Binaya nasıl gireceğiz?", ["zh"] = "请问怎么开门？", ["ja"] = "どうやって入りますか？", ["ar"] = "كيف ندخل المبنى؟",
    };

    /// <summary>A line that is nothing but an isolate has no direction of its own, and a token's digits are isolated where they are put in.</summary>
    [Fact]
    public async Task In_Arabic_what_stands_inside_a_sentence_is_isolated_and_what_stands_alone_is_not()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("كيف ندخل المبنى؟"));
        Assert.Contains("رمزك: [[code:", reply.Text, StringComparison.Ordinal);
        Assert.Contains("\u2068Barcelona\u2069", reply.Text, StringComparison.Ordinal);
        Assert.Contains("\nCarrer de la Princesa 21\n", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u2068\u2068", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u2068', (await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("how do I get in?"))).Text);
    }

    public void Dispose() => _world.Dispose();
}
