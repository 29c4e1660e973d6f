using Cendra.Domain.Conversations;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Whatever a mail says of itself, a code goes to the address of the booking and nowhere else, and only who proves that they read there is spoken to as the guest.</summary>
[Collection(MailServersCollection.Name)]
public sealed class SpoofedMailTests(SharedMailServers shared)
{
    private const string Mallory = "mallory@evil.test";
    private const string Question = "Hallo, wie ist der Code für die Tür?";

    [MailServersFact]
    public async Task A_mail_that_merely_has_the_guests_address_gets_no_code_and_learns_of_no_booking()
    {
        var (house, _) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var __ = house;
        await house.WritesAsync(house.Mail(Question), Mallory);

        var answer = await house.NextMailAsync();
        await AssertTellsNothingAsync(house, answer);
        var kept = Assert.Single(await house.KeptAsync());
        Assert.Null(kept.StayId);
        Assert.NotEqual((await house.World.ConversationAsync()).Id, kept.ConversationId);

        // Whoever reads there answers what came there, and is known by that.
        await house.WritesAsync(house.Mail(Question, answer));
        Assert.Contains(await SpokenAsync(house), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task An_answer_is_never_sent_where_a_mail_wants_it_and_a_host_is_told()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        await using var mallory = new WatchedMailbox(() => house.Servers.Imap(Mallory));
        await mallory.StateAsync(Cendra.Messaging.Email.Wire.MailboxCondition.Listening);
        var mail = house.Mail(Question, arrival);
        mail.ReplyTo.Add(new MailboxAddress("", Mallory));
        await house.WritesAsync(mail, Mallory);

        await AssertTellsNothingAsync(house, await house.NextMailAsync());
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Text.Contains("wants its answer at another one", StringComparison.Ordinal));
        Assert.True(mallory.IsQuiet);
    }

    [MailServersFact]
    public async Task A_mail_from_two_senders_is_answered_to_none_and_a_host_looks()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var mail = house.Mail(Question, arrival);
        mail.Headers.Add("From", Mallory);
        Assert.Equal(2, mail.Headers.Count(h => h.Id == HeaderId.From));
        await house.WritesAsync(mail, Mallory);

