using System.Net;
using Cendra.Messaging.Inbound;
using Cendra.Simulator.Phones;
using Hangfire;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>While a model takes its seconds the guest sees that somebody writes; where none is asked, nothing may leave, or Twilio refuses, an answer is all there is.</summary>
public sealed class TypingTests
{
    private const string Question = "¿A qué hora puedo entrar?";

    [Fact]
    public async Task A_question_for_the_model_is_seen_to_be_read_while_it_thinks_and_one_for_the_rules_is_not()
    {
        await using var world = await OpenAsync();
        await world.GuestWritesOnWhatsAppAsync("¡Gracias!");
        Assert.Equal("received", Written(world)[^1].Status);
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync(Question));
        Assert.Equal("read", Written(world)[^1].Status);
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task Nothing_is_shown_while_a_person_answers_or_nothing_may_leave()
    {
        await using var world = await OpenAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        await world.HostWritesAsync("Soy Marta.");
        await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Equal("received", Written(world)[^1].Status);
        await world.HostGivesBackAsync();
        await world.SwitchAsync(desk => desk.StopAsync(true, ServiceWorld.HostUser, CancellationToken.None));
        await world.WhatsAppArrivesAsync(Question); // It waits for its four seconds: nothing but the switch keeps it from being shown.
        var waits = (await world.MessagesAsync(Domain.Conversations.MessageKinds.FromGuest))[^1];
        Assert.Equal(Domain.Conversations.MessageState.Queued, waits.State);
        await world.InScopeAsync<ShowTypingJob>(typing => typing.RunAsync(waits.Id, CancellationToken.None));
        Assert.Equal("received", Written(world)[^1].Status);
    }

    [Fact]
    public async Task Nothing_is_shown_to_who_is_not_on_the_allow_list_or_wrote_by_SMS()
    {
        await using var world = await OpenAsync(new WorldOptions { Settings = new() { ["Outbound:Live"] = "false", ["Outbound:AllowList"] = "+34600000777" } });
        await world.GuestWritesOnWhatsAppAsync(Question);
        Assert.Equal("received", Written(world)[^1].Status);
        await using var live = await OpenAsync();
        await live.SmsArrivesAsync(Question);
        await live.ClockMovesAsync(TimeSpan.FromSeconds(10));
        Assert.NotEmpty(live.Told(channel: "sms"));
        Assert.Equal("received", Written(live)[^1].Status);
    }

    [Fact]
    public async Task Where_Twilio_cannot_show_it_the_answer_comes_all_the_same()
    {
        await using var world = await OpenAsync();
        var asked = 0;
        world.Wire.Cuts = request => request.RequestUri!.AbsolutePath.StartsWith("/v2/Indicators", StringComparison.Ordinal) && ++asked > 0;
        Assert.NotEqual("", await world.GuestWritesOnWhatsAppAsync(Question));
        Assert.Equal((1, "received"), (asked, Written(world)[^1].Status));
        Assert.Empty(world.Log.Errors);
    }

    [Fact]
    public async Task What_was_answered_meanwhile_shows_nobody_typing()
    {
        await using var world = await OpenAsync();
        await world.GuestWritesOnWhatsAppAsync(Question);
        var (answered, seen) = (Assert.Single(await world.MessagesAsync(Domain.Conversations.MessageKinds.FromGuest)).Id, false);
        world.Wire.Cuts = request => seen |= request.RequestUri!.AbsolutePath.StartsWith("/v2/Indicators", StringComparison.Ordinal);
        await world.InScopeAsync<ShowTypingJob>(typing => typing.RunAsync(answered, CancellationToken.None));
        Assert.False(seen);
    }

    private static List<PhoneMessage> Written(ServiceWorld world) => [.. world.Doors.Phone(HousePhones.Guest).Where(m => m.Direction == "out")];

    /// <summary>A guest in the house, and a model that thinks long enough for another worker to show that somebody writes, and then answers nothing.</summary>
    private static async Task<ServiceWorld> OpenAsync(WorldOptions? options = null)
    {
        var world = await ServiceWorld.WithAGuestInHouseAsync((options ?? new WorldOptions()) with { Model = new Uri("https://model.test") });
        world.Wire.PlaysModel = async _ =>
        {
            var waiting = world.Services.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedJobs(EnqueuedState.DefaultQueue, 0, 1000).Select(j => j.Value.Job).Where(j => j?.Type == typeof(ShowTypingJob)).ToList();
            foreach (var job in waiting)
            {
                await world.InScopeAsync<ShowTypingJob>(typing => typing.RunAsync((Guid)job!.Args[0], CancellationToken.None));
            }

            return new HttpResponseMessage(HttpStatusCode.NotFound); // At 400 it would be asked once more, without a format for its answer.
        };
        return world;
    }
}
