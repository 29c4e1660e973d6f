using System.Text;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Writing;
using MimeKit;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What stands above a mail to a guest: one sender, one receiver, its place in the conversation, and that a program wrote it where one did.</summary>
public sealed class WritingHeadersTests
{
    [Fact]
    public void A_mail_names_its_conversation_and_where_answers_go()
    {
        var mime = WritingDrafts.Sent(WritingDrafts.Of(answers: "q@guest.test", references: ["a@guest.test", "q@guest.test", "a@guest.test", "not one", ""]));

        Assert.Equal("c.t0k.1@sea.test", mime.MessageId);
        Assert.Equal("q@guest.test", mime.InReplyTo);
        Assert.Equal(["a@guest.test", "q@guest.test"], mime.References);
        Assert.Equal("stay+t0k@sea.test", Assert.IsType<MailboxAddress>(Assert.Single(mime.ReplyTo)).Address);
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.Zero), mime.Date);
        Assert.Equal("en", mime.Body!.Headers["Content-Language"]);
        Assert.Equal("cendra-1", mime.Headers["X-Loop"]);
        Assert.Null(mime.Headers["X-Mailer"]);
        Assert.Empty(mime.Cc.Concat(mime.Bcc));
    }

    [Theory]
    [InlineData(MailOccasion.Answer, "auto-replied")]
    [InlineData(MailOccasion.Scheduled, "auto-generated")]
    [InlineData(MailOccasion.Person, null)]
    public void What_a_program_wrote_says_so_and_what_a_person_wrote_does_not(MailOccasion occasion, string? said)
    {
        var mime = WritingDrafts.Sent(WritingDrafts.Of(occasion: occasion));

        Assert.Equal(said, mime.Headers["Auto-Submitted"]);
        Assert.Equal(said is null ? null : "All", mime.Headers["X-Auto-Response-Suppress"]);
    }

    [Fact]
    public void The_last_twenty_mails_are_named_and_long_ids_stay_whole()
    {
        var ids = Enumerable.Range(0, 30).Select(i => $"{new string('x', 200)}{i}@guest.test").ToArray();
        var read = WritingDrafts.Read(WritingDrafts.Of(answers: ids[^1], references: ids));

        Assert.Equal(ids[^20..], read.References);
        Assert.Equal(ids[^1], read.InReplyTo);
    }

    [Theory]
    [InlineData("Sea View", "Sea View")]
    [InlineData("ana@guest.test", "")]
    [InlineData("Sea View <ana@guest.test>", "Sea View")]
    [InlineData("\"Sea\" View, \\ana＠guest。test\r\nBcc: x@y.test", "Sea View, Bcc:")]
    [InlineData("ana @ guest.test the host", "the host")]
    [InlineData("Casa@Mar", "Casa@Mar")]
    [InlineData("\u202EtsoH\u0000", "tsoH")]
    [InlineData("=?utf-8?q?ana=40guest.test?=", "= ?utf-8?q?ana=40guest.test?=")]
    [InlineData("海景公寓 🌊", "海景公寓 🌊")]
    [InlineData("(comment) a; b: c, d", "(comment) a; b: c, d")]
    public void The_name_shown_is_never_another_address(string typed, string shown)
    {
        var draft = WritingDrafts.Of(name: typed);
        var from = Assert.IsType<MailboxAddress>(Assert.Single(WritingDrafts.Sent(draft).From));
        var sender = WritingDrafts.Read(draft).Sender;

        Assert.Equal(shown, from.Name ?? "");
        Assert.Equal("stay@sea.test", from.Address);
        Assert.Equal((FromProblem.None, SenderSuspicions.None), (sender.Problem, sender.Suspicions));
    }

    [Theory]
    [InlineData("From", "not an address", "ana@guest.test", null)]
    [InlineData("From", "a@x.test, b@y.test", "ana@guest.test", null)]
    [InlineData("To", "stay@sea.test", "ana@guest.test\r\nBcc: b@y.test", null)]
    [InlineData("To", "stay@sea.test", "Ana <ana@guest.test>", null)]
    [InlineData("To", "stay@sea.test", "", null)]
    [InlineData("ReplyTo", "stay@sea.test", "ana@guest.test", "b@")]
    public void An_address_that_is_none_is_refused_by_name_and_not_printed(string part, string from, string to, string? replyTo)
    {
        var refused = Assert.Throws<ArgumentException>(() => MailWriter.Write(WritingDrafts.Of(from: from, to: to, replyTo: replyTo)));

        Assert.Equal(part, refused.ParamName);
        Assert.DoesNotContain('@', refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a@x> <b@y")]
    [InlineData("a@x\r\nBcc: b@y.test")]
    public void A_mail_without_a_usable_id_is_not_written(string id) => Assert.Equal("MessageId", Assert.Throws<ArgumentException>(() => MailWriter.Write(WritingDrafts.Of(id: id))).ParamName);

    [Fact]
    public void An_address_keeps_its_capitals_and_a_domain_of_other_letters_goes_in_ASCII() =>
        Assert.Contains("\r\nTo: Ana.Gomez@xn--strae-oqa.test\r\n", Encoding.ASCII.GetString(WritingDrafts.Raw(WritingDrafts.Of(to: " Ana.Gomez@straße.test "))).ReplaceLineEndings("\r\n"), StringComparison.Ordinal);

    [Fact]
    public void A_subject_is_one_line_and_not_endless()
    {
        var subject = WritingDrafts.Sent(WritingDrafts.Of(subject: $"Re: Ключ\r\nBcc: b@y.test {new string('x', 10_000)}")).Subject!;

        Assert.StartsWith("Re: Ключ Bcc: b@y.test xxx", subject, StringComparison.Ordinal);
        Assert.Equal(MailWriter.LongestSubject, subject.Length);
        Assert.Equal("Re: Früher da?", WritingDrafts.Sent(WritingDrafts.Of(subject: "Re: Früher da?")).Subject);
    }

    [Fact]
    public void The_same_draft_makes_the_same_bytes_and_another_id_other_ones()
    {
        Assert.Equal(WritingDrafts.Raw(WritingDrafts.Of()), WritingDrafts.Raw(WritingDrafts.Of()));
        Assert.NotEqual(WritingDrafts.Raw(WritingDrafts.Of()), WritingDrafts.Raw(WritingDrafts.Of(id: "c.t0k.2@sea.test")));
    }

    [Fact]
    public void A_draft_does_not_print_what_it_holds() => Assert.DoesNotContain(WritingDrafts.Code, WritingDrafts.Of().ToString()!, StringComparison.Ordinal);
}
