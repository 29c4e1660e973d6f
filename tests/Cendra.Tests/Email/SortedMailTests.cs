using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>A robot is never answered automatically.</summary>
public sealed class SortedMailTests
{
    private static readonly OwnMail Own = new(["Stay@Sea.test"], ["mail.sea.test"], "sea-view");

    [Theory]
    [InlineData("")]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: No (by hand)")]
    [InlineData("Return-Path: <ana@guest.test>")]
    [InlineData("Precedence: normal")]
    [InlineData("X-Auto-Response-Suppress: None")]
    [InlineData("X-Loop: somebody else")]
    [InlineData("Reply-To: ana@guest.test")]
    public void A_person_may_be_answered(string headers)
    {
        var sorted = SortedMail.Of(Mails.With(headers), Own);

        Assert.Equal((MailKind.Human, ""), (sorted.Kind, sorted.Why));
        Assert.True(sorted.MayBeAnswered);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied")]
    [InlineData("auto-submitted: Auto-Generated; owner-email=a@x.test")]
    [InlineData("Auto-Submitted:")]
    [InlineData("Return-Path: <>")]
    [InlineData("Precedence: auto_reply")]
    [InlineData("X-Autoreply: yes")]
    [InlineData("X-Autorespond: x")]
    [InlineData("X-Auto-Response-Suppress: All")]
    [InlineData("X-MS-Exchange-Inbox-Rules-Loop: a@x.test")]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification; boundary=b")]
    public void A_program_is_not_answered(string headers)
    {
        var sorted = SortedMail.Of(Mails.With(headers), Own);

        Assert.Equal(MailKind.AutoReply, sorted.Kind);
        Assert.False(sorted.MayBeAnswered);
        Assert.Contains(sorted.Why, headers, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("no-reply@shop.test")]
    [InlineData("NoReply+5@shop.test")]
    [InlineData("do.not.reply@shop.test")]
    [InlineData("MAILER-DAEMON@mx.test")]
    [InlineData("postmaster@mx.test")]
    [InlineData("bounces-12@list.test")]
    [InlineData("noreply-booking@shop.test")]
    public void An_address_of_a_program_is_not_answered(string from) => Assert.Equal(MailKind.AutoReply, SortedMail.Of(Mails.Read($"From: {from}\n\nHi"), Own).Kind);

    [Fact]
    public void A_program_that_sends_in_somebodys_name_is_not_answered() => Assert.Equal(MailKind.AutoReply, SortedMail.Of(Mails.With("Sender: No_Reply@shop.test"), Own).Kind);

    [Theory]
    [InlineData("List-Id: <x.list.test>")]
    [InlineData("List-Unsubscribe: <mailto:u@x.test>")]
    [InlineData("List-Post: NO")]
    [InlineData("Precedence: bulk")]
    [InlineData("Precedence: List")]
    [InlineData("Precedence: junk")]
    public void What_is_sent_to_many_is_not_answered(string headers) => Assert.Equal(MailKind.MailingList, SortedMail.Of(Mails.With(headers), Own).Kind);

    [Theory]
    [InlineData("From: stay@sea.test\nMessage-ID: <x@y.test>")]
    [InlineData("From: Ana <ana@guest.test>, <stay@sea.test>")]
    [InlineData("From: ana@guest.test\nMessage-ID: <c.1@MAIL.sea.test>")]
    [InlineData("From: ana@guest.test\nX-Loop: Sea-View")]
    public void What_we_sent_ourselves_is_not_answered(string headers) => Assert.Equal(MailKind.Ours, SortedMail.Of(Mails.Read(headers + "\n\nHi"), Own).Kind);

    [Theory]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=b\nMessage-ID: <x@mail.sea.test>")]
    [InlineData("Content-Type: multipart/report; report-type=Delivery-Status; boundary=b\nAuto-Submitted: auto-replied")]
    [InlineData("X-Failed-Recipients: ana@guest.test")]
    public void A_bounce_is_known_before_anything_else(string headers) => Assert.Equal(MailKind.Bounce, SortedMail.Of(Mails.Read($"From: mailer-daemon@mx.test\n{headers}\n\nHi"), Own).Kind);
}
