using Cendra.Agent.Prompts;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Xunit;

namespace Cendra.Tests.Agent.Releases;

/// <summary>What no channel could carry, what no code fills and what looks like a code is found before any scenario runs.</summary>
public sealed class ReleaseChecksTests
{
    [Fact]
    public void What_ships_passes()
    {
        Assert.Empty(ReleaseChecks.Of(new PromptRelease(1, ShippedTexts.All, HousePolicy.Shipped.Text())));
        Assert.All(ShippedTexts.All, file => Assert.Empty(ReleaseChecks.Of(ReleaseWords.WithFile(file.Key, file.Value + "\n"))));
    }

    [Theory]
    [InlineData("basic-replies", "person", "en", "Ask {{nobody}}.", "Nobody knows the place {{nobody}}. This text has none.")]
    [InlineData("basic-replies", "person", "en", "Ask {{ nobody.", "A place begins with {{ and does not end with }}.")]
    [InlineData("basic-replies", "person", "en", "Use [[code:K7Q2]].", "It holds double square brackets, which stand for codes. Codes are put in by Cendra.")]
    [InlineData("basic-replies", "person", "en", "The code of the key box is 7391.", "It holds what looks like a code. Codes never stand in a text; Cendra puts them in.")]
    [InlineData("guest-agent", "facts", "en", "Place: {{property}}", "The place {{mark}} is missing. Guests would miss what stands there.")]
    [InlineData("quick-replies", "code-fails", "en", "My code does not work at all", "A button has at most 20 characters, one line and no place.")]
    [InlineData("thanks", "", "en", "{{guest}}, thank you for your stay at {{property}}.", "WhatsApp takes no text that begins or ends with a place, or in which two places stand side by side: put words there.")]
    public void What_cannot_be_used_is_named_with_what_to_change(string name, string key, string language, string words, string problem) =>
        Assert.Equal(problem, Assert.Single(ReleaseChecks.Of(ReleaseWords.With(name, key, language, words))).Words);

    [Fact]
    public void A_text_that_is_too_long_for_WhatsApp_with_its_values_is_refused()
    {
        var places = string.Join(" and ", ShippedTexts.Books["thanks"].Text("en").Places.Select(p => $"{{{{{p}}}}}"));
        var long1 = $"Hello {places}, {string.Concat(Enumerable.Repeat("thank you ", 100))}.";
        Assert.Contains("1024", Assert.Single(ReleaseChecks.Of(ReleaseWords.With("thanks", "", "en", long1))).Words, StringComparison.Ordinal);
        Assert.Empty(ReleaseChecks.Of(ReleaseWords.With("thanks", "", "en", $"Hello {places}, thank you.")));
    }

    [Fact]
    public void A_language_a_text_and_a_file_that_are_missing_or_nobody_asks_for_are_named()
    {
        var shipped = ShippedTexts.All["thanks"];
        var withoutGerman = shipped[..shipped.IndexOf("# de", StringComparison.Ordinal)];
        Assert.Contains(ReleaseChecks.Of(ReleaseWords.WithFile("thanks", withoutGerman)), p => p is { Language: "de", Words: "The text is missing in this language." });
        Assert.Contains(ReleaseChecks.Of(ReleaseWords.WithFile("basic-replies", ShippedTexts.All["basic-replies"] + "\n## joke\n\n### en\n\nHa.\n")), p => p.Words.StartsWith("Nobody asks for a text 'joke'", StringComparison.Ordinal));
        Assert.Equal("Nobody asks for a file of this name.", Assert.Single(ReleaseChecks.Of(ReleaseWords.WithFile("offers", "# en\n\nBuy."))).Words);
        Assert.Contains("no English text", Assert.Single(ReleaseChecks.Of(ReleaseWords.WithFile("thanks", "nothing"))).Words, StringComparison.Ordinal);
        Assert.Equal(ShippedTexts.Policy, Assert.Single(ReleaseChecks.Of(new PromptRelease(2, ReleaseWords.None, "tools: [UnlockDoor]"))).Name);
    }

    [Fact]
    public void Places_of_a_text_that_WhatsApp_approved_stand_in_their_order_for_as_long_as_its_id_is_set()
    {
        var inForce = new PromptRelease(1, ReleaseWords.None, "");
        var raw = ShippedTexts.Books["pre-arrival"].Text("en").Raw;
        var turned = ReleaseWords.With("pre-arrival", "", "en", raw.Replace("{{codes}}", "{{x}}", StringComparison.Ordinal).Replace("{{property}}", "{{codes}}", StringComparison.Ordinal).Replace("{{x}}", "{{property}}", StringComparison.Ordinal));
        var (none, english, spanish) = (new TwilioOptions(), With("entry_details", "en"), With("entry-details", "es"));
        Assert.Empty(ApprovedPlaces.Of(turned, inForce, none));
        Assert.Empty(ApprovedPlaces.Of(turned, inForce, spanish));
        Assert.Empty(ApprovedPlaces.Of(ReleaseWords.With("pre-arrival", "", "en", raw + "\n\nSee you soon."), inForce, english));
        var problem = Assert.Single(ApprovedPlaces.Of(turned, inForce, english));
        Assert.Equal(("pre-arrival", "en"), (problem.Name, problem.Language));
        Assert.Contains("Twilio:Templates:entry-details:en", problem.Words, StringComparison.Ordinal);
        Assert.Single(ApprovedPlaces.Of(inForce, turned, english)); // Back to what ships is another order as well.

        static TwilioOptions With(string kind, string language) => new() { Templates = { [kind] = new Dictionary<string, string> { [language] = "HX0" } } };
    }
}
