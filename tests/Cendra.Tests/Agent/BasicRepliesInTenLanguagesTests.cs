using System.Text.RegularExpressions;
using Cendra.Agent;
using Cendra.Agent.Language;
using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Topics;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>The whole path without a model, in each of the ten languages.</summary>
public sealed partial class BasicRepliesInTenLanguagesTests : IDisposable
{
    private const string Dogs = "One dog is welcome.";
    private const string Swim = "The pool is on the roof.";
    private const string Leave = "Check-out is until eleven.";

    private readonly AnswersWorld _world = new();

    public static TheoryData<string> All => [.. Languages.Supported];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Whoever_may_have_the_code_gets_it_for_any_word_of_door_key_code_lock_or_going_in(string language)
    {
        foreach (var text in BasicRepliesSentences.OfDoors[language])
        {
            foreach (var hours in new[] { -20.0, 30 })
            {
                var reply = await _world.AnswerAsync(Guest(language).At(GuestWorld.CheckIn.AddHours(hours)).Writes(text));
                Assert.True(reply.Grants.Count == 1, text);
                Assert.Equal(language, reply.Language);
            }

            Assert.Empty((await _world.AnswerAsync(Guest(language).At(GuestWorld.CheckIn.AddDays(-5)).Writes(text))).Grants);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Around_check_in_a_greeting_or_any_question_brings_the_way_in(string language)
    {
        foreach (var text in BasicRepliesSentences.OfWeather[language])
        {
            Assert.True((await _world.AnswerAsync(Guest(language).At(GuestWorld.CheckIn.AddHours(-2.5)).Writes(text))).Grants.Count == 1, text);
            Assert.True((await _world.AnswerAsync(Guest(language).At(GuestWorld.CheckIn.AddHours(2.5)).Writes(text))).Grants.Count == 1, text);
            Assert.True((await _world.AnswerAsync(Guest(language).At(GuestWorld.CheckIn.AddHours(30)).Writes(text))).Grants.Count == 0, text);
        }
    }

    /// <summary>"Write PERSON" is a promise: what every frame names must call a person, in whatever language the guest is.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public async Task The_word_that_every_frame_names_reaches_a_person(string language)
    {
        foreach (var key in new[] { "assistant", "fact", "fact-plain", "menu", "if-not-meant" })
        {
            var words = Book.Text(language, key).Raw;
            var word = Named().Matches(words) is { Count: > 0 } quoted ? quoted[^1].Groups[1].Value : Large().Matches(words) is { Count: > 0 } large ? large[^1].Value : LastWord().Match(words.TrimEnd('.')).Value;
            var reply = await _world.AnswerAsync(Guest(language).At(GuestWorld.CheckIn.AddDays(-5)).Writes(word));
            Assert.True(reply.Handover?.Reason == HandoverReason.PersonWanted, $"{key}: {word}");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_fact_names_its_topic_and_says_how_to_reach_a_person(string language)
    {
        var reply = await _world.AnswerAsync(Before(language).Writes(BasicRepliesSentences.OfPool[language]));
        Assert.Contains(Swim, reply.Text, StringComparison.Ordinal);
        Assert.Contains(TopicBook.Name("pool", language), reply.Text, StringComparison.Ordinal);
        Assert.EndsWith(Book.Text(language, "if-not-meant").Raw, reply.Text, StringComparison.Ordinal);
        Assert.Null(reply.Handover);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_has_no_translation_is_told_in_the_hosts_language_with_a_word_about_it(string language)
    {
        var note = Book.Text(language, "untranslated").Raw;
        var foreign = await _world.AnswerAsync(new GuestWorld { Language = language }.At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Zwembad", "Het zwembad is op het dak.", "pool", "nl").Writes(BasicRepliesSentences.OfPool[language]));
        Assert.StartsWith(note, foreign.Text, StringComparison.Ordinal);
        Assert.Contains("Het zwembad is op het dak.", foreign.Text, StringComparison.Ordinal);
        var own = await _world.AnswerAsync(new GuestWorld { Language = language }.At(GuestWorld.CheckIn.AddDays(-5)).Wrote("?", Swim, "pool", language).Writes(BasicRepliesSentences.OfPool[language]));
        Assert.DoesNotContain(note, own.Text, StringComparison.Ordinal);
        Assert.Contains(Swim, own.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_a_host_has_to_arrange_is_answered_and_passed_on(string language)
    {
        var reply = await _world.AnswerAsync(Before(language).Writes(BasicRepliesSentences.Arranged[language]));
        Assert.Contains(Leave, reply.Text, StringComparison.Ordinal);
        Assert.EndsWith(Book.Text(language, "fact-passed-on").Raw, reply.Text, StringComparison.Ordinal);
        Assert.NotNull(reply.Handover);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_is_closed_broken_paid_back_or_for_somebodys_ear_is_a_persons_alone(string language)
    {
        foreach (var text in BasicRepliesSentences.OfPersons[language])
        {
            var reply = await _world.AnswerAsync(Before(language).Writes(text));
            Assert.False(reply.IsMenu, text);
            Assert.True(reply.Record.Sources.Count == 0, text);
            Assert.True(reply.Handover is not null, text);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_two_topics_the_guest_chooses_by_number_or_name(string language)
    {
        var (menu, names) = await MenuAsync(language);
        Assert.True(menu.IsMenu && menu.Handover is null, menu.Text);
        Assert.Equal(["pets", "pool"], names.Take(2).Select(n => TopicBook.All.First(t => string.Equals(TopicBook.Name(t.Id, language), n, StringComparison.OrdinalIgnoreCase)).Id));
        Assert.Equal(Book.Text(language, "menu-person").Raw, names[^1]);
        foreach (var text in BasicRepliesSentences.Second[language].Append(names[1]))
        {
            var chosen = await _world.AnswerAsync(After(language, menu).Writes(text));
            Assert.True(chosen.Text.Contains(Swim, StringComparison.Ordinal), $"{text}: {chosen.Text}");
            Assert.Null(chosen.Handover);
        }

        Assert.Contains(Dogs, (await _world.AnswerAsync(After(language, menu).Writes(names[0]))).Text, StringComparison.Ordinal);
        foreach (var text in new[] { "3", names[^1] })
        {
            Assert.Equal(HandoverReason.PersonWanted, (await _world.AnswerAsync(After(language, menu).Writes(text))).Handover?.Reason);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nobody_is_asked_twice_what_is_meant(string language)
    {
        var (menu, _) = await MenuAsync(language);
        var again = await _world.AnswerAsync(After(language, menu).Writes(BasicRepliesSentences.OfTwoTopics[language]));
        Assert.False(again.IsMenu);
        Assert.NotNull(again.Handover);
        var beyond = await _world.AnswerAsync(After(language, menu).Writes("7"));
        Assert.False(beyond.IsMenu);
        Assert.NotNull(beyond.Handover);
    }

    public void Dispose() => _world.Dispose();

    private PromptBook Book => _world.Get<PromptShelf>().Book(BasicReplies.Book);

    private async Task<(AgentReply Menu, List<string> Names)> MenuAsync(string language)
    {
        var menu = await _world.AnswerAsync(Before(language).Writes(BasicRepliesSentences.OfTwoTopics[language]));
        return (menu, [.. menu.Text.Split('\n').Where(l => l.Length > 3 && char.IsAsciiDigit(l[0]) && l[1] == '.').Select(l => l[3..].Trim('\u2068', '\u2069'))]);
    }

    private static GuestWorld Guest(string language) => new GuestWorld { Language = language }.WithCodeOnDoors();

    private static GuestWorld Before(string language) =>
        Guest(language).At(GuestWorld.CheckIn.AddDays(-5)).Wrote("Pets", Dogs, "pets", language).Wrote("Pool", Swim, "pool", language).Wrote("Check-out", Leave, "check-out-time", language);

    private static GuestWorld After(string language, AgentReply menu)
    {
        var world = Before(language);
        world.SaidBefore(MessageAuthor.Guest, BasicRepliesSentences.OfTwoTopics[language]);
        world.SaidBefore(MessageAuthor.Template, menu.Text);
        return world;
    }

    [GeneratedRegex("[“「]([^”」]+)[”」]")]
    private static partial Regex Named();

    [GeneratedRegex(@"\p{Lu}{4,}")]
    private static partial Regex Large();

    [GeneratedRegex(@"[\p{L}\p{M}]+$")]
    private static partial Regex LastWord();
}
