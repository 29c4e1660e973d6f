using System.Text;
using System.Xml.Linq;
using MimeKit;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What a guest reads of a mail: the same words in both forms, the code in one piece, links that lead where they say.</summary>
public sealed class WritingTextTests
{
    private const string Arabic = "مرحبًا آنا، إليك طريقة الدخول.\n\nرمز الدخول: 471122\nاتصل بنا: +34 600 111 907\n\nكل ذلك في صفحة واحدة: " + WritingDrafts.Link;
    private const string Chinese = "您好 Ana，以下是入住方式。\n\n您的门码是4711 22。\n所有信息都在这一页：https://stay.sea.test/g/q3J8请保存。";

    public static TheoryData<string, string> Texts() => new()
    {
        { "en", WritingDrafts.Arrival }, { "ar", Arabic }, { "zh", Chinese }, { "de", "Grüße aus Köln.\n\n  eingerückt \nFrom here\n.\n..\n> kein Zitat\n\n\nEnde ✓ 🗝️" },
        { "en", string.Join('\n', Enumerable.Repeat(new string('x', 5000), 3)) }, { "zh", new string('门', 5000) }, { "en", "Yes." },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Both_forms_hold_the_words_as_they_were_written(string language, string text)
    {
        var draft = WritingDrafts.Of(text, language, codes: ["4711 22", "471122"]);
        var read = WritingDrafts.Read(draft);

        Assert.Equal($"{text}\n\n-- \nAn assistant wrote this.", WritingDrafts.Plain(draft));
        Assert.StartsWith(Words(text), Words(read.Text), StringComparison.Ordinal);
        Assert.Equal($"SeaView{Words(text)}Anassistantwrotethis.", Words(Xml(draft).Root!.Element("body")!.Value));
        Assert.Equal(text, WritingDrafts.Plain(WritingDrafts.Of(text, language, foot: "")));
        Assert.All(Encoding.ASCII.GetString(WritingDrafts.Raw(draft)).Split("\n"), line => Assert.InRange(line.Length, 0, 250));
        Assert.All(WritingDrafts.Raw(draft), b => Assert.InRange(b, 9, 126));
    }

    [Fact]
    public void Plain_words_come_first_and_both_are_UTF_8()
    {
        var parts = Assert.IsType<MultipartAlternative>(WritingDrafts.Sent(WritingDrafts.Of()).Body).Cast<TextPart>().ToList();

        Assert.Equal(["text/plain", "text/html"], parts.Select(p => p.ContentType.MimeType));
        Assert.All(parts, p => Assert.Equal("utf-8", p.ContentType.Charset));
        Assert.All(parts, p => Assert.Contains(p.ContentTransferEncoding, new[] { ContentEncoding.QuotedPrintable, ContentEncoding.Base64 }));
    }

    [Fact]
    public void A_code_stands_out_once_where_it_stands_and_not_within_other_numbers()
    {
        var draft = WritingDrafts.Of($"Street door 4711 22, flat 4711. Call +34 4711 22 0, room 4711 225.\n{WritingDrafts.Link}&c=4711\nAgain: 4711 22", codes: ["4711", "4711 22", ""]);
        var codes = Xml(draft).Descendants("strong").ToList();

        Assert.Equal(["4711 22", "4711", "4711", "4711 22"], codes.Select(c => c.Value));
        Assert.All(codes, c => Assert.Equal("ltr", (string?)c.Attribute("dir")));
        Assert.All(codes, c => Assert.Contains("white-space:nowrap", (string?)c.Attribute("style"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("See https://sea.test/a.", "https://sea.test/a")]
    [InlineData("(https://sea.test/a), or", "https://sea.test/a")]
    [InlineData("https://sea.test/a_(b)?x=1&y='2'#z", "https://sea.test/a_(b)?x=1&y='2'#z")]
    [InlineData("页：https://sea.test/g/a。请", "https://sea.test/g/a")]
    [InlineData("页：https://sea.test/g/a请", "https://sea.test/g/a")]
    [InlineData("HTTP://SEA.test", "HTTP://SEA.test")]
    [InlineData("https://bank.test@other.test/x", null)]
    [InlineData("https://exämple.test/", null)]
    [InlineData("https://ex.ämple.test/", null)]
    [InlineData("https://exa\u0301mple.test/", null)]
    [InlineData("https://sea.test/a\u200F", "https://sea.test/a")]
    [InlineData("https://sea.test/menú", null)]
    [InlineData("https://sea.test请看", null)]
    [InlineData("xhttps://sea.test", null)]
    [InlineData("javascript:alert(1) data:text/html,x //sea.test mailto:a@b.test", null)]
    [InlineData("https:// http://? https://%", null)]
    public void A_link_is_what_it_shows(string text, string? link)
    {
        var links = Xml(WritingDrafts.Of(text, codes: [], foot: "")).Descendants("a").ToList();

        Assert.Equal(link is null ? [] : [link], links.Select(a => a.Value));
        Assert.All(links, a => Assert.Equal(a.Value, (string?)a.Attribute("href")));
    }

    [Fact]
    public void Arabic_runs_from_right_to_left_and_codes_links_and_numbers_in_it_from_left_to_right()
    {
        var page = Xml(WritingDrafts.Of(Arabic, "ar", codes: ["471122"]));

        Assert.Equal(("rtl", "ar"), ((string?)page.Root!.Attribute("dir"), (string?)page.Root.Attribute("lang")));
        Assert.Equal("rtl", (string?)page.Descendants("table").First().Attribute("dir"));
        Assert.Equal(["471122", "+34 600 111 907", WritingDrafts.Link], page.Descendants("p").DescendantNodes().OfType<XElement>().Where(e => (string?)e.Attribute("dir") == "ltr").Select(e => e.Value));
    }

    [Theory]
    [InlineData("he-IL", "Shalom", "rtl")]
    [InlineData("fa", "Salam", "rtl")]
    [InlineData("en", "مرحبًا Ana، أهلا بك", "rtl")]
    [InlineData("en", "Your code is at مرحبًا", "ltr")]
    [InlineData("zh-Hant", "您好", "ltr")]
    [InlineData("zzz", "Hello", "ltr")]
    [InlineData("\" onload=\"x", "Hello", "ltr")]
    public void The_direction_is_that_of_the_language_or_of_most_letters(string language, string text, string direction) =>
        Assert.Equal(direction, (string?)Xml(WritingDrafts.Of(text, language)).Root!.Attribute("dir"));

    [Fact]
    public void Nothing_in_it_is_fetched_or_run()
    {
        var page = Xml(WritingDrafts.Of("<img src=https://x.test/a.png> <script>x</script> {{property}} [[link]]", name: "<script>", header: "<b>x</b>", foot: "<iframe src='https://x.test'>"));

        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "img" or "script" or "iframe" or "link" or "form" or "input" or "b");
        Assert.DoesNotContain("url(", WritingDrafts.Html(WritingDrafts.Of()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", WritingDrafts.Html(WritingDrafts.Of()), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "background" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    internal static XDocument Xml(Cendra.Messaging.Email.Writing.MailDraft draft) => XDocument.Parse(WritingDrafts.Html(draft));

    private static string Words(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
