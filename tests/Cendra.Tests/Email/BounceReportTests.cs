using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>What became of a mail of ours is read from the report, also from one that says little.</summary>
public sealed class BounceReportTests
{
    private const string Original = "Content-Type: message/rfc822\n\nFrom: stay@sea.test\nMessage-ID: <c.1@mail.sea.test>\n\nx\n";

    [Fact]
    public void Each_receiver_has_its_own_fate()
    {
        var report = Report("""
            Final-Recipient: rfc822; Ana@Guest.test
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1
                <ana@guest.test> nobody here

            Final-Recipient: rfc822;ben@guest.test
            Action: delayed (still trying)
            Status: 4.4.1

            Original-Recipient: rfc822;cem@guest.test
            Final-Recipient: rfc822;internal-name@mx.guest.test
            Action: delivered
            Status: 2.0.0

            Final-Recipient: rfc822; dan@guest.test
            Action: whatever
            Diagnostic-Code: smtp; 550 5.7.1 refused
            """, Original)!;

        Assert.Equal("c.1@mail.sea.test", report.OriginalMessageId);
        Assert.Equal(
            [
                new("ana@guest.test", BounceAction.Failed, "5.1.1", "550 5.1.1 <ana@guest.test> nobody here"),
                new("ben@guest.test", BounceAction.Delayed, "4.4.1", ""),
                new("cem@guest.test", BounceAction.Delivered, "2.0.0", ""),
                new BouncedReceiver("dan@guest.test", BounceAction.Unknown, "5.7.1", "550 5.7.1 refused"),
            ],
            report.Receivers);
        Assert.Equal([true, false, false, false], report.Receivers.Select(r => r.IsPermanent));
        Assert.DoesNotContain("@", report.Receivers[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_of_the_original_alone_tell_which_it_was() =>
        Assert.Equal("c.2@mail.sea.test", Report("Final-Recipient: rfc822; a@guest.test\nAction: failed\n", "Content-Type: text/rfc822-headers\n\nFrom: stay@sea.test\nMessage-ID: <c.2@mail.sea.test>\n")!.OriginalMessageId);

    [Fact]
    public void A_report_without_a_readable_part_names_its_receivers_in_a_header()
    {
        var report = Report("", Original, "X-Failed-Recipients: ana@guest.test, Ben@guest.test\n")!;

        Assert.Equal([new("ana@guest.test", BounceAction.Failed, "", ""), new BouncedReceiver("ben@guest.test", BounceAction.Failed, "", "")], report.Receivers);
        Assert.Equal("c.1@mail.sea.test", report.OriginalMessageId);
        Assert.False(report.Receivers[0].IsPermanent);
    }

    [Fact]
    public void Without_the_original_the_mail_that_the_report_answers_is_meant() =>
        Assert.Equal("c.3@mail.sea.test", BounceReport.Of(Mails.Read("From: mailer-daemon@mx.test\nX-Failed-Recipients: a@guest.test\nIn-Reply-To: <c.3@mail.sea.test>\n\nsorry").Mime)!.OriginalMessageId);

    [Theory]
    [InlineData("Final-Recipient: rfc822; nobody\nAction: failed")]
    [InlineData("Action: failed\nStatus: 5.0.0")]
    [InlineData("garbage")]
    [InlineData("")]
    public void A_report_that_names_nobody_is_none(string groups) => Assert.Null(Report(groups, Original));

    [Fact]
    public void A_guests_mail_is_no_report() => Assert.Null(BounceReport.Of(Mails.With("").Mime));

    [Fact]
    public void What_the_other_server_says_is_one_line_of_bounded_length()
    {
        var diagnostic = Report($"Final-Recipient: rfc822; a@guest.test\nDiagnostic-Code: smtp; {string.Concat(Enumerable.Repeat("a\u202e\tb\n c ", 300))}\n", Original)!.Receivers[0].Diagnostic;

        Assert.InRange(diagnostic.Length, 100, 300);
        Assert.DoesNotContain(diagnostic, c => char.IsControl(c) || c == '\u202e');
    }

    private static BounceReport? Report(string groups, string original, string headers = "") => BounceReport.Of(Mails.Read($"""
        From: mailer-daemon@mx.test
        {headers}Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.test

        {groups}

        --b
        {original}
        --b--
        """).Mime);
}
