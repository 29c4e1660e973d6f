using System.Text;
using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What a mail says is read without trusting it.</summary>
public sealed class IncomingMailTests
{
    [Fact]
    public void A_guests_mail_says_who_when_about_what_and_to_whom()
    {
        var mail = Mails.Read("""
            Delivered-To: stay+00ff@sea.test
            X-Original-To: Stay+00FF@sea.test
            From: "Ana Gómez" <Ana@Guest.Test>
            To: Sea View <stay@sea.test>, "Other" <other@sea.test>
            Cc: undisclosed-recipients:;
            Subject: =?utf-8?q?Re=3A_Llegada?=
             =?utf-8?q?_ma=C3=B1ana?=
            Date: Mon, 23 Nov 2026 08:32:03 +0100
            Message-ID: <one@guest.test>
            In-Reply-To: <c.1@sea.test>
            References: <c.0@sea.test> <c.1@sea.test>

            ¿A qué hora?
            """);

        Assert.Equal(("one@guest.test", "one@guest.test", "c.1@sea.test"), (mail.MessageId, mail.DedupeKey, mail.InReplyTo));
        Assert.Equal(["c.0@sea.test", "c.1@sea.test"], mail.References);
        Assert.Equal(["stay+00ff@sea.test", "stay@sea.test", "other@sea.test"], mail.DeliveredTo);
        Assert.Equal(("Re: Llegada mañana", "ana@guest.test", FromProblem.None, SenderSuspicions.None), (mail.Subject, mail.Sender.Address, mail.Sender.Problem, mail.Sender.Suspicions));
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 8, 32, 3, TimeSpan.FromHours(1)), mail.Date);
        Assert.Equal("¿A qué hora?", mail.Reply.Text);
    }

    [Theory]
    [InlineData("From: a@x.test\nFrom: b@y.test", FromProblem.SeveralHeaders)]
    [InlineData("From: a@x.test, b@y.test", FromProblem.SeveralMailboxes)]
    [InlineData("From: friends: a@x.test;", FromProblem.SeveralMailboxes)]
    [InlineData("From: Ana", FromProblem.NotAnAddress)]
    [InlineData("From: <\"\">", FromProblem.NotAnAddress)]
    [InlineData("From: Ana <ana@localhost>", FromProblem.NotAnAddress)]
    [InlineData("From:", FromProblem.Missing)]
    [InlineData("Subject: x", FromProblem.Missing)]
    public void Nobody_wrote_a_mail_without_exactly_one_sender(string headers, FromProblem problem)
    {
        var sender = Mails.Read($"{headers}\n\nHi").Sender;

        Assert.Equal(problem, sender.Problem);
        Assert.Null(sender.Address);
    }

    [Theory]
    [InlineData("From: \"ana@guest.test\" <mallory@evil.test>", SenderSuspicions.NameShowsAnotherAddress)]
    [InlineData("From: ana@guest.test <mallory@evil.test>", SenderSuspicions.NameShowsAnotherAddress)]
    [InlineData("From: =?utf-8?q?ana=40guest.test?= <mallory@evil.test>", SenderSuspicions.NameShowsAnotherAddress)]
    [InlineData("From: \"ana\uFF20guest.test\" <mallory@evil.test>", SenderSuspicions.NameShowsAnotherAddress)]
    [InlineData("From: \"ana\uFE6Bguest.test\" <mallory@evil.test>", SenderSuspicions.NameShowsAnotherAddress)]
    [InlineData("From: \"ana@\u200Bguest.test\" <mallory@evil.test>", SenderSuspicions.NameShowsAnotherAddress)]
    [InlineData("From: \"mallory@evil.test\" <mallory@evil.test>", SenderSuspicions.None)]
    [InlineData("From: mallory@evil.test\nReply-To: other@evil.test", SenderSuspicions.None)]
    [InlineData("From: mallory@evil.test\nReply-To: ana@guest.test", SenderSuspicions.RepliesGoElsewhere)]
    [InlineData("From: mallory@evil.test\nReply-To: <\"\">", SenderSuspicions.BrokenReplyTo)]
    [InlineData("From: mallory@evil.test\nReply-To: <\"\">, ana@guest.test", SenderSuspicions.BrokenReplyTo | SenderSuspicions.RepliesGoElsewhere)]
    public void A_name_that_is_another_address_and_answers_to_elsewhere_are_suspicious(string headers, SenderSuspicions suspicions)
    {
        var sender = Mails.Read($"{headers}\n\nHi").Sender;

        Assert.Equal(("mallory@evil.test", suspicions), (sender.Address, sender.Suspicions));
        Assert.DoesNotContain("@", sender.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_that_look_alike_are_another_domain() => Assert.Equal("ana@xn--gust-w4d.test", Mails.Read("From: ana@gu\u0435st.test\n\nHi").Sender.Address);

    [Fact]
    public void A_letter_that_only_becomes_an_ascii_one_when_it_is_made_small_is_another_address() => Assert.NotEqual("mike@guest.test", Mails.Read("From: mi\u212Ae@guest.test\n\nHi").Sender.Address);

    [Fact]
    public void A_mail_without_an_id_has_a_key_that_is_its_own_however_it_is_fetched()
    {
        const string Text = "From: a@x.test\nTo: b@y.test\nDate: Mon, 23 Nov 2026 08:32:03 +0000\nSubject: s\n\nHi";
        var key = Mails.Read(Text).DedupeKey;

        Assert.StartsWith("sha256:", key, StringComparison.Ordinal);
        Assert.Equal(key, Mails.Read("Received: by mx.sea.test\nMessage-ID: \n" + Text).DedupeKey);
        Assert.Equal(5, new[] { Text, Text + "!", Text.Replace(": s", ": t"), Text.Replace("a@x", "c@x"), Text.Replace(":03", ":04") }.Select(t => Mails.Read(t).DedupeKey).Distinct().Count());
    }

    [Theory]
    [InlineData("<>")]
    [InlineData("")]
    public void An_id_that_cannot_be_looked_up_is_none(string id) => Assert.StartsWith("sha256:", Mails.Read($"From: a@x.test\nMessage-ID: {id}\n\nHi").DedupeKey, StringComparison.Ordinal);

    [Fact]
    public void Of_a_long_conversation_the_last_twenty_mails_are_known() =>
        Assert.Equal(Enumerable.Range(81, 20).Select(i => $"{i}@x.test"), Mails.With("References: " + string.Join("\n ", Enumerable.Range(1, 100).Select(i => $"<{i}@x.test>"))).References);

    [Fact]
    public void Nothing_in_a_subject_or_a_files_name_starts_a_new_line()
    {
        var mail = Mails.Read("From: a@x.test\nSubject: =?utf-8?q?one=0D=0ABcc=3A_b=40y.test=E2=80=AE?=\nContent-Type: application/pdf; name=\"x\"\nContent-Disposition: attachment; filename*=utf-8''..%2F..%2Fa%0D%0Ab%00.pdf\n\n1234");

        Assert.Equal("oneBcc: b@y.test", mail.Subject);
        Assert.Equal(("application/pdf", "a b .pdf", 4), (mail.Files[0].Kind, mail.Files[0].Name, mail.Files[0].Bytes));
    }

    [Fact]
    public void A_mail_and_its_parts_do_not_print_what_they_hold()
    {
        var reading = IncomingMail.Read(Mails.Raw("From: secret@x.test\nSubject: secret\nContent-Type: application/pdf; name=secret\n\nsecret"));

        Assert.DoesNotContain("secret", $"{reading}{reading.Mail}{reading.Mail!.Sender}{reading.Mail.Files[0]}{reading.Mail.Reply}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("windows-1252", "caf\u00e9", 0xE9)]
    [InlineData("iso-8859-1", "caf\u00e9", 0xE9)]
    [InlineData("koi8-r", "caf\u0418", 0xE9)]
    [InlineData("cp1251", "caf\u0439", 0xE9)]
    [InlineData("x-nobody-knows", "caf\u00e9", 0xE9)]
    [InlineData("us-ascii", "caf\u00e9", 0xE9)]
    [InlineData("utf-8", "caf\u00e9", 0xE9)]
    [InlineData("utf-16", "caf\u00e9", 0xE9)]
    [InlineData("utf-7", "caf\u00e9", 0xE9)]
    [InlineData("\"", "caf\u00e9", 0xE9)]
    [InlineData("us-ascii", "caf\u00e9", 0xC3, 0xA9)]
    [InlineData("x-nobody-knows", "caf\u00e9", 0xC3, 0xA9)]
    public void Letters_are_read_whatever_the_mail_says_of_them(string charset, string text, params int[] last) =>
        Assert.Equal(text, IncomingMail.Read([.. Mails.Raw($"From: a@x.test\nContent-Type: text/plain; charset={charset}\n\ncaf"), .. last.Select(b => (byte)b)]).Mail!.Text);

    [Theory]
    [InlineData("utf-8")]
    [InlineData("us-ascii")]
    [InlineData("x-nobody-knows")]
    public void One_broken_letter_does_not_break_all_the_others(string charset) =>
        Assert.Equal("ключ 钥匙 на \uFFFDстоле", IncomingMail.Read([.. Mails.Raw($"From: a@x.test\nContent-Type: text/plain; charset={charset}\n\nключ 钥匙 на "), 0xC3, .. "столе"u8]).Mail!.Text);

    [Fact]
    public void Of_a_mail_that_was_cut_off_within_its_headers_the_rest_is_known() => Assert.Equal("ana@guest.test", Mails.Read(Mails.Guest + "In-Reply").Sender.Address);

    [Fact]
    public void A_mail_whose_lines_end_in_carriage_returns_alone_is_read() =>
        Assert.Equal(("s", "Hi\nthere"), IncomingMail.Read(Encoding.ASCII.GetBytes("From: a@x.test\rSubject: s\r\rHi\rthere")).Mail is { } mail ? (mail.Subject, mail.Text) : default);
}
