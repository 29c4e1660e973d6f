using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>A sender is believed only for what our own server wrote above the line with which it took the mail over.</summary>
public sealed class SenderTrustTests
{
    private const string Outside = "Received: from mail.guest.test (mail.guest.test [192.0.2.1])\n\tby mx.sea.test (Postfix) with ESMTPS id 1;\n\tMon, 23 Nov 2026 08:32:03 +0000";
    private const string Within = "Received: from mx.sea.test ([127.0.0.1])\n\tby mx.sea.test with LMTP\n\tid 2\n\t(envelope-from <ana@guest.test>)\n\tfor <stay@sea.test>; Mon, 23 Nov 2026 08:32:03 +0000";
    private const string Pass = "Authentication-Results: mx.sea.test; dkim=pass header.d=guest.test; dmarc=pass (p=reject) header.from=guest.test";
    private const string Fail = "Authentication-Results: mx.sea.test; spf=pass smtp.mailfrom=evil.test; dmarc=fail header.from=guest.test";
    private const string From = "From: Ana <ana@guest.test>";

    [Theory]
    [InlineData(Pass, Outside, From)]
    [InlineData(Within, Pass, Outside, From)]
    [InlineData(Within, "Authentication-Results: MX.sea.test 1; dmarc=pass header.from=Guest.Test", Outside, From)]
    [InlineData(Within, "Authentication-Results: mx.sea.test; spf=none", Pass, Outside, From)]
    public void A_stamp_of_our_server_verifies_the_domain_that_it_names(params string[] headers) => Assert.Equal(SenderVerdict.Verified, Verdict(headers));

    [Theory]
    [InlineData(Fail, Outside, From)]
    [InlineData(Within, Fail, Outside, Pass, From)]
    [InlineData(Pass, Fail, Outside, From)]
    public void A_stamp_of_our_server_tells_a_forged_sender(params string[] headers) => Assert.Equal(SenderVerdict.Spoofed, Verdict(headers));

    [Theory]
    [InlineData(Outside, Pass, From)]
    [InlineData(Within, Outside, Pass, From)]
    [InlineData(Within, Outside, Pass, Outside, From)]
    [InlineData(Within, Outside, Pass, Within, From)]
    [InlineData(Pass, From)]
    [InlineData("Received: from a by other.test with ESMTP id 3; Mon, 23 Nov 2026 08:32:03 +0000", Pass, Outside, From)]
    [InlineData("Received: from mx.sea.test by mx.sea.test.evil.test with ESMTP id 3; x", Pass, Outside, From)]
    [InlineData("Received: from x (helo) by mx.sea.test (y) with ESMTP id 3 (envelope-from <\"a) by mx.sea.test with LMTP (\"@evil.test>); x", Pass, Outside, From)]
    public void A_stamp_that_came_with_the_mail_proves_nothing(params string[] headers) => Assert.Equal(SenderVerdict.Unknown, Verdict(headers));

    [Theory]
    [InlineData("Authentication-Results: mx.evil.test; dmarc=pass header.from=guest.test", Outside, From)]
    [InlineData("Authentication-Results: mx.sea.test; dmarc=pass header.from=evil.test", Outside, From)]
    [InlineData("Authentication-Results: mx.sea.test; dmarc=pass header.from=guest.test.evil.test", Outside, From)]
    [InlineData("Authentication-Results: mx.sea.test; dmarc=none header.from=guest.test", Outside, From)]
    [InlineData("Authentication-Results: mx.sea.test; dkim=pass header.from=guest.test; spf=pass", Outside, From)]
    [InlineData("Authentication-Results: mx.sea.test; none", Outside, From)]
    [InlineData("Authentication-Results: dmarc=pass header.from=guest.test", Outside, From)]
    [InlineData("Authentication-Results: ;;;", Outside, From)]
    [InlineData("ARC-Authentication-Results: i=1; mx.sea.test; dmarc=pass header.from=guest.test", Outside, From)]
    [InlineData(Pass, Outside, From, "From: mallory@evil.test")]
    [InlineData(Pass, Outside, "From: ana@guest.test, mallory@evil.test")]
    [InlineData(Outside, From)]
    public void Anything_else_proves_nothing(params string[] headers) => Assert.Equal(SenderVerdict.Unknown, Verdict(headers));

    [Fact]
    public void Where_the_own_server_is_not_known_nothing_is_believed()
    {
        var mime = Mails.Read($"{Pass}\n{Outside}\n{From}\n\nHi").Mime;

        Assert.Equal(SenderVerdict.Unknown, SenderTrust.Of(mime, ["mx.sea.test"], mailboxIsMicrosoft365: false, null).Verdict);
        Assert.Equal(SenderVerdict.Unknown, SenderTrust.Of(mime, [], mailboxIsMicrosoft365: false, "mx.sea.test").Verdict);
    }

    [Fact]
    public void Google_stamps_below_its_own_line_and_is_believed_only_in_its_own_mailboxes()
    {
        const string Head = "Received: by 2002:a05:0:0:0:0 with SMTP id q1; Mon, 23 Nov 2026 08:32:03 +0000\nReceived: from mail.guest.test by mx.google.com with ESMTPS id q2; Mon, 23 Nov 2026 08:32:03 +0000\n";
        const string Stamp = "Authentication-Results: mx.google.com; dmarc=pass (p=NONE) header.from=guest.test\n";
        const string Theirs = "Received: from laptop by mail.guest.test with ESMTPSA id 9; x\n";

        Assert.Equal(SenderVerdict.Verified, Of(Head + Stamp + Theirs, "mx.google.com"));
        Assert.Equal(SenderVerdict.Unknown, Of(Head + Theirs + Stamp, "mx.google.com"));
        Assert.Equal(SenderVerdict.Unknown, Of($"{Outside}\n{Stamp}", "mx.sea.test"));

        static SenderVerdict Of(string headers, string boundary) => SenderTrust.Of(Mails.Read($"{headers}{From}\n\nHi").Mime, ["mx.google.com"], mailboxIsMicrosoft365: false, boundary).Verdict;
    }

    [Fact]
    public void Microsoft_stamps_without_a_name_and_is_believed_only_in_its_own_mailboxes()
    {
        const string Head = "Received: from A.namprd04.prod.outlook.com by B.namprd04.prod.outlook.com with HTTPS; x\n";
        const string Stamp = "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=guest.test; dmarc=pass action=none header.from=guest.test;compauth=pass reason=100\n";
        const string Edge = "Received: from mail.guest.test (192.0.2.1) by C.mail.protection.outlook.com (10.0.0.1) with Microsoft SMTP Server; x\n";

        Assert.Equal(SenderVerdict.Verified, Of(Head + Stamp + Edge, isMicrosoft: true));
        Assert.Equal(SenderVerdict.Unknown, Of(Head + Edge + Stamp, isMicrosoft: true));
        Assert.Equal(SenderVerdict.Unknown, Of(Head + Stamp + Edge, isMicrosoft: false));

        static SenderVerdict Of(string headers, bool isMicrosoft) => SenderTrust.Of(Mails.Read($"{headers}{From}\n\nHi").Mime, [], isMicrosoft, null).Verdict;
    }

    private static SenderVerdict Verdict(string[] headers) =>
        SenderTrust.Of(Mails.Read($"{string.Join('\n', headers)}\n\nWhat is my code?").Mime, ["mx.sea.test"], mailboxIsMicrosoft365: false, "mx.sea.test").Verdict;
}
