using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Orders;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>Who asks to come earlier or to leave later is answered by the host's rules where the time can be read, with the stay moved; a person decides on all else. The stay ends on Thursday 26 November, 11:00.</summary>
public sealed class TimeRepliesTests : IDisposable
{
    private readonly AnswersWorld _answers = new();
    private readonly GuestWorld _world = new() { Now = GuestWorld.CheckIn.AddHours(20) };

    [Theory]
    [InlineData("Can we check out at 12?")]
    [InlineData("Could we please leave on Thursday at 12:00 instead of 11:00?")]
    [InlineData("¿Podríamos salir el jueves a las 12:00 en vez de las 11:00?")]
    [InlineData("Können wir um 12 Uhr auschecken?")]
    [InlineData("Peut-on faire le check out à 12h ?")]
    [InlineData("Is a late checkout at noon possible?")]
    public async Task A_late_check_out_within_the_rule_is_a_yes_and_moves_the_stay(string text)
    {
        Rule(TimeChangePermission.Free);
        var reply = await AskAsync(text);
        Assert.Equal(new TimeMove(TimeChangeKind.LateCheckOut, new TimeOnly(12, 0)), reply.Moves);
        Assert.Contains("12:00", reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Handover);
    }

    [Theory]
    [InlineData("Can we check out at 3 pm?")]
    [InlineData("¿Podemos hacer el check out a las 15:00?")]
    public async Task What_goes_beyond_the_rule_is_the_hosts_and_the_guest_hears_that_the_code_still_ends_as_before(string text)
    {
        Rule(TimeChangePermission.Free);
        var reply = await AskAsync(text);
        Assert.Null(reply.Moves);
        Assert.Equal("A guest asks to leave later: Thursday 26 November, 15:00", reply.Handover!.Title);
        Assert.Contains("11:00", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("15:00", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_guests_on_the_same_day_are_a_no_that_does_not_speak_of_them()
    {
        Rule(TimeChangePermission.Free);
        var next = new StayAround(_world.Stay.CheckOutLocal, _world.Stay.CheckOutLocal.AddDays(2), GuestWorld.CheckOut.AddHours(4), GuestWorld.CheckOut.AddDays(2));
        var reply = await AskAsync("Can we check out at 12?", next);
        Assert.StartsWith("I am sorry, a later check-out is not possible this time.", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("guest", reply.Text.Split("\n\n")[0], StringComparison.OrdinalIgnoreCase);
        Assert.Null(reply.Moves);
    }

    [Fact]
    public async Task An_early_check_in_follows_its_own_rule()
    {
        _world.Now = GuestWorld.CheckIn.AddDays(-2);
        (_world.Property.EarlyCheckIn, _world.Property.EarliestCheckIn) = (TimeChangePermission.Free, new TimeOnly(13, 0));
        Assert.Equal(new TimeMove(TimeChangeKind.EarlyCheckIn, new TimeOnly(13, 0)), (await AskAsync("Is an early check-in at 1 pm possible?")).Moves);
        Assert.NotNull((await AskAsync("Can we check in at 10:00?")).Handover);
    }

    [Theory]
    [InlineData("Can we check out on Friday at 12?")]
    [InlineData("Can we check out tomorrow at 12?")]
    [InlineData("Can we check out today at 12?")]
    [InlineData("Can we check out at 12 on the 27th?")]
    [InlineData("Can we leave the car until 12?")]
    [InlineData("Can we check out at 12 or 13?")]
    [InlineData("Can we check out later?")]
    [InlineData("Our flight is at 14:00, can we check out later?")]
    [InlineData("Does the boat leave at 13:00?")]
    [InlineData("Can a friend come at 14:00?")]
    [InlineData("Is check-out at 12?")]
    [InlineData("Can we check out the following day at 12?")]
    [InlineData("Can we leave at 6?")]
    [InlineData("We check out at 12.")]
    public async Task What_may_mean_another_day_another_thing_or_another_time_moves_nothing(string text)
    {
        Rule(TimeChangePermission.Free);
        Assert.Null((await AskAsync(text)).Moves);
    }

    [Fact]
    public void The_words_stand_in_ten_languages()
    {
        var book = new PromptShelf(new ConfigurationBuilder().Build()).Book("time-change");
        Assert.Equal(["ar", "de", "en", "es", "fr", "it", "ja", "pt", "tr", "zh"], book.Languages.Order());
        Assert.All(book.Keys, key => Assert.All(book.Languages, language => Assert.Equal(["time", "cityTime"], book.Text(language, key).Places)));
    }

    private void Rule(TimeChangePermission permission) => (_world.Property.LateCheckOut, _world.Property.LatestCheckOut) = (permission, new TimeOnly(12, 0));

    private Task<AgentReply> AskAsync(string text, params StayAround[] around)
    {
        _world.Room = new StayRoom(_world.Stay, around);
        return _answers.AnswerAsync(_world.Writes(text));
    }

    public void Dispose() => _answers.Dispose();
}
