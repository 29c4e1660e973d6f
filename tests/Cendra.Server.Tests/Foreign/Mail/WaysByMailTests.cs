using Cendra.Domain.Conversations;
using Cendra.Server.Tests.Service;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Mail beside WhatsApp and SMS: one conversation, each answered where they wrote, and what one way does not take goes by the next.</summary>
[Collection(MailServersCollection.Name)]
public sealed class WaysByMailTests(SharedMailServers shared)
{
    private static readonly WorldOptions Stamped = new() { Settings = new() { ["Email:TrustedAuthServId"] = "mx.cendra.test" } };

    [MailServersFact]
    public async Task A_guest_who_changes_between_whatsapp_and_mail_is_answered_where_they_wrote_in_one_conversation()
    {
        var (house, _) = await MailHouse.WithAGuestInHouseAsync(shared, Stamped, HousePhones.Guest);
        await using var __ = house;
        var spoken = ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat"));
        Assert.Contains(spoken, Assert.Single(house.World.Told()), StringComparison.Ordinal);

        await house.AreFoundAsync(Verified(house, house.Mail("Wie ist der Code für die Tür?")));
        await house.AnsweredAsync();
        Assert.Contains(spoken, (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
        Assert.Single(house.World.Told());

        Assert.Contains(spoken, await house.World.GuestWritesOnWhatsAppAsync("Und nochmal, wie ist der Code?"), StringComparison.Ordinal);
        Assert.True(house.GuestHasNoMail);
        var conversation = (await house.World.ConversationAsync()).Id;
        Assert.All(await house.KeptAsync(), kept => Assert.Equal(conversation, kept.ConversationId));
    }

    [MailServersFact]
    public async Task What_the_telephone_does_not_take_comes_by_mail()
    {
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = new() { ["Twilio:SmsFrom"] = "" } });
        house.World.Doors.LeaveWhatsApp(HousePhones.Guest);
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", language: "de", email: house.Guest);
        await house.World.ClockMovesToAsync("2026-06-01 16:00");

        var arrival = await house.NextMailAsync();
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), arrival.TextBody, StringComparison.Ordinal);
        var message = Assert.Single(await house.World.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal(MessageState.Sent, message.State);
        Assert.Contains(message.Deliveries, d => d is { Channel: ChannelKind.Email, Status: DeliveryStatus.Accepted });
    }

    [MailServersFact]
    public async Task A_mail_that_comes_back_was_not_told_and_a_host_is_called()
    {
        await using var house = await MailHouse.OpenAsync(shared);
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", phone: "", email: "nobody@bounce.test");
        await house.UntilStoredAsync(1);
        await house.AnsweredAsync();

        var message = Assert.Single(await house.World.MessagesAsync(MessageKinds.PreArrival));
        var delivery = Assert.Single(message.Deliveries);
        Assert.Equal((MessageState.Failed, DeliveryStatus.Failed, "5.1.1"), (message.State, delivery.Status, delivery.ErrorCode));
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Text.Contains("The mail came back. There is no mailbox at this address.", StringComparison.Ordinal));

        Assert.Empty(await house.KeptAsync());
    }

    [MailServersFact]
    public async Task A_report_by_somebody_who_does_not_know_our_mail_changes_nothing()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var report = house.Mail("Delivery has failed.", from: "mailer-daemon@evil.test");
        report.Headers.Add("X-Failed-Recipients", house.Guest);
        report.InReplyTo = "c.guessed.1@cendra.cendra.test";
        await house.WritesAsync(report);

        var message = Assert.Single(await house.World.MessagesAsync(MessageKinds.PreArrival));
        Assert.Equal((MessageState.Sent, arrival.MessageId), (message.State, Assert.Single(message.Deliveries).ProviderId));
    }

    [MailServersFact]
    public async Task An_address_that_a_host_adds_gets_what_the_telephone_did_not()
    {
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = new() { ["Twilio:SmsFrom"] = "" } });
        house.World.Doors.LeaveWhatsApp(HousePhones.Guest);
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", language: "de", email: "");
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MessageState.Failed, Assert.Single(await house.World.MessagesAsync(MessageKinds.PreArrival)).State);

        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", language: "de", email: house.Guest);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(5));
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
        Assert.Equal(2, (await house.World.MessagesAsync(MessageKinds.PreArrival)).Count);
    }

    [MailServersFact]
    public async Task Who_answers_last_weeks_mail_from_the_house_they_are_in_is_spoken_to_of_that_house()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        await house.World.HasPropertyAsync("Olot", ServiceWorld.Door("cabin", Cendra.Simulator.Locks.LockBehaviour.NativeSchedule));
        await house.World.PmsSendsAndTheLockTakesItAsync("R2", "Olot", "2026-06-06", "2026-06-08", guest: "Jürgen Weiß", phone: "", language: "de", email: house.Guest);
        await house.World.ClockMovesToAsync("2026-06-06 16:00");
        await house.NextMailAsync();
        await house.WritesAsync(house.Mail("Wie ist der Code für die Tür?", arrival));

        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R2", "cabin")), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task A_corrected_address_gets_what_the_wrong_one_got_back()
    {
        await using var house = await MailHouse.OpenAsync(shared);
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", phone: "", email: "nobody@nowhere.test");
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(MessageState.Failed, Assert.Single(await house.World.MessagesAsync(MessageKinds.PreArrival)).State);

        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", phone: "", email: house.Guest);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(2));
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task Mail_of_people_whom_nobody_knows_is_shown_and_answered_only_in_need()
    {
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = new() { ["Email:StrangersAnHour"] = "1" } });
        await house.WritesAsync(house.Mail("We sell towels. Call +34 600 000 000 for offer 123456.", subject: "Towels"));
        Assert.Equal(MessageState.Answered, Assert.Single(await house.KeptAsync()).State);
        Assert.True(house.GuestHasNoMail);
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e is { Priority: EscalationPriority.P3, Title: "Mails of people whom nobody knows wait in the inbox" });

        await house.WritesAsync(house.Mail("Help, I am locked out and the door does not open!", subject: "Help"));
        Assert.Equal("auto-replied", (await house.NextMailAsync()).Headers["Auto-Submitted"]);

        // No house is a machine by which forgers write to their victims.
        await house.WritesAsync(house.Mail("Help, I am locked out too!", from: house.Servers.NewBox(), subject: "Help"));
        Assert.StartsWith("So many people", (await house.KeptAsync())[^1].StateText, StringComparison.Ordinal);
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Title == "Many people whom nobody knows write by mail");
    }

    [MailServersFact]
    public async Task A_host_with_a_mail_address_alone_is_called_by_mail_until_somebody_has_it()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var address = house.Servers.NewBox();
        await using var reader = new WatchedMailbox(() => house.Servers.Imap(address));
        await reader.StateAsync(Cendra.Messaging.Email.Wire.MailboxCondition.Listening);
        await house.World.WithRowsAsync(async db =>
        {
            var host = await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.HostContacts);
            (host.Phone, host.Email) = ("", address);
        });
        await house.WritesAsync(house.Mail("Die Tür geht nicht auf, ich stehe draußen!", arrival));

        var call = Cendra.Messaging.Email.Reading.IncomingMail.Read((await reader.NextAsync()).Raw).Mail!.Mime;
        Assert.StartsWith("Cendra: ", call.Subject, StringComparison.Ordinal);
        Assert.Contains("https://cendra.test/a/", call.TextBody, StringComparison.Ordinal);
        Assert.Empty(call.ReplyTo);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(6));
        await reader.NextAsync();
        Assert.All(await house.World.MessagesAsync(MessageKinds.HostCalled), m => Assert.Equal(ChannelKind.Email, Assert.Single(m.Deliveries).Channel));
    }

    [MailServersFact]
    public async Task Names_and_subjects_from_outside_add_no_header_and_no_receiver()
    {
        await using var house = await MailHouse.OpenAsync(shared);
        await house.World.WithRowsAsync(async db => (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Properties)).Name = "Born\r\nBcc: mallory@evil.test\r\n\r\n9 <mallory@evil.test>");
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Ana\\r\\nBcc: mallory@evil.test", phone: "", email: house.Guest);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(2));

        var arrival = await house.NextMailAsync();
        Assert.Empty(arrival.Bcc);
        Assert.Empty(arrival.Cc);
        Assert.Equal(house.Box, Assert.Single(arrival.From.Mailboxes).Address);
        Assert.Equal(house.Guest, Assert.Single(arrival.To.Mailboxes).Address);
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), arrival.TextBody, StringComparison.Ordinal);
    }

    /// <summary>As our own server would deliver a mail that the guest's domain let go out.</summary>
    private static MimeMessage Verified(MailHouse house, MimeMessage mail)
    {
        mail.Headers.Insert(0, "Received", "from guest.test (guest.test [192.0.2.1]) by mx.cendra.test (Postfix) with ESMTPS id 1; Mon, 1 Jun 2026 13:10:00 +0000");
        mail.Headers.Insert(0, "Authentication-Results", $"mx.cendra.test; dmarc=pass header.from={house.Guest.Split('@')[1]}");
        return mail;
    }
}
