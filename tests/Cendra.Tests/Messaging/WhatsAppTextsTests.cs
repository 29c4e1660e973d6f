using System.Text.RegularExpressions;
using Cendra.Agent.Prompts;
using Cendra.Messaging.WhatsApp;
using Cendra.Tests.Architecture;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace Cendra.Tests.Messaging;

public sealed partial class WhatsAppTextsTests
{
    private static readonly MessageTexts Texts = new(new PromptShelf(new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?> { ["Prompts:Folder"] = Path.Combine(Repository.Root, "prompts") }).Build()));

    private static readonly string[] OfHosts = ["de", "en", "es", "fr"];
    private static readonly string[] OfGuests = ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pt", "ru", "tr", "zh"];

    public static TheoryData<string, string> All()
    {
        var all = new TheoryData<string, string>();
        foreach (var kind in TemplateKind.All)
        {
            foreach (var language in Texts.Languages(kind))
            {
                all.Add(kind, language);
            }
        }

        return all;
    }

    [Fact]
    public void What_guests_read_is_written_in_twelve_languages_and_what_hosts_read_in_four_with_the_same_places() => Assert.All(TemplateKind.All, kind =>
    {
        Assert.Equal(kind is TemplateKind.EntryDetails or TemplateKind.CodeChanged ? OfGuests : OfHosts, Texts.Languages(kind).Order());
        Assert.Single(Texts.Languages(kind).Select(language => string.Join(' ', Texts.Places(kind, language).Order())).Distinct());
    });

    [Theory]
    [InlineData(TemplateKind.EntryDetails, "guest property address arrival codes from until steps help page")]
    [InlineData(TemplateKind.CodeChanged, "guest property codes from until page")]
    [InlineData(TemplateKind.HostCalled, "title place what link")]
    [InlineData(TemplateKind.HostDay, "arrivals ready what link")]
    [InlineData(TemplateKind.NotReady, "place arrival what link")]
    public void A_kind_has_its_places_in_reading_order(string kind, string places) => Assert.Equal(places, string.Join(' ', Texts.Places(kind, "en")));

    [Theory]
    [MemberData(nameof(All))]
    public void An_approved_text_keeps_WhatsApps_rules(string kind, string language)
    {
        var template = Texts.Template(kind, language);

        Assert.Equal((kind, language), (template.Kind, template.Language));
        Assert.Matches("^[a-z0-9_]{1,512}$", template.Name);
        Assert.Empty(Broken(template.Body));
        Assert.Equal(Enumerable.Range(1, template.Places.Count).Select(i => $"{i}"), template.Samples.Keys);
        Assert.All(template.Samples, sample => Assert.Equal(sample.Value, TemplateValue.From(sample.Value, 600)));
        Assert.True(Filled(template.Body, template.Samples).Length <= MessageTexts.LongestTemplate);
        Assert.DoesNotMatch("(?i)free|gratis|discount|offer|rabatt|promo", template.Body);
    }

    [Theory]
    [InlineData("{{1}} is here for you today")]
    [InlineData("Here is {{1}}.")]
    [InlineData("Here is now what you get {{1}} {{2}} and that is all of it for you")]
    [InlineData("Here is now what you get {{1}}\n{{2}} and that is all of it for you")]
    [InlineData("Here is now what you get {{2}} and that is all of it for you")]
    [InlineData("One {{1}} two {{2}} three")]
    public void A_text_that_WhatsApp_would_reject_is_found(string body) => Assert.NotEmpty(Broken(body));

    [Theory]
    [MemberData(nameof(All))]
    public void The_approved_text_with_its_values_says_what_the_free_text_says(string kind, string language)
    {
        var values = Texts.Places(kind, language).ToDictionary(place => place, place => $"<{place}>");

        Assert.Equal(Texts.Text(kind, language, values), Filled(Texts.Template(kind, language).Body, Texts.TemplateVariables(kind, language, values)!));
    }

    [Fact]
    public void A_free_text_keeps_its_lines_and_leaves_out_what_nobody_knows()
    {
        var values = Arrival();
        values["address"] = "";
        values["steps"] = " ";

        Assert.Equal(
            """
            Hello Anna, here is how you get in.

            Where: Casa Sol
            Your arrival: Monday 1 June, 15:00

            Your code: [[code:K7Q2]] (street door)
            [[code:M3XW]] (attic)
            It works from Monday 1 June, 15:00 until Friday 5 June, 11:00, Barcelona time.

            If a door does not open:
            Type it {{again}}.

            All of it on one page, with help at the door: https://stay.example.com/g/kdvr

            Is anything unclear? Just answer this message. Have a good trip!
            """.ReplaceLineEndings("\n"),
            Texts.Text(TemplateKind.EntryDetails, "en", values));
    }

    [Fact]
    public void A_language_that_is_not_written_is_answered_in_English_and_a_missing_value_is_named()
    {
        Assert.Equal(("en", "es"), (Texts.LanguageFor(TemplateKind.CodeChanged, "ko"), Texts.LanguageFor(TemplateKind.CodeChanged, "es-MX")));
        Assert.StartsWith("Hello Anna", Texts.Text(TemplateKind.EntryDetails, "ko", Arrival()), StringComparison.Ordinal);
        var none = new Dictionary<string, string>();
        Assert.Contains("guest", Assert.Throws<PromptException>(() => Texts.Text(TemplateKind.CodeChanged, "en", none)).Message, StringComparison.Ordinal);
        Assert.Throws<PromptException>(() => Texts.TemplateVariables(TemplateKind.CodeChanged, "en", none));
        Assert.Throws<ArgumentException>(() => Texts.Text("offer", "en", none));
    }

    [Fact]
    public void Values_of_an_approved_text_are_one_line_each_and_never_empty()
    {
        var values = Arrival();
        values["steps"] = "1. Street door:\n\ttype it\r\n2. Attic";
        values["address"] = " \n ";

        var variables = Texts.TemplateVariables(TemplateKind.EntryDetails, "en", values)!;

        Assert.Equal(("Anna", "–", "1. Street door: type it 2. Attic"), (variables["1"], variables["3"], variables["8"]));
        Assert.Equal("[[code:K7Q2]] (street door) [[code:M3XW]] (attic)", variables["5"]);
    }

    [Fact]
    public void Long_values_are_cut_until_the_whole_fits_and_codes_never()
    {
        var values = Arrival();
        values["codes"] = string.Join(", ", Enumerable.Repeat("482 073 (street door)", 8));
        values["steps"] = string.Concat(Enumerable.Repeat("Walk on to the next door. ", 60));
        values["help"] = string.Concat(Enumerable.Repeat("Wait a little. ", 60));

        var variables = Texts.TemplateVariables(TemplateKind.EntryDetails, "en", values)!;

        Assert.InRange(Filled(Texts.Template(TemplateKind.EntryDetails, "en").Body, variables).Length, 1000, MessageTexts.LongestTemplate);
        Assert.Equal(values["codes"], variables["5"]);
        Assert.EndsWith("…", variables["8"], StringComparison.Ordinal);
        values["codes"] = new string('4', 1024);
        Assert.Null(Texts.TemplateVariables(TemplateKind.EntryDetails, "en", values));
    }

    [Theory]
    [InlineData("a\t\u00a0 \u2028b", "a b")]
    [InlineData("\u202eabc\u200b\u0007\ufeff", "abc")]
    [InlineData("\u200b \u2066", "–")]
    [InlineData("", "–")]
    [InlineData("Zoë 👩 é", "Zoë 👩 é")]
    public void A_value_holds_what_can_be_seen(string text, string value) => Assert.Equal(value, TemplateValue.From(text, 100));

    [Fact]
    public void Half_a_letter_is_none_and_a_cut_breaks_neither_letter_nor_token()
    {
        Assert.Equal("ab", TemplateValue.From("a\ud83db", 100));
        Assert.Equal("ab…", TemplateValue.From("ab👩🏽cd", 5));
        Assert.Equal("ab…", TemplateValue.From("ab [[wifi:K7Q2]] cd", 9));
    }

    private static Dictionary<string, string> Arrival() => new()
    {
        ["guest"] = "Anna", ["property"] = "Casa Sol", ["address"] = "Carrer de Verdi 12", ["arrival"] = "Monday 1 June, 15:00",
        ["codes"] = "[[code:K7Q2]] (street door)\n[[code:M3XW]] (attic)", ["from"] = "Monday 1 June, 15:00", ["until"] = "Friday 5 June, 11:00, Barcelona time",
        ["steps"] = "1. Street door\n2. Attic", ["help"] = "Type it {{again}}.", ["page"] = "https://stay.example.com/g/kdvr",
    };

    /// <summary>Twilio's and Meta's rules for variables: not first, not last, not side by side, in sequence, at least 2x+1 words for x of them.</summary>
    private static IEnumerable<string> Broken(string body)
    {
        var variables = Variable().Matches(body);
        var between = Variable().Split(body).Where((_, i) => i % 2 == 0).ToArray();
        if (!between.All(words => words.Any(char.IsLetter)))
        {
            yield return "a variable begins or ends the text or stands beside another";
        }

        if (!variables.Select(match => match.Groups[1].Value).SequenceEqual(Enumerable.Range(1, variables.Count).Select(i => $"{i}")))
        {
            yield return "the variables are not in sequence";
        }

        if (between.Sum(words => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Any(char.IsLetter)).Sum(Words)) < (2 * variables.Count) + 1)
        {
            yield return "too few words";
        }
    }

    /// <summary>Chinese and Japanese have no spaces between their words, which are of two signs as a rule.</summary>
    private static int Words(string word) => Math.Max(1, word.Count(letter => letter is >= '\u3040' and <= '\u30ff' or >= '\u4e00' and <= '\u9fff') / 2);

    private static string Filled(string body, IReadOnlyDictionary<string, string> variables) => Variable().Replace(body, match => variables[match.Groups[1].Value]);

    [GeneratedRegex(@"\{\{(\d+)\}\}")]
    private static partial Regex Variable();
}
