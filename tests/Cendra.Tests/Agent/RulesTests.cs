using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>What is settled before anybody is asked: danger, thanks, a person wanted, what cannot be read, and the words about being an assistant.</summary>
public sealed class RulesTests : IDisposable
{
    private readonly AnswersWorld _world = new();

    [Theory]
    [InlineData("It smells like gas", "en", "safety-gas")]
    [InlineData("Huele a gas en la cocina", "es", "safety-gas")]
    [InlineData("Es brennt!", "de", "safety-fire")]
    [InlineData("Fire! Loft 2", "en", "safety-fire")]
    [InlineData("There is smoke in the kitchen!", "en", "safety-fire")]
    [InlineData("Feuer! Bitte kommen Sie schnell", "de", "safety-fire")]
    [InlineData("Il y a une inondation, de l'eau partout", "fr", "safety-flood")]
    [InlineData("Someone is breaking in, and the code doesn't work", "en", "safety-intruder")]
    [InlineData("necesito una ambulancia", "es", "safety-medical")]
    [InlineData("My baby is locked in the room", "en", "safety-child")]
    [InlineData("C'è una fuga di gas", "it", "safety-gas")]
    [InlineData("O detector de monóxido disparou", "pt", "safety-gas")]
    [InlineData("Mutfakta yangın çıktı", "tr", "safety-fire")]
    [InlineData("有人在撬门，门也打不开", "zh", "safety-intruder")]
    [InlineData("救急車を呼んでください", "ja", "safety-medical")]
    [InlineData("ابني محبوس في الحمام", "ar", "safety-child")]
    public async Task Danger_is_answered_word_for_word_and_calls_at_once(string text, string language, string key)
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(text));
        Assert.Equal(Text(key, language).Replace("{{emergency}}", language == "ar" ? "\u2068112\u2069" : "112", StringComparison.Ordinal), reply.Text);
        Assert.True(reply.IsSafety);
        Assert.Equal((HandoverReason.Safety, EscalationPriority.P0), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Empty(reply.Grants);
    }

    [Theory]
    [InlineData("America/New_York", "There is a fire in the kitchen", "call 911.")]
    [InlineData("Asia/Tokyo", "台所が火事です", "119 に電話")]
    [InlineData("Asia/Tokyo", "泥棒が入りました", "110 に電話")]
    [InlineData("Etc/UTC", "Huele a gas", "llama al 112 o al número de emergencias local.")]
    public async Task Danger_is_told_the_number_that_holds_where_the_property_lies(string zone, string text, string said)
    {
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.Property.TimeZoneId = zone;
        Assert.Contains(said, (await _world.AnswerAsync(guest.Writes(text))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_to_somebody_unknown_or_cancelled_is_answered_all_the_same()
    {
        Assert.True((await _world.AnswerAsync(new GuestWorld { Level = IdentityLevel.Unknown }.Writes("there is a fire in the kitchen"))).IsSafety);
        Assert.True((await _world.AnswerAsync(new GuestWorld(StayStatus.Cancelled).Writes("there is a fire in the kitchen"))).IsSafety);
    }

    [Theory]
    [InlineData("Is it allowed to smoke in the garden?")]
    [InlineData("Can we smoke on the balcony?")]
    [InlineData("How do we make a fire in the stove?")]
    [InlineData("Is there a smoke detector in the kitchen?")]
    [InlineData("Where is the fire extinguisher?")]
    [InlineData("Wo darf man Rauchen?")]
    public async Task Words_that_only_sound_like_fire_are_no_danger(string text) => Assert.False((await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(text))).IsSafety);

    [Theory]
    [InlineData("Thanks!")]
    [InlineData("👍")]
    [InlineData("ok")]
    [InlineData("Merci beaucoup !")]
    public async Task Thanks_are_not_answered_not_even_near_check_in(string text)
    {
        var reply = await _world.AnswerAsync(new GuestWorld { AssistantDeclared = false }.WithCodeOnDoors().Writes(text));
        Assert.Equal(("", null, false), (reply.Text, reply.Handover, reply.DeclaresAssistant));
    }

    [Fact]
    public async Task Thanks_with_a_question_are_answered()
    {
        Assert.NotEmpty((await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("Thanks!", "and what is the address?"))).Grants);
        Assert.NotEmpty((await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("ok?"))).Text);
    }

    [Theory]
    [InlineData("PERSON", "en")]
    [InlineData("quiero hablar con una persona", "es")]
    [InlineData("MENSCH", "de")]
    [InlineData("HUMAIN", "fr")]
    [InlineData("PERSONA", "it")]
    [InlineData("PESSOA", "pt")]
    [InlineData("YETKİLİ", "tr")]
    [InlineData("人工", "zh")]
    [InlineData("担当者", "ja")]
    [InlineData("شخص", "ar")]
    public async Task Who_wants_a_person_gets_one(string text, string language)
    {
        var reply = await _world.AnswerAsync(new GuestWorld { Language = language }.Writes(text));
        Assert.Equal(Text("person", language), reply.Text);
        Assert.Equal((HandoverReason.PersonWanted, EscalationPriority.P2), (reply.Handover!.Reason, reply.Handover.Priority));
    }

    [Fact]
    public async Task Who_stands_outside_and_wants_a_person_is_helped_at_the_door_first()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(1)).Writes("The code doesn't work, call me"));
        Assert.Equal((HandoverReason.LockedOut, EscalationPriority.P0), (reply.Handover!.Reason, reply.Handover.Priority));
    }

    [Theory]
    [InlineData("audio/ogg", 1, true)]
    [InlineData("image/jpeg", -2, true)]
    [InlineData("image/jpeg", -30, false)]
    public async Task A_recording_or_picture_is_asked_for_in_words_and_pages_around_check_in(string attachment, int hours, bool pages)
    {
        var reply = await _world.AnswerAsync(new GuestWorld { Language = "de" }.WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(hours)).Sends(attachment));
        Assert.StartsWith(Text("type-please", "de"), reply.Text, StringComparison.Ordinal);
        Assert.Equal(pages ? EscalationPriority.P1 : null, reply.Handover?.Priority);
    }

    [Fact]
    public async Task A_picture_beside_words_is_answered_by_the_words_and_said_to_be_unread()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Sends("image/jpeg", "how do I get in?"));
        Assert.Single(reply.Grants);
        Assert.EndsWith(Text("cannot-open", "en"), reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_position_from_the_street_gets_the_way_in() =>
        Assert.Single((await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Sends("location"))).Grants);

    [Fact]
    public async Task What_nobody_here_knows_is_passed_on_and_said_so()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1)).Writes("¿Cuál es la clave del wifi?"));
        Assert.Equal(Text("passed-on", "es"), reply.Text);
        Assert.Equal((HandoverReason.NotForCendra, EscalationPriority.P2), (reply.Handover!.Reason, reply.Handover.Priority));
    }

    [Theory]
    [InlineData("how do I get in?", "PERSON")]
    [InlineData("¿Cómo entro?", "PERSONA")]
    [InlineData("Wie komme ich rein?", "MENSCH")]
    [InlineData("Comment entrer ?", "HUMAIN")]
    [InlineData("Come si entra nella casa?", "PERSONA")]
    [InlineData("Como entramos no prédio?", "PESSOA")]
    [InlineData("Binaya nasıl gireceğiz?", "YETKİLİ yazın")]
    [InlineData("怎么进门？", "“人工”。")]
    [InlineData("どうやって入りますか？", "「担当者」と送ってください。")]
    [InlineData("كيف ندخل؟", "شخص")]
    [InlineData("smell of gas", "PERSON")]
    public async Task The_first_answer_says_that_it_is_an_assistant_and_how_to_reach_a_person(string text, string word)
    {
        var reply = await _world.AnswerAsync(new GuestWorld { AssistantDeclared = false }.WithCodeOnDoors().Writes(text));
        Assert.True(reply.DeclaresAssistant);
        Assert.EndsWith(word, reply.Text.TrimEnd('.'), StringComparison.Ordinal);
        Assert.False((await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(text))).DeclaresAssistant);
    }

    [Fact]
    public async Task A_stranger_is_not_answered_twice_within_the_hour()
    {
        var guest = new GuestWorld { Level = IdentityLevel.Unknown };
        guest.SaidBefore(MessageAuthor.Agent, (await _world.AnswerAsync(guest.Writes("how do I get in?"))).Text);
        var again = await _world.AnswerAsync(guest.Writes("What is the code?"));
        Assert.Equal(("", HandoverReason.Stranger), (again.Text, again.Handover!.Reason));
    }

    [Fact]
    public async Task Without_its_texts_the_turn_still_ends_with_a_human_called()
    {
        using var world = new AnswersWorld(new Dictionary<string, string?> { ["Prompts:Folder"] = Path.Combine(AppContext.BaseDirectory, "no-such-folder") });
        var reply = await world.AnswerAsync(new GuestWorld().Writes("how do I get in?"));
        Assert.Equal(("", HandoverReason.NoSafeAnswer), (reply.Text, reply.Handover!.Reason));
    }

    public void Dispose() => _world.Dispose();

    private string Text(string key, string language) => _world.Get<PromptShelf>().Book(BasicReplies.Book).Text(language, key).Raw;
}