        Assert.Empty(await house.KeptAsync());
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Title == "A mail says no one sender");
        Assert.True(house.GuestHasNoMail);
    }

    [MailServersFact]
    public async Task A_forged_result_of_a_check_counts_for_nothing_and_a_true_one_lets_the_guest_in()
    {
        var (house, _) = await MailHouse.WithAGuestInHouseAsync(shared, new WorldOptions { Settings = new() { ["Email:TrustedAuthServId"] = "mx.cendra.test" } });
        await using var __ = house;
        var forged = house.Mail(Question);
        forged.Headers.Insert(0, "Authentication-Results", "mx.cendra.test; dmarc=pass header.from=cendra.test");
        await house.WritesAsync(forged, Mallory);
        await AssertTellsNothingAsync(house, await house.NextMailAsync());

        var stamped = house.Mail(Question + " Bitte!");
        stamped.Headers.Insert(0, "Received", "from guest.test (guest.test [192.0.2.1]) by mx.cendra.test (Postfix) with ESMTPS id 1; Mon, 1 Jun 2026 13:10:00 +0000");
        stamped.Headers.Insert(0, "Authentication-Results", "mx.cendra.test; dmarc=pass header.from=cendra.test");
        await house.AreFoundAsync(stamped);
        await house.AnsweredAsync();
        Assert.Contains(await SpokenAsync(house), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task A_mail_that_its_domain_did_not_send_is_nobodys_even_in_the_guests_thread()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared, new WorldOptions { Settings = new() { ["Email:TrustedAuthServId"] = "mx.cendra.test" } });
        await using var _ = house;
        var mail = house.Mail(Question, arrival);
        mail.Headers.Insert(0, "Received", "from evil.test (evil.test [192.0.2.66]) by mx.cendra.test (Postfix) with ESMTPS id 1; Mon, 1 Jun 2026 13:10:00 +0000");
        mail.Headers.Insert(0, "Authentication-Results", "mx.cendra.test; dmarc=fail header.from=cendra.test");
        await house.AreFoundAsync(mail);
        await house.AnsweredAsync();

        await AssertTellsNothingAsync(house, await house.NextMailAsync());
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Text.Contains("its domain says that it did not send it", StringComparison.Ordinal));
    }

    [MailServersFact]
    public async Task Whoever_was_sent_our_mail_on_is_not_the_guest_by_that()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var friend = house.Servers.NewBox();
        await using var reader = new WatchedMailbox(() => house.Servers.Imap(friend));
        await reader.StateAsync(Cendra.Messaging.Email.Wire.MailboxCondition.Listening);
        await house.WritesAsync(house.Mail(Question, arrival, from: friend), friend);

        using var raw = new MemoryStream((await reader.NextAsync()).Raw);
        await AssertTellsNothingAsync(house, await MimeMessage.LoadAsync(raw));
        Assert.Null(Assert.Single(await house.KeptAsync()).StayId);
        Assert.True(house.GuestHasNoMail);
    }

    [MailServersFact]
    public async Task An_address_that_left_the_booking_is_the_guests_no_more()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var other = house.Servers.NewBox();
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Jürgen Weiß", phone: "", language: "de", email: other);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(5));
        await house.WritesAsync(house.Mail(Question, arrival));

        await AssertTellsNothingAsync(house, await house.NextMailAsync());
        await using var db = house.World.Open();
        Assert.Contains(await db.Deliveries.Where(d => d.Channel == ChannelKind.Email).Select(d => d.Address).ToListAsync(), address => address == other);
    }

    [MailServersFact]
    public async Task A_mail_that_quotes_our_code_brings_it_into_no_row_and_to_no_model()
    {
        var asked = new List<string>();
        using var model = new ModelDouble(request =>
        {
            lock (asked)
            {
                asked.Add(request.Body);
            }

            return ModelDouble.Good(request);
        });
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared, new WorldOptions { Model = model.Url });
        await using var _ = house;
        var (pin, spoken) = (await house.World.DigitsAsync("R1", "flat"), await SpokenAsync(house));
        await house.WritesAsync(house.Mail($"> {arrival.TextBody!.ReplaceLineEndings("\r\n> ")}\r\n\r\nSie schrieben {spoken}. Wo kann ich parken? {pin}", arrival, subject: $"Re: Code {spoken}"));
        await house.NextMailAsync();

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(asked, body => body.Contains(pin, StringComparison.Ordinal) || body.Contains(spoken, StringComparison.Ordinal));
        Assert.DoesNotContain(await RowTexts.OfAsync(house.World), row => row.Contains(pin, StringComparison.Ordinal) || row.Contains(spoken, StringComparison.Ordinal));
        Assert.DoesNotContain(house.World.Log.Taken(), line => line.Contains(pin, StringComparison.Ordinal) || line.Contains(spoken, StringComparison.Ordinal));
        Assert.Contains("parken", Assert.Single(await house.KeptAsync()).Body, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task No_subject_tells_which_numbers_open_doors()
    {
        var (house, _) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var __ = house;
        var pin = await house.World.DigitsAsync("R1", "flat");
        await house.WritesAsync(house.Mail("Help, I am locked out, the door does not open!", subject: $"BlueLagoon 111111 {pin} 333333 {ServiceWorld.Spoken(pin)}"), Mallory);

        var answer = await house.NextMailAsync();
        Assert.DoesNotContain(answer.Subject!, char.IsDigit);
        Assert.DoesNotContain("typed", answer.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("BlueLagoon", answer.Subject, StringComparison.Ordinal); // Words that stay beside words that go would tell which are a password.
        await AssertTellsNothingAsync(house, answer);
    }

    [MailServersFact]
    public async Task Whoever_merely_has_the_guests_address_stops_no_mail_to_the_guest()
    {
        await using var house = await MailHouse.OpenAsync(shared);
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04", phone: "", language: "de", email: house.Guest);
        await house.WritesAsync(house.Mail("STOP", subject: "STOP"), Mallory);
        await house.World.ClockMovesToAsync("2026-06-01 16:00");

        MimeMessage mail;
        do
        {
            mail = await house.NextMailAsync();
        }
        while (mail.Headers["Auto-Submitted"] != "auto-generated");
        Assert.Contains(await SpokenAsync(house), mail.TextBody, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task Who_answers_our_mail_with_stop_gets_no_more_and_a_host_hears_of_it()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        await house.WritesAsync(house.Mail("STOP", arrival));
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Title == "A guest wants no messages by email");
        Assert.Equal(Cendra.Messaging.Hosts.DeskOutcome.Done, await house.World.HostWritesAsync("Hallo!"));
        Assert.Equal(MessageState.Failed, Assert.Single(await house.World.MessagesAsync(MessageKinds.FromHost)).State);
    }

    private static async Task<string> SpokenAsync(MailHouse house) => ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat"));

    /// <summary>No digits, no place, no name: what anybody would be told.</summary>
    private static async Task AssertTellsNothingAsync(MailHouse house, MimeMessage answer)
    {
        var all = $"{answer.From} {answer.Subject} {answer.TextBody} {answer.HtmlBody}";
        Assert.DoesNotContain(await house.World.DigitsAsync("R1", "flat"), all, StringComparison.Ordinal);
        Assert.DoesNotContain(await SpokenAsync(house), all, StringComparison.Ordinal);
        Assert.DoesNotContain("Born 9", answer.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Born 9", answer.From.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Jürgen", all, StringComparison.Ordinal);
        Assert.DoesNotContain("/g/", all, StringComparison.Ordinal);
    }
}
