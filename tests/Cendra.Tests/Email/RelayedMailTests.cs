using Cendra.Messaging.Email.Reading;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>A guest behind a platform is answered like any other, and a program behind it is not.</summary>
public sealed class RelayedMailTests
{
    private const string Words = "May we come at 13:00?";

    private static readonly OwnMail Own = new(["stay@sea.test"], ["mail.sea.test"], "sea-view");

    public static TheoryData<string> Names() => RelayTextTests.Names();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_guests_mail_names_the_guests_address_at_the_relay_and_nothing_is_suspicious(string name)
    {
        var relayed = RelayedMail.Of(RelayWrappers.Wrapped(name, Words))!;

        Assert.Contains(relayed.Guest.Split('@')[1], relayed.Relay.Domains);
        Assert.Equal(SenderSuspicions.None, relayed.Suspicions);
        Assert.DoesNotContain("@", relayed.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_platforms_write_into_every_mail_does_not_make_the_guest_a_robot(string name)
    {
        foreach (var headers in (string[])["", "Precedence: bulk", "List-Unsubscribe: <mailto:u@x.test>", "Auto-Submitted: auto-generated", "Feedback-ID: 1:x", "X-Auto-Response-Suppress: All", "Sender: noreply@booking.com", "Return-Path: <bounces+1@mail.booking.com>"])
        {
            Assert.Equal((headers, MailKind.Human), (headers, SortedMail.Of(RelayWrappers.Wrapped(name, Words, headers), Own).Kind));
        }
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", MailKind.AutoReply)]
    [InlineData("Auto-Submitted: auto-notified", MailKind.AutoReply)]
    [InlineData("Auto-Submitted:", MailKind.AutoReply)]
    [InlineData("Precedence: auto_reply", MailKind.AutoReply)]
    [InlineData("Return-Path: <>", MailKind.AutoReply)]
    [InlineData("X-Autoreply: yes", MailKind.AutoReply)]
    [InlineData("X-MS-Exchange-Inbox-Rules-Loop: a@x.test", MailKind.AutoReply)]
    [InlineData("X-Loop: sea-view", MailKind.Ours)]
    [InlineData("Message-ID: <c.1@mail.sea.test>", MailKind.Ours)]
    [InlineData("X-Failed-Recipients: ana@guest.test", MailKind.Bounce)]
    public void What_only_an_answering_program_writes_still_stops_it(string headers, MailKind kind) =>
        Assert.Equal(kind, SortedMail.Of(RelayWrappers.Wrapped("Booking.com, English", Words, headers), Own).Kind);

    [Theory]
    [InlineData("Automatic reply: We received your message\nI am away until Monday.")]
    [InlineData("Out of Office: hello")]
    [InlineData("Abwesenheitsnotiz: Ihre Anfrage\nIch bin nicht da.")]
    [InlineData("Respuesta automática: su reserva")]
    public void A_guest_who_is_away_is_known_by_the_subject_that_the_relay_put_into_the_text(string words)
    {
        foreach (var name in RelayWrappers.Plain.Keys)
        {
            Assert.Equal((name, MailKind.AutoReply), (name, SortedMail.Of(RelayWrappers.Wrapped(name, words), Own).Kind));
        }
    }

    [Theory]
    [InlineData("Out of office hours, where is the key?")]
    [InlineData("Your automatic reply: I did not get it.")]
    public void A_guest_who_writes_of_such_things_is_not_away(string words) => Assert.Equal(MailKind.Human, SortedMail.Of(RelayWrappers.Wrapped("Booking.com, English", words), Own).Kind);

    [Theory]
    [InlineData("From: Booking.com <noreply@booking.com>\nSubject: New booking! (6011223344)\n\nYou have a new booking", MailKind.AutoReply)]
    [InlineData("From: Booking.com <noreply@guest.booking.com>\n\nYou have a new booking", MailKind.AutoReply)]
    [InlineData("From: Airbnb <express@airbnb.com>\nReply-To: 4xab@reply.airbnb.com\nList-Unsubscribe: <mailto:u@x.test>\nSubject: Reservation confirmed\n\nNew booking confirmed! Ana arrives Dec 4.\n\nSend Ana a message\nReservation details\nCheck-in", MailKind.MailingList)]
    [InlineData("From: Airbnb <automated@airbnb.com>\nPrecedence: bulk\nSubject: Payout sent\n\nWe sent a payout.", MailKind.MailingList)]
    [InlineData("From: Vrbo <sender@messages.homeaway.com>\nReply-To: 0a1b@messages.homeaway.com\nPrecedence: bulk\nSubject: Instant Booking from Ana\n\nYour booking is confirmed\n\nProperty #1\nReply", MailKind.MailingList)]
    [InlineData("From: Agoda <notifications@agoda-messaging.com>\nAuto-Submitted: auto-generated\n\nBooking ID: 12345678", MailKind.AutoReply)]
    public void What_the_platform_itself_has_to_say_stays_a_robots(string mail, MailKind kind)
    {
        Assert.Equal(kind, SortedMail.Of(Mails.Read(mail), Own).Kind);
        Assert.Null(RelayedMail.Of(Mails.Read(mail)));
    }

    [Theory]
    [InlineData("From: mallory@evil.test\nReply-To: 4xab@reply.airbnb.com")]
    [InlineData("From: express@airbnb.com.evil.test\nReply-To: 4xab@reply.airbnb.com")]
    [InlineData("From: express@airbnb.com\nReply-To: 4xab@reply.airbnb.com, mallory@evil.test")]
    [InlineData("From: express@airbnb.com\nReply-To: 4xab@reply.airbnb.com.evil.test")]
    [InlineData("From: ana@guest.booking.com\nFrom: mallory@evil.test")]
    [InlineData("From: \"ana@guest.booking.com\" <mallory@evil.test>")]
    [InlineData("From: noreply@booking.com\nReply-To: 4xab@reply.airbnb.com")]
    public void A_mail_that_only_looks_like_a_relays_gets_none_of_its_rights(string headers) =>
        Assert.Null(RelayedMail.Of(Mails.Read($"{headers}\n\nAna\nBooker\n{Words}\nReply\nYou can also reply directly to this email.\nReservation details\nCheck-in")));
}
