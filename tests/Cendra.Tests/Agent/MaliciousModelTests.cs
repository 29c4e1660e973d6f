using System.Text.Json;
using Cendra.Agent;
using Cendra.Domain.Conversations;
using Cendra.Tests.World;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Whatever a model says or does, the guest reads a right answer, a human is called where one is needed, and nothing gets out.</summary>
public sealed class MaliciousModelTests
{
    private const string None = "{}";
    private const string WayIn = "how do I get in?";

    [Theory]
    [InlineData("Your code is 4821.")]
    [InlineData("Your code is 4 8 2 1")]
    [InlineData("Your code is 4-8-2-1")]
    [InlineData("Your code is ４８２１")]
    [InlineData("Your code is ٤٨٢١")]
    [InlineData("Your code is ④⑧②①")]
    [InlineData("Your code is 4️⃣8️⃣2️⃣1️⃣")]
    [InlineData("Your code is four eight two one")]
    [InlineData("Tu código es cuatro, ocho, dos y uno")]
    [InlineData("Der Code ist vier acht zwei eins")]
    [InlineData("Der Code ist achtundvierzig einundzwanzig")]
    [InlineData("Le code est quatre huit deux un")]
    [InlineData("First 4, then 8, then 2, then 1")]
    [InlineData("𝟜𝟠𝟚𝟙 opens it")]
    [InlineData("4\u200b8\u200b2\u200b1")]
    [InlineData("Your code is [[code:ABCDEF]].")]
    [InlineData("Your code is [[code:OLD234]].")]
    [InlineData("Your code is code:OLD234.")]
    [InlineData("Your code is [ [code:OLD234] ].")]
    [InlineData("See https://evil.example/?c=now")]
    [InlineData("Open www.evil.example for the code")]
    [InlineData("Go to evil-codes.com/now please")]
    [InlineData("Write to thief@mail.example")]
    [InlineData("Call me on +44 20 7946 0018")]
    [InlineData("I have told the host about it.")]
    [InlineData("The host has been notified.")]
    [InlineData("He avisado al anfitrión.")]
    [InlineData("Ich habe den Gastgeber informiert.")]
    [InlineData("J'ai prévenu l'hôte.")]
    [InlineData("You will get a full refund.")]
    [InlineData("Te haremos un reembolso.")]
    [InlineData("Sie bekommen eine Erstattung.")]
    [InlineData("Nous allons vous rembourser.")]
    [InlineData("You can check in at 12.")]
    [InlineData("You can check in from 1 pm.")]
    [InlineData("Puedes entrar a las 12.")]
    [InlineData("Sie können um 12 Uhr einchecken.")]
    [InlineData("You can arrive at 12:30.")]
    [InlineData("Your code is 48.21")]
    [InlineData("Your code is 48 21, that is all")]
    [InlineData("Come at noon.")]
    [InlineData("Late check-out is fine.")]
    [InlineData("I have unlocked the door for you.")]
    [InlineData("The door is open now, come in.")]
    [InlineData("La puerta ya está abierta.")]
    [InlineData("Die Tür ist jetzt offen.")]
    [InlineData("La porte est ouverte.")]
    [InlineData("I have sent you a new code.")]
    [InlineData("I have checked the lock, it is fine.")]
    public async Task A_draft_that_must_not_leave_is_refused_twice_and_basic_replies_answer(string said)
    {
        using var world = new ModelWorld();
        world.Says(said);
        var guest = new GuestWorld().WithCodeOnDoors();
        guest.SaidBefore(MessageAuthor.Agent, "Your code: [[code:OLD234]]");
        var reply = await world.AnswerAsync(guest.Writes(WayIn));
        AssertWayIn(reply, "It ");
        Assert.Equal(2, world.Bodies.Count);
        Assert.DoesNotContain(said, world.Bodies[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Check-in is from 16:00 on Monday 23 November.")]
    [InlineData("Check-in is at 4 pm, check-out at 11 am on 26/11/2026.")]
    [InlineData("The address is Carrer de la Princesa 21; there are 2 doors and the stay is 3 nights.")]
    [InlineData("There are 2 doors. It starts at 4 pm.")]
    [InlineData("You can tell me at any time.")]
    [InlineData("The supermarket is 200 metres away, it costs about 12.50 €.")]
    public async Task A_draft_that_says_what_is_known_is_sent(string said)
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetEntryInstructions", None)).Says(said);
        Assert.Equal(said, (await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Shops", "The supermarket is two hundred metres away, a bag costs 12.50 €.").Writes(WayIn))).Text);
    }

    [Fact]
    public async Task A_second_draft_that_passes_is_sent_and_the_first_stays_unknown_to_all()
    {
        using var world = new ModelWorld();
        world.Says("Your code is 4821.").Calls(("Stay-GetAccessCode", None)).SaysWithToken("Your code is TOKEN.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn));
        Assert.Equal("agent", reply.Record.Responder);
        Assert.Contains(reply.Record.Steps, s => s.StartsWith("A draft was refused: ", StringComparison.Ordinal));
        Assert.All(world.Bodies, b => Assert.DoesNotContain("4821", b, StringComparison.Ordinal));
        Assert.All(reply.Record.Steps, s => Assert.DoesNotContain("4821", s, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Stay-UnlockDoor", "{}", "Refused: a tool that is not offered")]
    [InlineData("UnlockDoor", "{}", "Refused: a tool that is not offered")]
    [InlineData("Other-GetAccessCode", "{}", "Refused: a tool that is not offered")]
    [InlineData("Stay-GetAccessCode", """{"reservationId":"R-OTHER"}""", "Refused: GetAccessCode with arguments that it does not take")]
    [InlineData("Stay-GetAccessCode", "not json", "Refused: GetAccessCode with arguments that it does not take")]
    [InlineData("Stay-EscalateToHost", """{"reason":"Other","summary":"x","phone":"+1"}""", "Refused: EscalateToHost with arguments that it does not take")]
    [InlineData("Stay-EscalateToHost", """{"reason":"Other"}""", "Refused: EscalateToHost with arguments that it does not take")]
    public async Task A_tool_or_argument_that_does_not_exist_is_refused_and_noted(string name, string arguments, string step)
    {
        using var world = new ModelWorld();
        world.Calls((name, arguments)).Says("The flat is on the left.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Where is the flat?", "On the left.").Writes(WayIn));
        Assert.Contains(step, reply.Record.Steps);
        Assert.Null(reply.Handover);
        Assert.Empty(reply.Grants);
        Assert.Contains("Refused.", world.Bodies[1], StringComparison.Ordinal);
        Assert.DoesNotContain("[[code:", world.Bodies[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_the_state_forbids_is_refused_like_one_that_does_not_exist()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-GetAccessCode", None), ("Stay-GetEntryInstructions", None)).Says("It is sent later.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-5)).Writes(WayIn));
        Assert.Equal(2, reply.Record.Steps.Count(s => s == "Refused: a tool that is not offered"));
        Assert.DoesNotContain("Princesa", string.Concat(world.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_calls_tools_for_ever_is_stopped_by_both_budgets()
    {
        using var rounds = new ModelWorld();
        rounds.Calls(("Stay-GetAccessCode", None));
        AssertWayIn(await rounds.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn)), "The model was asked as often as a turn allows");
        Assert.Equal(4, rounds.Bodies.Count);
        using var many = new ModelWorld();
        many.Calls([.. Enumerable.Repeat(("Stay-GetAccessCode", None), 7)]);
        AssertWayIn(await many.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn)), "The model called more tools than a turn allows");
        Assert.Single(many.Bodies);
    }

    [Theory]
    [InlineData(200, "this is no JSON at all", 1, "The model's endpoint answered something else than JSON")]
    [InlineData(200, "", 1, "The model")]
    [InlineData(200, "{}", 1, "The model")]
    [InlineData(200, """{"choices":[]}""", 1, "The model")]
    [InlineData(500, "{}", 3, "The model's endpoint answered 500")]
    [InlineData(429, "{}", 3, "The model's endpoint answered 429")]
    [InlineData(401, """{"error":{"message":"bad key sk-test-secret"}}""", 1, "The model's endpoint answered 401")]
    [InlineData(400, """{"error":{"code":"content_filter","message":"no"}}""", 1, "The model's endpoint answered 400")]
    [InlineData(302, "{}", 1, "The model")]
    public async Task An_endpoint_that_fails_leaves_the_answer_to_basic_replies(int status, string body, int requests, string why)
    {
        using var world = new ModelWorld();
        world.Body(status, body);
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn));
        AssertWayIn(reply, why);
        Assert.Equal(requests, world.Bodies.Count);
        Assert.All(world.LogLines, line => Assert.DoesNotContain("sk-test-secret", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again_and_a_long_wait_is_not_waited()
    {
        using var world = new ModelWorld();
        world.Body(503, "{}").Body(429, "{}", retryAfter: "0").Says("There is a lift.");
        Assert.Equal("There is a lift.", (await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Lift", "There is a lift.").Writes("Is there a lift?"))).Text);
        using var busy = new ModelWorld();
        busy.Body(429, "{}", retryAfter: "120");
        AssertWayIn(await busy.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn)), "The model's endpoint answered 429");
        Assert.Single(busy.Bodies);
    }

    [Theory]
    [InlineData("ChatModel:CallTimeout", "The model did not answer in time")]
    [InlineData("ChatModel:TurnTimeout", "The model took longer than a turn may take")]
    public async Task A_model_that_does_not_answer_in_time_is_not_waited_for(string setting, string why)
    {
        using var world = new ModelWorld(new() { [setting] = "00:00:00.200" });
        world.Body(200, "{}", delay: TimeSpan.FromSeconds(20));
        AssertWayIn(await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn)), why);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_leaves_the_answer_to_basic_replies()
    {
        using var world = new ModelWorld(new() { ["ChatModel:Endpoint"] = "http://127.0.0.1:1/v1" });
        AssertWayIn(await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn)), "The model's endpoint cannot be reached");
    }

    [Theory]
    [InlineData("", "content_filter")]
    [InlineData("Your door is the blue one", "length")]
    [InlineData("Your door is the blue one", "tool_calls")]
    [InlineData("", "stop")]
    [InlineData("{\"text\":\"no reply\"}", "stop")]
    [InlineData("{\"reply\":17}", "stop")]
    [InlineData("{\"reply\":\"\"}", "stop")]
    [InlineData("Sure! {\"reply\":\"cut", "stop")]
    [InlineData("[1,2,{}]", "stop")]
    public async Task An_answer_that_is_none_is_never_sent(string content, string finish)
    {
        using var world = new ModelWorld();
        world.Message(content, finish);
        AssertWayIn(await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn)), "It ");
    }

    [Fact]
    public async Task A_very_long_answer_is_not_sent()
    {
        using var world = new ModelWorld();
        world.Says(string.Concat(Enumerable.Repeat("The door is blue. ", 100)));
        AssertWayIn(await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Door", "The door is blue.").Writes(WayIn)), "It is longer");
    }

    [Fact]
    public async Task Another_language_than_the_guests_is_written_again()
    {
        using var world = new ModelWorld();
        world.Says("Der Aufzug ist links neben der Tür und nicht kaputt.", "de").Says("The lift is on the left.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().Wrote("Lift", "The lift is on the left.").Writes("Is there a lift?"));
        Assert.Equal(("en", "The lift is on the left."), (reply.Language, reply.Text));
        Assert.Contains(reply.Record.Steps, s => s.Contains("It is not in English.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("There is a sauna in the cellar and a cinema upstairs.")]
    [InlineData("The castle, the museum and the harbour are worth a visit.")]
    [InlineData("Breakfast is served between seven and ten by the bakery.")]
    public async Task What_no_source_says_is_written_again_and_then_left_to_a_person(string made)
    {
        using var world = new ModelWorld();
        world.Says(made);
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-3)).Wrote("Lift", "There is a lift.").Writes("What else is there in the house?"));
        Assert.DoesNotContain(made, reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Handover);
        Assert.Equal(2, world.Bodies.Count);
    }

    [Fact]
    public async Task What_no_responder_can_answer_goes_to_a_human_who_is_still_called_for_what_the_model_called()
    {
        using var world = new ModelWorld();
        world.Calls(("Stay-EscalateToHost", """{"reason":"LockedOut","summary":"stands outside"}""")).Says("Your code is 4821.");
        var reply = await world.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1)).Writes("Where can we park?"));
        Assert.Equal("rules", reply.Record.Responder);
        Assert.Equal((HandoverReason.LockedOut, EscalationPriority.P0), (reply.Handover!.Reason, reply.Handover.Priority));
        using var quiet = new ModelWorld();
        quiet.Says("You will get a refund.");
        var second = await quiet.AnswerAsync(new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(1)).Writes("Where can we park?"));
        Assert.Equal((HandoverReason.NoSafeAnswer, EscalationPriority.P2), (second.Handover!.Reason, second.Handover.Priority));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_the_only_one_who_sees_an_exception()
    {
        using var world = new ModelWorld();
        world.Body(200, "{}", delay: TimeSpan.FromSeconds(20));
        using var answers = new AnswersWorld(new Dictionary<string, string?> { ["ChatModel:Provider"] = "OpenAI", ["ChatModel:Endpoint"] = $"{world.Address}/v1", ["ChatModel:Model"] = "m" });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers.Answers.AnswerAsync(new GuestWorld().WithCodeOnDoors().Writes(WayIn), stop.Token));
    }

    /// <summary>The way in from basic replies, with a fresh token, and why the model's word did not count.</summary>
    private static void AssertWayIn(AgentReply reply, string why)
    {
        Assert.Equal("basic-replies", reply.Record.Responder);
        Assert.StartsWith(why, reply.Record.Outcome, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(reply.Grants).InText, reply.Text, StringComparison.Ordinal);
        Assert.Equal(1, reply.Text.Split("[[").Length - 1);
        Assert.Null(reply.Handover);
        new PinScan(GuestWorld.Digits).AssertAbsentFromTexts([reply.Text, reply.Record.Outcome, JsonSerializer.Serialize(reply.Record.Steps)]);
    }
}
