using System.Text;

namespace Cendra.Tests.Email;

/// <summary>Mails made to hurt a reader, and mails that are only badly made.</summary>
internal static class CraftedMails
{
    private const string Head = "From: a@x.test\n";
    private const string Words = "May we come at 13:00?";

    /// <summary>Made when asked for: some are large.</summary>
    public static IReadOnlyDictionary<string, (Func<byte[]> Raw, string Why)> Refused { get; } = new Dictionary<string, (Func<byte[]>, string)>
    {
        ["nothing"] = (() => [], "empty"),
        ["larger than the limit"] = (() => new byte[(25 * 1024 * 1024) + 1], "larger"),
        ["100 multiparts in each other"] = (() => Nested("multipart/mixed", 100), "nested"),
        ["10,000 multiparts in each other"] = (() => Nested("multipart/mixed", 10_000), "nested"),
        ["100 mails in each other"] = (() => Mails.Raw(Head + string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n" + Head, 100)) + "\nx"), "nested"),
        ["10,000 mails in each other"] = (() => Mails.Raw(Head + string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n" + Head, 10_000)) + "\nx"), "nested"),
        ["10,000 parts"] = (() => Mails.Raw($"{Head}Content-Type: multipart/mixed; boundary=b\n\n{Repeat("--b\n\nx\n", 10_000)}"), "parts"),
        ["10,000 mails beside each other"] = (() => Mails.Raw($"{Head}Content-Type: multipart/digest; boundary=b\n\n{Repeat("--b\n\nFrom: a@x.test\n\nx\n", 10_000)}"), "parts"),
        ["a header of 20 MB"] = (() => Mails.Raw($"{Head}X: {new string('x', 20_000_000)}\n\n{Words}"), "headers"),
        ["a folded header of 20 MB"] = (() => Mails.Raw($"{Head}X: {Repeat("x\n ", 6_000_000)}\n\n{Words}"), "headers"),
        ["a header of 20 MB in a part"] = (() => Mails.Raw($"{Head}Content-Type: multipart/mixed; boundary=b\n\n--b\nX: {new string('x', 20_000_000)}\n\n{Words}\n--b--"), "headers"),
        ["a header of 20 MB in a mail in it"] = (() => Mails.Raw($"{Head}Content-Type: message/rfc822\n\nX: {new string('x', 20_000_000)}\n\n{Words}"), "headers"),
        ["a name of 20 MB"] = (() => Mails.Raw($"{Head}{new string('x', 20_000_000)}"), "headers"),
        ["100,000 headers"] = (() => Mails.Raw($"{Head}{Repeat("X: y\n", 100_000)}\n{Words}"), "headers"),
    };

    /// <summary>What must be found in the text of each.</summary>
    public static IReadOnlyDictionary<string, (Func<byte[]> Raw, string Words)> Read { get; } = new Dictionary<string, (Func<byte[]>, string)>
    {
        ["20 multiparts in each other"] = (() => Nested("multipart/mixed", 20), Words),
        ["500 parts"] = (() => Mails.Raw($"{Head}Content-Type: multipart/mixed; boundary=b\n\n{Repeat("--b\n\nx\n", 500)}--b\n\n{Words}\n--b--"), Words),
        ["no end of the parts"] = (() => Mails.Raw($"{Head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{Words}"), Words),
        ["one line of 10 MB"] = (() => Mails.Raw($"{Head}\n{Words}{new string('x', 10_000_000)}"), Words),
        ["one million quoted lines"] = (() => Mails.Raw($"{Head}\n{Words}\n{Repeat("> x\n", 1_000_000)}"), Words),
        ["10,000 announcements"] = (() => Mails.Raw($"{Head}\n{Words}\n{Repeat("On 3 May 2026 at 10:00 a <a@b.test> wrote:\n> x\n", 10_000)}"), Words),
        ["half announcements"] = (() => Mails.Raw($"{Head}\n{Words}\n{Repeat("On 3 May 2026 at 10:00 a <a@b.test>\n", 10_000)}"), Words),
        ["10,000 delimiters"] = (() => Mails.Raw($"{Head}\n{Words}\n{Repeat("--\n\n", 10_000)}"), Words),
        ["10,000 headers in the text"] = (() => Mails.Raw($"{Head}\n{Words}\n\nHi\n{Repeat("To: x\n", 10_000)}"), Words),
        ["HTML without an end"] = (() => Mails.Raw($"{Head}Content-Type: text/html\n\n<p>{Words}{Repeat("<div><blockquote type=cite>", 100_000)}"), Words),
        ["a bare carriage return in a header"] = (() => Encoding.ASCII.GetBytes($"From: a@x.test\r\nSubject: a\rBcc: b@y.test\r\n\r\n{Words}"), Words),
        ["a line above the headers"] = (() => Mails.Raw($">From somebody\nFrom: a@x.test\n\n{Words}"), Words),
        ["a folded line above the headers"] = (() => Mails.Raw($" x\nFrom: a@x.test\n\n{Words}"), Words),
        ["no headers"] = (() => Mails.Raw(Words), Words),
        ["no headers and a colon"] = (() => Mails.Raw($"Hello all\n\nnote: {Words}"), Words),
        ["a blank line above the headers"] = (() => Mails.Raw($"\nFrom: a@x.test\n\n{Words}"), Words),
        ["the mark of UTF-8"] = (() => Mails.Raw($"\uFEFFFrom: a@x.test\n\n{Words}"), Words),
        ["the line of an mbox"] = (() => Mails.Raw($"From a Mon Nov 23\nFrom: a@x.test\n\n{Words}"), Words),
        ["line feeds alone"] = (() => Encoding.ASCII.GetBytes($"From: a@x.test\nSubject: a\n\n{Words}"), Words),
        ["a NUL in the text"] = (() => Mails.Raw($"{Head}\n\0{Words}\0"), Words),
        ["names that add headers"] = (() => Mails.Raw($"From: \"a\\\nBcc: b@y.test\" <a@x.test>\nTo: \"=?utf-8?q?x=0D=0ABcc:_c=40y.test?=\" <b@x.test>\n\n{Words}"), Words),
        ["100 words of one subject"] = (() => Mails.Raw($"{Head}Subject: {Repeat("=?utf-8?q?a?= ", 1000)}\n\n{Words}"), Words),
        ["5,000 parameters"] = (() => Mails.Raw($"{Head}Content-Type: text/plain{Repeat("; a*1*=x", 5000)}\n\n{Words}"), Words),
        ["brackets in a sender"] = (() => Mails.Raw($"From: {Repeat("<", 20_000)}{Repeat("(", 20_000)}\n\n{Words}"), Words),
        ["groups in a sender"] = (() => Mails.Raw($"From: {Repeat("a:", 20_000)}\n\n{Words}"), Words),
        ["a forged boundary within a boundary"] = (() => Mails.Raw($"{Head}Content-Type: multipart/mixed; boundary=\"b\n b\"\n\n--b b\n\n{Words}\n--b b--"), Words),
    };

    /// <summary>Good mails of every kind, to be mutated.</summary>
    public static IEnumerable<byte[]> Originals()
    {
        var (booking, above, below) = RelayWrappers.Plain["Booking.com, English"];
        yield return Mails.Raw($"{booking}\nPrecedence: bulk\nContent-Type: text/plain; format=flowed; delsp=yes\n\n{above}{Words} \nThe two of us.{below}");
        yield return Mails.Raw($"{Mails.Guest}References: <a@x.test> <b@x.test>\n\n{Words}\n\nOn Fri, 20 Nov 2026 at 10:15, Sea View <stay@sea.test> wrote:\n> Your stay\n-- \nAna");
        yield return Mails.Raw($"{Mails.Guest}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(Words))}\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>{Words}<div class=3Dgmail_quote>=C3=A9</div>\n--b--\n");
        yield return Mails.Raw($"{Mails.Guest}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n{Words}\n--b\nContent-Type: image/png; name=\"=?utf-8?q?a=2Fb.png?=\"\nContent-Disposition: attachment; filename*0*=utf-8''a; filename*1=b.png\n\nx\n--b\nContent-Type: message/rfc822\n\nFrom: b@x.test\n\nold\n--b--\n");
        yield return Mails.Raw("Return-Path: <>\nReceived: from a by mx.sea.test with ESMTP id 1; Mon, 23 Nov 2026 08:32:03 +0000\nFrom: mailer-daemon@mx.test\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.test\n\nFinal-Recipient: rfc822; ana@guest.test\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <c.1@sea.test>\n\n--b--\n");
        yield return Mails.Raw("Authentication-Results: mx.sea.test; dkim=pass header.d=guest.test; dmarc=pass (p=none) header.from=guest.test\nReceived: from a (b [192.0.2.1]) by mx.sea.test with ESMTPS id 1 for <a@x.test>; Mon, 23 Nov 2026 08:32:03 +0000\nFrom: =?utf-8?b?QW5h?= <ana@guest.test>\nReply-To: <\"\">\nTo: a: b@x.test, c@x.test;\n\nHi");
    }

    private static byte[] Nested(string kind, int times) =>
        Mails.Raw(Head + string.Concat(Enumerable.Range(0, times).Select(i => $"Content-Type: {kind}; boundary=b{i}\n\n--b{i}\n")) + $"\n{Words}\n");

    private static string Repeat(string piece, int times) => string.Concat(Enumerable.Repeat(piece, times));
}
