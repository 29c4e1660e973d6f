using System.Text.RegularExpressions;
using Cendra.Messaging.Email.Writing;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>A guest answers our mail, and the program quotes it: only the guest's words are read, and our code does not come back as something that was typed.</summary>
public sealed partial class WritingRepliesTests
{
    private const string Question = "Thanks! May we come at three?";
    private const string Wrote = "On Mon, 30 Nov 2026 at 10:00, Sea View <stay@sea.test> wrote:";

    public static TheoryData<string, string> Replies()
    {
        var styles = new TheoryData<string, string>();
        foreach (var language in new[] { "en", "ar", "zh" })
        {
            foreach (var style in new[] { "gmail", "gmail html", "outlook", "outlook html", "outlook phone html", "apple", "apple html", "thunderbird html", "yahoo html" })
            {
                styles.Add(style, language);
            }
        }

        return styles;
    }

    [Theory]
    [MemberData(nameof(Replies))]
    public void Only_what_the_guest_wrote_is_left(string style, string language)
    {
        foreach (var words in new[] { Question, "Ok" })
        {
            var reply = Mails.With($"Content-Type: text/{(style.EndsWith("html", StringComparison.Ordinal) ? "html" : "plain")}; charset=utf-8", Body(style, words, Letter(language))).Reply;

            Assert.Equal(words, reply.Text);
            Assert.False(reply.MayHoldQuotes);
        }
    }

    private static MailDraft Letter(string language) => language switch
    {
        "ar" => WritingDrafts.Of("مرحبًا آنا، إليك طريقة الدخول.\n\nرمز الدخول: 471122\n\nكل ذلك في صفحة واحدة: " + WritingDrafts.Link, "ar", codes: ["471122"]),
        "zh" => WritingDrafts.Of("您好 Ana，以下是入住方式。\n\n您的门码：4711 22\n\n所有信息都在这一页：" + WritingDrafts.Link, "zh"),
        _ => WritingDrafts.Of(),
    };

    private static string Body(string style, string words, MailDraft letter)
    {
        var (plain, html) = (WritingDrafts.Plain(letter), Inner().Match(WritingDrafts.Html(letter)).Groups[1].Value);
        const string Block = "From: Sea View <stay@sea.test>\nSent: Monday, November 30, 2026 10:00 AM\nTo: Ana <ana@guest.test>\nSubject: How to get in: Sea View";
        return style switch
        {
            "gmail" or "apple" => $"{words}\n\n{Wrote}\n\n> {plain.Replace("\n", "\n> ", StringComparison.Ordinal)}",
            "gmail html" => $"<div dir=\"ltr\">{words}</div><br><div class=\"gmail_quote gmail_quote_container\"><div dir=\"ltr\" class=\"gmail_attr\">{Encoded(Wrote)}<br></div><blockquote class=\"gmail_quote\" style=\"margin:0\">{html.Replace("class=\"m-", "class=\"m_8812m-", StringComparison.Ordinal)}</blockquote></div>",
            "outlook" => $"{words}\n\n________________________________\n{Block}\n\n{plain}",
            "outlook html" => $"<html><body><div class=\"WordSection1\"><p class=\"MsoNormal\">{words}</p><div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in\"><p>{Encoded(Block).Replace("\n", "<br>", StringComparison.Ordinal)}</p></div>{html}</div></body></html>",
            "outlook phone html" => $"<html><body><div>{words}</div><hr><div id=\"divRplyFwdMsg\" dir=\"ltr\"><b>{Encoded(Block).Replace("\n", "<br>", StringComparison.Ordinal)}</b></div><div>{html}</div></body></html>",
            "apple html" => $"<html><body>{words}<br><div><br><blockquote type=\"cite\"><div>On 30 Nov 2026, at 10:00, Sea View &lt;stay@sea.test&gt; wrote:</div><br><div>{html}</div></blockquote></div></body></html>",
            "thunderbird html" => $"<html><body><p>{words}</p><div class=\"moz-cite-prefix\">{Encoded(Wrote)}<br></div><blockquote type=\"cite\" cite=\"mid:c.t0k.1@sea.test\">{html}</blockquote></body></html>",
            _ => $"<html><body><div>{words}</div><div id=\"ydp1yahoo_quoted\" class=\"yahoo_quoted\"><div>{Encoded(Wrote)}</div>{html}</div></body></html>",
        };
    }

    private static string Encoded(string text) => System.Net.WebUtility.HtmlEncode(text);

    [GeneratedRegex("<body[^>]*>(.*)</body>", RegexOptions.Singleline)]
    private static partial Regex Inner();
}
