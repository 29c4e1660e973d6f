using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Hosts;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>The whole conversation with a chat model on the wire: a good one, and those that lie, loop and break. No request to it ever holds a code or another stay.</summary>
public sealed class ModelTalkTests
{
    private const string OtherGuest = "Zebedee Quillfeather";
    private const string OtherPhone = "+34600000002";

    private static readonly string[] Lies = ["evil", "refund", "four eight", "[[", "11112222", "48219035", "door is open", "five minutes"];

    private static readonly Dictionary<string, Func<ModelRequest, ModelAnswer>> Wickedness = new()
    {
        ["invents a tool"] = r => r.LastRole == "tool" ? ModelAnswer.Text("The door is open now, come in.") : ModelAnswer.Calls(("Stay-UnlockDoor", "{}")),
        ["adds a reservation to a tool"] = r => r.LastRole == "tool" ? ModelAnswer.Text("Your code is 11112222.") : ModelAnswer.Calls(("Stay-GetAccessCode", """{"reservationId":"R2"}""")),
        ["writes digits"] = _ => ModelAnswer.Text("Your code is 48219035."),
        ["writes digits in words"] = _ => ModelAnswer.Text("Your code is four eight two one nine zero three five."),
        ["writes digits in another script"] = _ => ModelAnswer.Text("Your code is ٤٨٢١٩٠٣٥."),
        ["makes up a token"] = _ => ModelAnswer.Text("Your code is [[code:ABCDEF]]."),
        ["asks for tools for ever"] = _ => ModelAnswer.Calls(("Stay-GetEntryInstructions", "{}")),
        ["says nothing"] = _ => ModelAnswer.Raw(""),
        ["says garbage"] = _ => ModelAnswer.Raw("{\"reply\": [[[["),
        ["is no JSON"] = _ => new ModelAnswer(200, "<html>maintenance</html>"),
        ["is down"] = _ => new ModelAnswer(500, "{}"),
        ["refuses the key"] = _ => new ModelAnswer(401, """{"error":{"message":"no"}}"""),
        ["is filtered"] = _ => ModelAnswer.Text("", finish: "content_filter"),
        ["sends a link"] = _ => ModelAnswer.Text("See https://evil.example/?c=now for your code."),
        ["claims that the host knows"] = _ => ModelAnswer.Text("I have told the host, he comes in five minutes."),
        ["promises money"] = _ => ModelAnswer.Text("You will get a full refund of 500 euros."),
    };

    [Fact]
    public async Task A_guest_is_answered_by_the_model_gets_in_is_helped_and_no_request_holds_a_code_or_another_stay()
    {
        using var measures = new HeardMeasures();
        using var model = new ModelDouble(ModelDouble.Good);
        await using var world = await OpenAsync(model);
        var pin = await world.DigitsAsync("R1", "flat");

        var english = await world.GuestWritesOnWhatsAppAsync("Hello, how do I get in?");
        Assert.Contains($"Use {Grouped(pin)} at the door", english, StringComparison.Ordinal);
        Assert.Contains("assistant", english, StringComparison.OrdinalIgnoreCase);
        Assert.True(await world.GuestTypesAsync("flat", pin));
        Assert.Contains(Grouped(pin), await world.GuestWritesOnWhatsAppAsync("¿Cómo entro?"), StringComparison.Ordinal);

        await world.GuestWritesOnWhatsAppAsync($"the code {pin} does not work");
        var call = Assert.Single(await world.OpenEscalationsAsync());
        Assert.Equal(EscalationPriority.P0, call.Priority);
        Assert.NotEmpty(world.Told(HousePhones.Host, "whatsapp"));
        Assert.NotEmpty(world.Told(HousePhones.Host, "sms"));

        Assert.Equal(DeskOutcome.Done, await HostAsync(world, (desk, id) => desk.ReplyAsync(id, ServiceWorld.HostUser, "Marta here, please turn the handle up first.", PropertyScope.All, CancellationToken.None)));
        var asked = world.Wire.ModelRequests.Count;
        Assert.Equal("", await world.GuestWritesOnWhatsAppAsync("how do I get in now?"));
        Assert.Equal(asked, world.Wire.ModelRequests.Count);
        Assert.Equal(DeskOutcome.Done, await HostAsync(world, (desk, id) => desk.HandBackAsync(id, ServiceWorld.HostUser, PropertyScope.All, CancellationToken.None)));
        Assert.Contains(Grouped(pin), await world.GuestWritesOnWhatsAppAsync("and how do I get in?"), StringComparison.Ordinal);
        Assert.True(world.Wire.ModelRequests.Count > asked);

        await using var db = world.Open();
        Assert.True(await db.AgentTurns.CountAsync(t => t.Responder == "agent") >= 2);
        Assert.Equal(1, await db.AgentTurns.CountAsync(t => t.Responder == "lock-out")); // At a locked door no model is asked.
        await AssertNothingLeakedAsync(world, string.Join('\n', measures.Lines));
        Assert.NotEmpty(measures.Lines);
    }

