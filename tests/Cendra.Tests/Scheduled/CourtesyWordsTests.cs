using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Stays;
using Cendra.Messaging.Scheduled;
using Cendra.Messaging.WhatsApp;
using Cendra.Tests.Architecture;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Scheduled;

/// <summary>The words of messages that a property may switch on, and the hours in which they leave.</summary>
public sealed class CourtesyWordsTests
{
    private static readonly string[] Languages = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "tr", "zh"];
    private static readonly MessageTexts Texts = new(new PromptShelf(new ConfigurationBuilder().AddInMemoryCollection([new("Prompts:Folder", Path.Combine(Repository.Root, "prompts"))]).Build()));

    public static TheoryData<string> Kinds() => [.. TemplateKind.OfChoice];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_is_written_in_twelve_languages_with_the_same_places_and_can_be_approved(string kind)
    {
        Assert.Equal(Languages, Texts.Languages(kind).Order());
        Assert.Single(Languages.Select(language => string.Join(' ', Texts.Places(kind, language).Order())).Distinct());
        Assert.All(Languages, language =>
        {
            var body = Texts.Template(kind, language).Body;
            Assert.Equal("", CourtesyTexts.Problem(kind, Texts.Raw(kind, language)));
            Assert.False(body.StartsWith('{') || body.EndsWith('}'), body);
            Assert.DoesNotMatch(@"\}\}\s*\{\{", body);
            Assert.True(body.Length <= MessageTexts.LongestTemplate / 2, body);
        });
    }

    [Theory]
    [InlineData("Hello {{gest}}", "{{gest}}")]
    [InlineData("Hello {{ guest }}", "{{ guest }}")]
    [InlineData("Hello {{guest}", "}}")]
    [InlineData("Hello {{arrival}}", "{{arrival}}")]
    [InlineData("[[code:K7Q2]]", "double square brackets")]
    [InlineData("  ", "Write the words")]
    public void What_cannot_be_used_is_named(string body, string named) => Assert.Contains(named, CourtesyTexts.Problem(MessageKinds.Thanks, body), StringComparison.Ordinal);

    [Fact]
    public void A_preview_shows_what_a_guest_reads() => Assert.Equal("Hello Anna,\nsee you at Casa Sol.", CourtesyTexts.Preview("Hello {{guest}},\r\nsee you at {{property}}.", "en"));

    [Property(MaxTest = 1000)]
    public Property What_can_wait_leaves_by_day_never_earlier_and_within_twelve_hours() => Prop.ForAll(
        (from minutes in Gen.Choose(0, 60 * 24 * 366) from zone in Gen.Elements("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/UTC") select (minutes, zone)).ToArbitrary(), c =>
    {
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(c.minutes);
        var after = QuietHours.After(at, c.zone);
        var wall = TimeOnly.FromDateTime(StayWindow.LocalTime(after, c.zone).Local);
        return after >= at && after - at <= TimeSpan.FromHours(13) && wall >= QuietHours.Until && wall < QuietHours.From && QuietHours.After(after, c.zone) == after;
    });
}
