using Cendra.Domain.Conversations;
using Cendra.Messaging.Email;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Programs that write to the house: what says that it is one is not answered, and what does not say so ends with a person.</summary>
[Collection(MailServersCollection.Name)]
public sealed class ProgramsThatWriteTests(SharedMailServers shared)
{
    private const string Loop = "A guest’s mails are not answered any more";

    [MailServersFact]
    public async Task An_absence_in_the_guests_thread_is_kept_and_not_answered_and_a_mailing_list_is_not_kept()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var away = house.Mail("I am out of the office until Monday. How do I get in?", arrival);
        away.Headers.Add("Auto-Submitted", "auto-replied");
        var list = house.Mail("Our offers of the week: is the door open?", from: "offers@shop.test");
        list.Headers.Add("List-Unsubscribe", "<mailto:out@shop.test>");
        await house.AreFoundAsync(away, list);
        await house.AnsweredAsync();

        var kept = Assert.Single(await house.KeptAsync());
        Assert.Equal((away.MessageId, MessageState.Answered), (kept.MailId, kept.State));
        Assert.Equal("A program sent it (Auto-Submitted); nobody is answered.", kept.StateText);
        await using var db = house.World.Open();
        Assert.Single(await db.ReceivedWebhooks.Where(w => w.Outcome == "A program sent it (List-Unsubscribe).").ToListAsync());
        Assert.Empty(await house.World.OpenEscalationsAsync());

        await house.WritesAsync(house.Mail("Wie ist der Code für die Tür?", arrival)); // The guest's own words are answered as ever.
        Assert.Contains(Service.ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
        Assert.True(house.GuestHasNoMail);
    }

    [MailServersFact]
    public async Task A_program_that_answers_without_saying_so_is_answered_twelve_times_and_then_a_person_is_called()
    {
        var (house, last) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        for (var round = 1; round <= MailLoops.MostAnswers; round++)
        {
            await house.WritesAsync(house.Mail($"Ticket {round}: wie ist der Code für die Tür?", last));
            last = await house.NextMailAsync();
        }

        Assert.DoesNotContain(await house.World.OpenEscalationsAsync(), e => e.Title == Loop);
        await house.WritesAsync(house.Mail("Ticket 13: wie ist der Code für die Tür?", last));
        Assert.Single(await house.World.OpenEscalationsAsync(), e => e.Title == Loop);
        Assert.True(house.GuestHasNoMail);
        Assert.Equal(13, (await house.KeptAsync()).Count);
    }

    [MailServersFact]
    public async Task The_same_words_a_third_time_call_a_person()
    {
        var (house, last) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        for (var round = 1; round <= MailLoops.MostAlike; round++)
        {
            await house.WritesAsync(house.Mail("Thank you for your mail. How do I get in?", last));
            last = await house.NextMailAsync();
        }

        await house.WritesAsync(house.Mail("Thank you for your mail. How do I get in?", last));
        Assert.Single(await house.World.OpenEscalationsAsync(), e => e.Title == Loop);
        Assert.True(house.GuestHasNoMail);
    }
}
