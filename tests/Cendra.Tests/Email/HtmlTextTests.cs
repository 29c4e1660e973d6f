using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>A mail that came as HTML alone reads as its sender saw it, and its quotes are known whatever the language.</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>Hello&nbsp;there,</p><p>we come<br>at 3 &amp; leave &#x34;</p>", "Hello there,\n\nwe come\nat 3 & leave 4")]
    [InlineData("<html><head><title>t</title><style>p{color:red}</style></head><body><script>alert(1)</script>Hi</body></html>", "Hi")]
    [InlineData("<div>one</div><div>two   three\n four</div>", "one\ntwo three four")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<h1>Title</h1><ul><li>x</li><li>y</li></ul>", "Title\n\nx\ny")]
    [InlineData("See <a href=\"https://evil.test/\">our house</a>", "See our house")]
    [InlineData("<div style=\"display: none\">preview</div>Hi<span hidden>no</span>", "Hi")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("5 &lt; 6<br/>done", "5 < 6\ndone")]
    [InlineData("<b>never <i>closed", "never closed")]
    [InlineData("<div style=\"display:none\">forgotten to close", "forgotten to close")]
    [InlineData("no tags at all", "no tags at all")]
    [InlineData("<html><head><meta charset=utf-8><style>p{}</style><div>Hi</div></html>", "Hi")]
    [InlineData("<head><title>t</title>Hi <b>there</b>", "Hi there")]
    [InlineData("<p style=\"display:none\">preview<p>Hi</p><p>there</p>", "Hi\n\nthere")]
    [InlineData("Hi<div><p hidden>preview</div><div>there</div>", "Hi\nthere")]
    [InlineData("<table><tr><td>Hi</td><td style=\"display:none\">x<tr><td>there</td></tr></table>", "Hi\nthere")]
    [InlineData("Hi<ul><li hidden>x<li>there</ul>", "Hi\n\nthere")]
    [InlineData("Hi<div hidden><div>x</div></b><p>y</div>there", "Hithere")]
    [InlineData("", "")]
    public void Text_is_what_a_reader_sees(string html, string text) => Assert.Equal(text, HtmlText.Of(html));

    [Theory]
    [InlineData("<div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Sun 20 Xy 2026, Sea &lt;a@sea.test&gt; zzz:<br></div><blockquote class=\"gmail_quote\" style=\"margin:0\"><div>Old</div></blockquote></div>")]
    [InlineData("<div class=\"moz-cite-prefix\">20.11.2026 Sea zzz:<br></div><blockquote type=\"cite\"><p>Old</p></blockquote>")]
    [InlineData("<div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>Xy:</b> Sea<br><b>Zz:</b> now</div><div>Old</div>")]
    [InlineData("<div id=\"x_divRplyFwdMsg\">Sea</div><p>Old</p>")]
    [InlineData("<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p><b>Xy:</b> Sea</p></div><p>Old</p>")]
    [InlineData("<div style=\"border:none; border-top:solid #B5C4DF 1.0pt\"><p>Sea</p></div><p>Old</p>")]
    [InlineData("<hr id=\"stopSpelling\">Sea<br>Old")]
    [InlineData("<div id=\"yahoo_quoted_1\" class=\"yahoo_quoted\"><div>Sea zzz</div><div>Old</div></div>")]
    [InlineData("<span id=\"OLK_SRC_BODY_SECTION\"><div>Sea</div><div>Old</div></span>")]
    [InlineData("<blockquote type=\"cite\"><div>Sea zzz</div><blockquote type=\"cite\">Old</blockquote></blockquote>")]
    public void A_quoted_mail_is_cut_by_what_its_program_wrote_around_it(string quoted) =>
        Assert.Equal("Two of us.\n\nAna", ReplyText.Of(HtmlText.Of($"<html><body><p>Two of us.</p><p>Ana</p>{quoted}</body></html>")).Text);

    [Fact]
    public void What_is_written_below_or_between_quotes_stays()
    {
        Assert.Equal("Two of us.", ReplyText.Of(HtmlText.Of("<div class=\"moz-cite-prefix\">zzz:</div><blockquote type=\"cite\">How many?</blockquote><p>Two of us.</p>")).Text);
        Assert.Equal("Hi\n\n> How many?\n\nTwo.\n\n> When?\n\nAt 3.",
            ReplyText.Of(HtmlText.Of("<p>Hi</p><blockquote type=\"cite\">How many?</blockquote><p>Two.</p><blockquote type=\"cite\">When?</blockquote><p>At 3.</p>")).Text);
    }

    [Fact]
    public void A_mark_of_a_quote_that_a_guest_did_not_make_does_not_hide_the_guests_words() =>
        Assert.Equal("My own citation", ReplyText.Of(HtmlText.Of("<blockquote>My own citation</blockquote>")).Text);

    [Theory]
    [InlineData("<div><blockquote type=cite>", 100_000)]
    [InlineData("<a ", 300_000)]
    [InlineData("&amp", 300_000)]
    [InlineData("<![CDATA[", 100_000)]
    [InlineData("<!-- -", 100_000)]
    public void Endless_tags_end(string piece, int times) => Assert.InRange(HtmlText.Of(string.Concat(Enumerable.Repeat(piece, times))).Length, 0, ReplyText.Longest + 100);
}
