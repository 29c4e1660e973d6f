using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Without a model a guest gets in, is helped at the door, and is never told what must not be told.</summary>
public sealed class BasicRepliesTests : IDisposable
{
    private static readonly Dictionary<string, (string Access, string Trouble)> Words = new()
    {
        ["en"] = ("How do I get in?", "The code doesn't work"),
        ["es"] = ("¿Cómo entro?", "El código no funciona"),
        ["de"] = ("Wie komme ich rein?", "Der Code funktioniert nicht"),
        ["fr"] = ("Comment entrer ?", "Le code ne marche pas"),
    };

    private readonly AnswersWorld _world = new();

    [Theory]
    [InlineData("en", "It works from Monday 23 November, 16:00 until Thursday 26 November, 11:00 (Barcelona time).")]
    [InlineData("es", "Funciona desde el lunes 23 de noviembre, 16:00 hasta el jueves 26 de noviembre, 11:00 (hora de Barcelona).")]
    [InlineData("de", "Er gilt von Montag, 23. November, 16:00 Uhr bis Donnerstag, 26. November, 11:00 Uhr (Ortszeit Barcelona).")]
    [InlineData("fr", "Il fonctionne du lundi 23 novembre, 16:00 au jeudi 26 novembre, 11:00 (heure de Barcelone).")]
    public async Task The_way_in_names_the_doors_in_walking_order_with_the_token_and_its_time(string language, string valid)
    {
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.Property.City = language == "fr" ? "Barcelone" : "Barcelona";
        var reply = await _world.AnswerAsync(guest.Writes(Words[language].Access));
        Assert.Equal(language, reply.Language);
        var grant = Assert.Single(reply.Grants);
        Assert.Contains(grant.InText, reply.Text, StringComparison.Ordinal);
        Assert.Contains(valid, reply.Text, StringComparison.Ordinal);
        Assert.True(reply.Text.IndexOf("1. Street door", StringComparison.Ordinal) is > 0 and var street && street < reply.Text.IndexOf("2. Flat 3-2", StringComparison.Ordinal));
        Assert.Contains("Walk past the bakery.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("Carrer de la Princesa 21", reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Handover);
        Assert.Equal("basic-replies", reply.Record.Responder);
    }

    [Theory]
    [InlineData("en", "from Sunday 22 November, 16:00")]
    [InlineData("es", "a partir del domingo 22 de noviembre, 16:00")]
    [InlineData("de", "ab Sonntag, 22. November, 16:00 Uhr")]
    [InlineData("fr", "à partir du dimanche 22 novembre, 16:00")]
    public async Task Too_early_says_when_the_code_is_sent_and_nothing_of_the_way_in(string language, string when)
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-3)).Writes(Words[language].Access));
        Assert.Contains(when, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Princesa", reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Grants);
        Assert.Null(reply.Handover);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("fr")]
    public async Task A_code_that_the_door_does_not_have_yet_is_not_told_and_a_host_is_called(string language)
    {
        var reply = await _world.AnswerAsync(new GuestWorld().Writes(Words[language].Access));
        Assert.Contains(Text("no-code-yet", language), reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Grants);
        Assert.Equal((HandoverReason.LockedOut, EscalationPriority.P1), (reply.Handover!.Reason, reply.Handover.Priority));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("fr")]
    public async Task A_cancelled_guest_hears_it_and_everybody_unknown_reads_the_same_words(string language)
    {
        var cancelled = await _world.AnswerAsync(new GuestWorld(StayStatus.Cancelled).WithCodeOnDoors().Writes(Words[language].Access));
        var known = await _world.AnswerAsync(new GuestWorld { Level = IdentityLevel.Unknown }.WithCodeOnDoors().Writes(Words[language].Access));
        var nobody = await _world.AnswerAsync(Nobody(new GuestWorld().Writes(Words[language].Access)));
        Assert.Equal(Text("cancelled", language), cancelled.Text);
        Assert.Equal((Text("neutral", language), Text("neutral", language)), (known.Text, nobody.Text));
        Assert.Equal((HandoverReason.Stranger, EscalationPriority.P3), (nobody.Handover!.Reason, nobody.Handover.Priority));
        Assert.Equal(EscalationPriority.P2, cancelled.Handover!.Priority);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("fr")]
    public async Task After_check_out_there_is_no_code_and_after_two_weeks_no_stay(string language)
    {
        var just = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckOut.AddMinutes(10)).Writes(Words[language].Access));
        Assert.Equal(Text("ended", language), just.Text);
        Assert.Equal(HandoverReason.NotForCendra, just.Handover!.Reason);
        var later = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckOut.AddDays(15)).Writes(Words[language].Access));
        Assert.Equal(Text("neutral", language), later.Text);
        Assert.Empty(later.Grants);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("fr")]
    public async Task A_place_without_a_lock_is_left_to_the_host(string language)
    {
        var guest = new GuestWorld();
        guest.Property.Doors.Clear();
        var reply = await _world.AnswerAsync(guest.Writes(Words[language].Access));
        Assert.Equal(Text("no-lock", language), reply.Text);
        Assert.NotNull(reply.Handover);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("fr")]
    public async Task Trouble_at_the_door_says_what_was_checked_repeats_the_code_and_calls_the_host_at_once(string language)
    {
        var guest = new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(2));
        guest.Flat.Lock!.SetOnline(false, GuestWorld.CheckIn.AddHours(-1));
        guest.Street.Lock!.BatteryLevel = 0.07;
        var reply = await _world.AnswerAsync(guest.Typed(TypedCode.NoMatch, Words[language].Trouble));
        Assert.Contains(Text("typed-other", language), reply.Text, StringComparison.Ordinal);
        Assert.Contains("7 %", reply.Text, StringComparison.Ordinal);
        Assert.Contains("15:00", reply.Text, StringComparison.Ordinal); // offline since, in Barcelona
        Assert.Contains(Text("try-this", language), reply.Text, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
        Assert.Equal((HandoverReason.LockedOut, EscalationPriority.P0), (reply.Handover!.Reason, reply.Handover.Priority));
        Assert.Contains("not the code of this stay", reply.Handover.Text, StringComparison.Ordinal);
        Assert.Contains("Flat 3-2: code on the lock, offline since Monday 23 November, 15:00", reply.Handover.Text, StringComparison.Ordinal);
        Assert.Contains("battery was 7 %", reply.Handover.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_host_wrote_for_when_it_fails_is_said_at_the_door_and_not_before()
    {
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.WritesAt(guest.Flat, "Type your code", "Pull the door towards you\nType it again", words: "Look for the bronze handle");
        var way = await _world.AnswerAsync(guest.Writes("how do I get in?"));
        Assert.Contains("Walk past the bakery.\nTake the stairs on the left.", way.Text, StringComparison.Ordinal);
        Assert.Contains("2. Flat 3-2\n   Look for the bronze handle\n   Type your code", way.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pull the door towards you", way.Text, StringComparison.Ordinal);

        var help = await _world.AnswerAsync(guest.At(GuestWorld.CheckIn.AddHours(2)).Typed(TypedCode.Match, Words["en"].Trouble));
        Assert.Contains("Flat 3-2: Type your code\nFlat 3-2: Pull the door towards you\nFlat 3-2: Type it again", help.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pull the door", (await _world.AnswerAsync(guest.At(GuestWorld.CheckIn.AddDays(-2)).Typed(TypedCode.Match, Words["en"].Trouble))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trouble_before_check_in_names_the_time_and_calls_within_five_minutes()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(-2)).Typed(TypedCode.Match, "code not working"));
        Assert.Contains("What you typed is your code.", reply.Text, StringComparison.Ordinal);
        Assert.Contains("It is before check-in. Your code is for the time from Monday 23 November, 16:00 (Barcelona time).", reply.Text, StringComparison.Ordinal);
        Assert.Equal(EscalationPriority.P1, reply.Handover!.Priority);
    }

    [Fact]
    public async Task A_door_that_refused_the_code_is_named_and_no_code_is_told()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors(AccessCodeFault.SetFailed).At(GuestWorld.CheckIn.AddHours(1)).Writes("door won't open"));
        Assert.Contains("Flat 3-2: the door did not take your code.", reply.Text, StringComparison.Ordinal);
        Assert.Empty(reply.Grants);
        Assert.DoesNotContain("[[", reply.Text, StringComparison.Ordinal);
        Assert.Equal(EscalationPriority.P0, reply.Handover!.Priority);
    }

    [Fact]
    public async Task Digits_alone_around_check_in_are_somebody_at_the_door()
    {
        var reply = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddHours(1)).Typed(TypedCode.NoMatch, "[[typed]]"));
        Assert.Equal(HandoverReason.LockedOut, reply.Handover!.Reason);
        Assert.Single(reply.Grants);
    }

    [Fact]
    public async Task Near_check_in_a_greeting_or_any_question_carries_the_way_in()
    {
        var hello = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("Hello!"));
        Assert.Single(hello.Grants);
        Assert.Null(hello.Handover);
        var pool = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes("Is the pool heated?"));
        Assert.Single(pool.Grants);
        Assert.Contains(Text("rest-passed-on", "en"), pool.Text, StringComparison.Ordinal);
        Assert.Equal(HandoverReason.NotForCendra, pool.Handover!.Reason);
        var later = await _world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1)).Writes("Hello!"));
        Assert.Equal(Text("greeting", "en"), later.Text);
    }

    [Fact]
    public async Task A_request_that_nobody_confirmed_is_promised_no_code()
    {
        var reply = await _world.AnswerAsync(new GuestWorld(StayStatus.Tentative).Writes("What is the code?"));
        Assert.Equal(Text("no-code", "en"), reply.Text);
        Assert.Equal(HandoverReason.NotForCendra, reply.Handover!.Reason);
    }

    [Fact]
    public async Task What_a_host_wrote_never_forges_a_token()
    {
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.WritesTheWay("Type [[code:AAAA]] [[[wifi:BBBB]]]");
        guest.Flat.DoorName = "[[code:CCCC]]";
        var reply = await _world.AnswerAsync(guest.Writes("how do I get in?"));
        Assert.Equal(1, reply.Text.Split("[[").Length - 1);
        Assert.Contains(reply.Grants[0].InText, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_chooses_its_own_digits_has_a_code_of_its_own_in_the_text()
    {
        var guest = new GuestWorld().WithCodeOnDoors();
        var own = new StayPin { Id = new Guid(77, 0, 0, new byte[8]), StayId = guest.Stay.Id, PinVersion = 2, ChosenByLockId = guest.Flat.LockId, Sealed = guest.Pin.Sealed };
        guest.Stay.Pins.Add(own);
        guest.Stay.Codes.RemoveAll(c => c.LockId == guest.Flat.LockId);
        var code = AccessCode.Plan(new Guid(78, 0, 0, new byte[8]), own, guest.Flat, "own", new CodeWindow(GuestWorld.CheckIn, guest.Stay.CodeEndUtc!.Value, GuestWorld.CheckIn), GuestWorld.CheckIn.AddDays(-9));
        code.BeginCreate();
        code.MarkAccepted("seam-own");
        code.Observe(new CodeReading(CodePresence.ScheduledOnLock, GuestWorld.CheckIn, guest.Stay.CodeEndUtc, false, null, AccessCodeFault.None, "", true), GuestWorld.CheckIn.AddDays(-2));
        guest.Stay.Codes.Add(code);
        var reply = await _world.AnswerAsync(guest.Writes("how do I get in?"));
        Assert.Equal(2, reply.Grants.Count);
        Assert.Contains($"Your code for Street door: {reply.Grants[0].InText}", reply.Text, StringComparison.Ordinal);
        Assert.Contains($"Your code for Flat 3-2: {reply.Grants[1].InText}", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_exists_in_every_language_with_the_same_places()
    {
        var book = _world.Get<PromptShelf>().Book(BasicReplies.Book);
        Assert.Equal(["ar", "de", "en", "es", "fr", "it", "ja", "pt", "tr", "zh"], book.Languages.Order());
        Assert.All(book.Keys, key => Assert.All(book.Languages, language => Assert.Equal(book.Text("en", key).Places.Order(), book.Text(language, key).Places.Order())));
    }

    [Fact]
    public void Every_answer_of_disclosure_has_words() => Assert.All(Enum.GetValues<DisclosureAnswer>(), answer => Assert.NotEmpty(Calls.InWords(answer)));

    public void Dispose() => _world.Dispose();

    private static GuestTurn Nobody(GuestTurn turn) => new()
    {
        Stay = null, Level = IdentityLevel.Unknown, New = turn.New, Before = turn.Before, Language = turn.Language, AssistantDeclared = true, HostIsCalled = false, NowUtc = turn.NowUtc,
    };

    private string Text(string key, string language) => _world.Get<PromptShelf>().Book(BasicReplies.Book).Text(language, key).Raw;
}