    [Fact]
    public async Task A_model_that_fails_or_lies_costs_the_guest_nothing()
    {
        var now = Wickedness.First();
        using var model = new ModelDouble(request => now.Value(request));
        await using var world = await OpenAsync(model, new() { ["ChatModel:ConversationDayCalls"] = "1000" }); // All of it within one day: the budget is another matter.
        var pin = await world.DigitsAsync("R1", "flat");
        foreach (var wicked in Wickedness)
        {
            await world.ClockMovesAsync(TimeSpan.FromHours(4)); // The same question again and again is a circle, a model that fails again and again is not asked, and a day has its budget.
            (now, var asked) = (wicked, world.Wire.ModelRequests.Count);
            var answer = await world.GuestWritesOnWhatsAppAsync("how do I get in?");

            Assert.InRange(world.Wire.ModelRequests.Count, asked + 1, asked + 12);
            Assert.True(answer.Contains(Grouped(pin), StringComparison.Ordinal), $"{wicked.Key}: {answer}"); // Basic replies, from state and rules.
            Assert.All(Lies, lie => Assert.False(answer.Contains(lie, StringComparison.Ordinal), $"{wicked.Key}: {answer}"));
            var other = await world.GuestWritesOnWhatsAppAsync("do you sell bicycles?");
            Assert.True(other.Length > 0 && Array.TrueForAll(Lies, lie => !other.Contains(lie, StringComparison.Ordinal)), $"{wicked.Key}: {other}");
        }

        Assert.DoesNotContain(world.Told(OtherPhone), t => t.Contains(Grouped(pin), StringComparison.Ordinal));
        Assert.Contains(await world.OpenEscalationsAsync(), e => e.ConversationId is not null); // The bicycles are for a person.
        await AssertNothingLeakedAsync(world);
    }

    [Fact]
    public async Task A_guest_who_types_a_code_long_before_the_stay_reads_of_no_other_house_either()
    {
        using var model = new ModelDouble(_ => ModelAnswer.Text("Come to Marigoldhof."));
        await using var world = await OpenAsync(model, clock: "2026-05-30 09:30");
        await world.WithRowsAsync(async db => (await db.Properties.SingleAsync(p => p.Name == "Sol 5")).Address = "Marigoldhof");
        foreach (var words in new[] { "do you sell bicycles?", $"I typed ({await world.DigitsAsync("R1", "flat")})# right?", $"I typed ({await world.DigitsAsync("R2", "attic")})# right?" })
        {
            var asked = world.Wire.ModelRequests.Count;
            await world.ClockMovesAsync(TimeSpan.FromMinutes(40));
            await world.GuestWritesOnWhatsAppAsync(words);
            Assert.True(world.Wire.ModelRequests.Count > asked, words);
        }

        Assert.DoesNotContain(world.Told(), t => t.Contains("Marigoldhof", StringComparison.Ordinal));
    }

    /// <summary>Two guests, of whom one talks; the digits are eight, so that none stands in an id by chance.</summary>
    private static async Task<ServiceWorld> OpenAsync(ModelDouble model, Dictionary<string, string>? settings = null, string clock = "2026-06-02 15:10")
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Phones = true, Polls = true, Model = model.Url, Settings = settings ?? [] });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.HasPropertyAsync("Sol 5", ServiceWorld.Door("attic", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] });
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-05");
        await world.PmsSendsAsync("R2", "Sol 5", "2026-06-02", "2026-06-05", guest: OtherGuest, phone: OtherPhone);
        await world.WorkAsync();
        await world.ClockMovesToAsync(clock);
        return world;
    }

    private static async Task AssertNothingLeakedAsync(ServiceWorld world, string traces = "")
    {
        var requests = string.Join('\n', world.Wire.ModelRequests);
        Assert.DoesNotContain("Quillfeather", requests, StringComparison.Ordinal);
        Assert.DoesNotContain("Sol 5", requests, StringComparison.Ordinal);
        Assert.DoesNotContain("600000001", requests, StringComparison.Ordinal);
        Assert.DoesNotContain("guest.example", requests, StringComparison.Ordinal);
        var log = string.Join('\n', world.Log.Lines);
        var jobs = JobTexts.Of(world);
        Assert.NotEmpty(jobs);
        foreach (var pin in new[] { await world.DigitsAsync("R1", "flat"), await world.DigitsAsync("R2", "attic") })
        {
            var scan = new PinScan(pin);
            scan.AssertAbsentFromTexts([requests, log, traces, .. jobs]);
            scan.AssertAbsentFromFiles(world.Folder);
        }
    }

    /// <summary>A person acts in the conversation of the guest who talks.</summary>
    private static async Task<DeskOutcome> HostAsync(ServiceWorld world, Func<ConversationDesk, Guid, Task<DeskOutcome>> act)
    {
        var conversation = (await world.MessagesAsync(MessageKinds.FromGuest))[0].ConversationId!.Value;
        var outcome = DeskOutcome.NotFound;
        await world.InScopeAsync<ConversationDesk>(async desk => outcome = await act(desk, conversation));
        await world.ClockMovesAsync(TimeSpan.FromSeconds(5)); // The words reach the phone.
        return outcome;
    }

    private static string Grouped(string pin) => $"{pin[..4]} {pin[4..]}";
}
