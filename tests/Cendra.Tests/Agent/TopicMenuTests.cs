using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Domain.Conversations;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>A menu holds only what may be told, is offered once, and ends with an answer or a person.</summary>
public sealed class TopicMenuTests : IDisposable
{
    private const string Question = "Are dogs allowed in the pool?";
    private readonly AnswersWorld _world = new();

    [Fact]
    public async Task What_the_host_keeps_for_a_person_stands_in_no_menu_whatever_words_the_guest_uses()
    {
        var guest = Guest();
        guest.Property.RestrictedTopics = "pets";
        var reply = await _world.AnswerAsync(guest.Writes(Question));
        Assert.True(reply.IsMenu);
        Assert.DoesNotContain("Pets", reply.Text, StringComparison.Ordinal);
        var near = new GuestWorld().At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Is Rex the four-legged friend welcome?", "He is.", "pets");
        near.Property.RestrictedTopics = "pets";
        var same = await _world.AnswerAsync(near.Writes("Is Rex the four-legged friend welcome?"));
        Assert.DoesNotContain("He is.", same.Text, StringComparison.Ordinal);
        Assert.NotNull(same.Handover);
    }

    [Fact]
    public async Task Nor_does_what_the_policy_of_the_house_keeps_for_a_person()
    {
        var guest = Guest();
        guest.KeptTopics.Add("pets");
        Assert.DoesNotContain("Pets", (await _world.AnswerAsync(guest.Writes(Question))).Text, StringComparison.Ordinal);
        var near = new GuestWorld().At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Is Rex the four-legged friend welcome?", "He is.", "pets");
        near.KeptTopics.Add("pets");
        var same = await _world.AnswerAsync(near.Writes("Is Rex the four-legged friend welcome?"));
        Assert.DoesNotContain("He is.", same.Text, StringComparison.Ordinal);
        Assert.NotNull(same.Handover);
    }

    [Fact]
    public async Task What_was_put_away_after_it_was_offered_is_a_persons()
    {
        var menu = await _world.AnswerAsync(Guest().Writes(Question));
        var guest = After(new GuestWorld().At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Pets", "One dog is welcome.", "pets"), menu);
        var reply = await _world.AnswerAsync(guest.Writes("2"));
        Assert.Empty(reply.Record.Sources);
        Assert.NotNull(reply.Handover);
    }

    [Fact]
    public async Task At_most_three_topics_and_a_person_are_offered()
    {
        var guest = Guest().Wrote("Gym", "In the basement.", "gym").Wrote("Spa", "On the roof.", "spa");
        var reply = await _world.AnswerAsync(guest.Writes("Are dogs allowed in the pool, the gym and the spa?"));
        Assert.True(reply.IsMenu);
        Assert.Contains("3. ", reply.Text, StringComparison.Ordinal);
        Assert.Contains("4. A person", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("5. ", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_articles_of_one_topic_are_told_apart_by_the_hosts_questions()
    {
        var guest = new GuestWorld { Language = "en" }.At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Garage for cars", "Under the house.", "parking").Wrote("Garage for vans", "Round the corner.", "parking");
        var menu = await _world.AnswerAsync(guest.Writes("Where is the garage?"));
        Assert.True(menu.IsMenu, menu.Text);
        Assert.Contains("Garage for cars", menu.Text, StringComparison.Ordinal);
        Assert.Contains("Garage for vans", menu.Text, StringComparison.Ordinal);
        Assert.Contains("Round the corner.", (await _world.AnswerAsync(After(guest, menu, "Where is the garage?").Writes("Garage for vans"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_menu_another_clear_question_is_answered_as_always()
    {
        var menu = await _world.AnswerAsync(Guest().Writes(Question));
        var reply = await _world.AnswerAsync(After(Guest(), menu).Writes("Is there a pool?"));
        Assert.Contains("The pool is on the roof.", reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Handover);
        Assert.Single((await _world.AnswerAsync(After(Guest().At(GuestWorld.CheckIn.AddHours(5)), menu).Writes("How do we get in?"))).Grants);
    }

    [Fact]
    public async Task A_person_who_wrote_after_a_menu_has_ended_it()
    {
        var menu = await _world.AnswerAsync(Guest().Writes(Question));
        var guest = After(Guest(), menu);
        guest.SaidBefore(MessageAuthor.Host, "Which dog is it?");
        Assert.Empty((await _world.AnswerAsync(guest.Writes("2"))).Record.Sources);
    }

    [Theory]
    [InlineData("We arrive at 2 pm")]
    [InlineData("2 or 3?")]
    [InlineData("0")]
    [InlineData("no")]
    public async Task What_is_no_choice_goes_to_a_person(string text)
    {
        var menu = await _world.AnswerAsync(Guest().Writes(Question));
        var reply = await _world.AnswerAsync(After(Guest(), menu).Writes(text));
        Assert.Empty(reply.Record.Sources);
        Assert.NotNull(reply.Handover);
    }

    [Fact]
    public async Task Yes_chooses_the_only_topic_that_was_offered()
    {
        var guest = new GuestWorld { Language = "en" }.At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Pool", "The pool is on the roof.", "pool");
        var menu = await _world.AnswerAsync(guest.Writes(Question));
        Assert.True(menu.IsMenu);
        Assert.Contains("The pool is on the roof.", (await _world.AnswerAsync(After(guest, menu).Writes("Yes"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wanted_and_there_for_every_guest_is_told_though_nobody_asked_in_so_many_words()
    {
        foreach (var text in new[] { "I want to use the pool", "We have a question about the pool", "Wir möchten den Pool benutzen", "Queremos usar la piscina" })
        {
            Assert.Contains("The pool is on the roof.", (await _world.AnswerAsync(Guest().Writes(text))).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_statement_and_two_questions_are_no_matter_for_a_menu()
    {
        Assert.False((await _world.AnswerAsync(Guest().Writes("We come with our dog and love the pool"))).IsMenu);
        Assert.False((await _world.AnswerAsync(Guest().Writes("Is the dog ok? And the pool warm?"))).IsMenu);
    }

    [Fact]
    public async Task Where_a_topic_was_asked_that_the_host_wrote_nothing_about_others_are_not_offered()
    {
        var reply = await _world.AnswerAsync(Guest().Writes("Is there a sauna?"));
        Assert.False(reply.IsMenu);
        Assert.NotNull(reply.Handover);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("tr")]
    [InlineData("ar")]
    public async Task A_menu_is_known_again_whatever_stands_behind_it(string language)
    {
        Assert.Contains(language, Languages.Supported);
        var guest = Guest();
        (guest.Language, guest.AssistantDeclared) = (language, false);
        var menu = await _world.AnswerAsync(guest.Writes(BasicRepliesSentences.OfTwoTopics[language]));
        Assert.True(menu.DeclaresAssistant);
        var after = After(Guest(), menu);
        after.Language = language;
        Assert.Contains("The pool is on the roof.", (await _world.AnswerAsync(after.Writes("2"))).Text, StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();

    private static GuestWorld Guest() => new GuestWorld().WithCodeOnDoors().At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Pets", "One dog is welcome.", "pets").Wrote("Pool", "The pool is on the roof.", "pool");

    private static GuestWorld After(GuestWorld guest, AgentReply menu, string question = Question)
    {
        guest.SaidBefore(MessageAuthor.Guest, question);
        guest.SaidBefore(MessageAuthor.Template, menu.Text);
        return guest;
    }
}
