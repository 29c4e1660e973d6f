using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.WhatsApp;
using Cendra.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Messaging;

/// <summary>What stands on buttons and what a host may begin an answer with, in every language: short enough, told apart, and understood by the rules.</summary>
public sealed class QuickReplyWordsTests
{
    private static readonly string[] OfGuests = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "tr", "zh"];

    private static readonly PromptShelf Shelf = new(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["Prompts:Folder"] = Path.Combine(Repository.Root, "prompts") }).Build());

    private readonly QuickReplies _buttons = new(Shelf);
    private readonly SuggestedReplies _suggestions = new(Shelf);

    [Fact]
    public void Buttons_stand_in_twelve_languages_are_short_and_no_two_are_the_same()
    {
        Assert.Equal(OfGuests, Shelf.Book("quick-replies").Languages.Order());
        var titles = OfGuests.SelectMany(language => _buttons.Under(TemplateKind.EntryDetails, language)).Select(b => b.Title).ToList();
        Assert.All(titles, title => Assert.InRange(title.Length, 2, QuickReplies.LongestTitle));
        Assert.Equal(titles.Count, titles.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(2 * OfGuests.Length, titles.Count);
        Assert.Empty(_buttons.Under(TemplateKind.HostCalled, "en"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("it")]
    [InlineData("pt-BR")]
    [InlineData("tr")]
    [InlineData("ja")]
    [InlineData("ar")]
    [InlineData("zh-Hant")]
    [InlineData("nl")]
    [InlineData("")]
    public void A_tap_means_the_same_with_and_without_its_payload_and_the_rules_know_it(string language)
    {
        var buttons = _buttons.Under(TemplateKind.CodeChanged, language);
        foreach (var (button, urgency) in buttons.Zip(new[] { Urgency.LockedOut, Urgency.Calm }))
        {
            var meant = _buttons.Meaning(button.Id, button.Title, language);
            Assert.NotNull(meant);
            Assert.Equal(meant, _buttons.Meaning("", $" {button.Title.ToUpperInvariant()} ", language));
            Assert.Equal(urgency, Urgencies.Of(meant, TypedCode.None, known: true));
        }

        Assert.Equal(QuickReplies.CodeFailsIn(language), _buttons.Meaning(buttons[0].Id, "", language));
        Assert.Null(_buttons.Meaning("code-fails", buttons[0].Title, language));
        Assert.Null(_buttons.Meaning("cendra:unlock", "", language));
        Assert.Null(_buttons.Meaning("", buttons[0].Title + " 482073", language));
    }

    [Fact]
    public void Suggestions_stand_in_twelve_languages_fit_the_cause_and_hold_neither_a_code_nor_the_place_of_one()
    {
        Assert.Equal(OfGuests, Shelf.Book("suggested-replies").Languages.Order());
        foreach (var language in OfGuests)
        {
            var said = new[] { "LockedOut", "locked-out", "Safety", "PersonWanted", "NotForCendra", "unable" }.Select(r => _suggestions.For(Hint(r, language, "[[code]] Ana"), "Marta")!).ToList();
            var texts = said.Select(s => s.Text).ToList();
            Assert.All(said, s => Assert.Equal(language, s.Language));
            Assert.Equal(texts[0], texts[1]);
            Assert.Equal(texts[4], texts[5]);
            Assert.Equal(4, texts.Distinct().Count());
            Assert.Equal(texts[3], _suggestions.For(Hint("LockedOut", language, "[[code]] Ana") with { Priority = EscalationPriority.P1 }, "Marta")!.Text);
            Assert.All(texts, text => Assert.Contains("Marta", text, StringComparison.Ordinal));
            Assert.All(texts, text => Assert.DoesNotContain("[[", text, StringComparison.Ordinal));
            Assert.All(texts, text => Assert.Equal(text.Contains("112", StringComparison.Ordinal) ? "112" : "", string.Concat(text.Where(char.IsDigit))));
            Assert.All(texts, text => Assert.InRange(text.Length, 10, ConversationDesk.LongestReply));
        }
    }

    [Theory]
    [InlineData("guest:018f3a6e7c1d7aaa8000000000000001:Stranger")]
    [InlineData("guest:018f3a6e7c1d7aaa8000000000000001:waits")]
    [InlineData("undelivered:018f3a6e7c1d7aaa8000000000000001")]
    [InlineData("lock:1:offline")]
    [InlineData("")]
    public void Where_no_answer_fits_none_is_suggested(string cause) => Assert.Null(_suggestions.For(new ReplyHint(cause, EscalationPriority.P0, "en", "Ana"), "Marta"));

    [Fact]
    public void A_guest_without_a_name_is_greeted_without_one_in_every_language()
    {
        Assert.StartsWith("Hello, Marta here", _suggestions.For(Hint("PersonWanted", "en", ""), "Marta")!.Text, StringComparison.Ordinal);
        foreach (var text in OfGuests.SelectMany(language => new[] { "LockedOut", "Safety", "PersonWanted", "NotForCendra" }.Select(r => _suggestions.For(Hint(r, language, ""), "Marta")!.Text)))
        {
            Assert.DoesNotMatch(@"^[\s,，،]|[,，،]\s*[,，،.]|\s[,，،]", text);
        }
    }

    [Theory]
    [InlineData("", "nl", "nl")]
    [InlineData("", "it", "it")]
    [InlineData("en", "nl-NL", "nl-NL")]
    [InlineData("es", "de", "es")]
    [InlineData("es", "", "es")]
    [InlineData("", "", "")]
    public void A_person_writes_in_the_language_of_the_booking_where_Cendra_does_not_answer_in_it(string spoken, string booked, string wanted)
    {
        var conversation = new Conversation { Key = "k", Language = spoken };
        var call = new Escalation { Cause = Cause("PersonWanted"), Title = "t" };
        Assert.Equal(wanted, ReplyHint.Of(call, conversation, new Cendra.Domain.Stays.Reservation { GuestLanguage = booked, GuestName = "Ana Prat" }).Language);
        Assert.Equal("Ana", ReplyHint.Of(call, conversation, new Cendra.Domain.Stays.Reservation { GuestLanguage = booked, GuestName = "Ana Prat" }).Guest);
    }

    [Fact]
    public void Without_their_files_buttons_are_known_by_their_ids_and_nothing_is_suggested()
    {
        var empty = new PromptShelf(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Prompts:Folder"] = Path.Combine(Path.GetTempPath(), "no-such-folder-of-prompts") }).Build());
        var buttons = new QuickReplies(empty);
        Assert.Equal(QuickReplies.CodeFailsIn("en"), buttons.Meaning("cendra:code-fails", "", "en"));
        Assert.Null(buttons.Meaning("", "help", "en"));
        Assert.Null(new SuggestedReplies(empty).For(Hint("LockedOut", "en", "Ana"), "Marta"));
    }

    private static ReplyHint Hint(string reason, string language, string guest) => new(Cause(reason), EscalationPriority.P0, language, guest);

    private static string Cause(string reason) => $"guest:018f3a6e7c1d7aaa8000000000000001:{reason}";
}
