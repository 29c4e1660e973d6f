using System.Text.RegularExpressions;
using Cendra.Agent;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Email.Writing;
using Cendra.Messaging.WhatsApp;
using Cendra.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Subjects and small print in every language.</summary>
public sealed partial class WritingWordsTests
{
    private static readonly string[] Languages = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "tr", "zh"];
    private static readonly string[] OfTheStay = [MessageKinds.Answer, MessageKinds.Safety, MessageKinds.LockOutHelp, MessageKinds.FromHost];

    private static readonly string[] OfTheirOwn =
        [MessageKinds.PreArrival, MessageKinds.CodeChanged, MessageKinds.BookingConfirmed, MessageKinds.TimeChanged, MessageKinds.CheckOutReminder, MessageKinds.Thanks, MessageKinds.OneTimeCode, MessageKinds.AddressAdded];

    private static readonly Dictionary<string, string> Values = new() { ["property"] = "Casa Sol", ["guest"] = "Ana", ["codes"] = "482073" };
    private static readonly PromptShelf Shelf = new(new ConfigurationBuilder().AddInMemoryCollection([new("Prompts:Folder", Path.Combine(Repository.Root, "prompts"))]).Build());

    private readonly MailWords _words = new(Shelf);

    [Fact]
    public void All_of_it_is_written_in_the_languages_of_the_arrival_message()
    {
        Assert.Equal(Languages, _words.Languages.Order());
        Assert.Equal(Languages, Shelf.Book("pre-arrival").Languages.Order());
        Assert.All(Languages, language => Assert.All(Shelf.Book(MailWords.Book).Keys, key => Assert.Equal(["property"], Shelf.Book(MailWords.Book).Text(language, key).Places)));
    }

    [Fact]
    public void Each_kind_has_a_subject_of_its_own_that_is_short_and_holds_no_digit()
    {
        Assert.All(Languages, language =>
        {
            var subjects = OfTheirOwn.Append(MessageKinds.Answer).Select(kind => _words.Subject(kind, language, Values)).ToList();
            Assert.Equal(subjects.Count, subjects.Distinct(StringComparer.Ordinal).Count());
            Assert.Single(OfTheStay.Select(kind => _words.Subject(kind, language, Values)).Distinct());
            Assert.All(subjects, subject => Assert.Contains("Casa Sol", subject, StringComparison.Ordinal));
            Assert.All(subjects, subject => Assert.InRange(subject.Length, 10, 75));
            Assert.All(subjects, subject => Assert.DoesNotContain(subject, char.IsDigit));
        });
        Assert.Equal("Ihr Aufenthalt in Casa Sol", _words.Subject(MessageKinds.Answer, "de-AT", Values));
        Assert.Equal("Your stay at Casa Sol", _words.Subject("unheard-of", "fi", Values));
    }

    [Fact]
    public void Small_print_says_who_wrote_and_calls_a_person_by_words_that_are_understood()
    {
        var buttons = new QuickReplies(Shelf);
        Assert.All(Languages, language =>
        {
            var foot = _words.Foot(language, Values, MailOccasion.Answer);
            var word = Capitals().Match(foot) is { Success: true } found ? found.Value : Quoted().Match(foot).Groups[1].Value;
            var meant = buttons.Meaning("", word, language) ?? word;
            Assert.Equal(foot, _words.Foot(language, Values, MailOccasion.Scheduled));
            Assert.NotEqual(foot, _words.Foot(language, Values, MailOccasion.Person));
            Assert.Equal(Urgency.Calm, Urgencies.Of(meant, TypedCode.None, known: true));
            Assert.DoesNotContain(foot, char.IsDigit);
        });
        Assert.Contains("MENSCH", Shelf.Book("basic-replies").Text("de", "assistant").Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_is_not_filled_in_whatever_an_owner_writes()
    {
        using var folder = new OwnPrompts("## stay\n\n### en\n\nYour code is {{codes}}");

        Assert.Throws<PromptException>(() => folder.Words.Subject(MessageKinds.Answer, "en", Values));
    }

    [GeneratedRegex(@"\p{Lu}{5,}(?: \p{Lu}+)*")]
    private static partial Regex Capitals();

    [GeneratedRegex("[«“「]([^»”」]+)[»”」]")]
    private static partial Regex Quoted();

    private sealed class OwnPrompts : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("cendra-mail-words").FullName;

        public OwnPrompts(string text)
        {
            File.WriteAllText(Path.Combine(_folder, "mail-words.md"), text);
            Words = new MailWords(new PromptShelf(new ConfigurationBuilder().AddInMemoryCollection([new("Prompts:Folder", _folder)]).Build()));
        }

        public MailWords Words { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
