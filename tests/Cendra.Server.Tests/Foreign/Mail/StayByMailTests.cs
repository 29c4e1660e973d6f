using Cendra.Server.Tests.Service;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>A guest with a mail address alone: told, answered and understood by mail, in one conversation.</summary>
[Collection(MailServersCollection.Name)]
public sealed class StayByMailTests(SharedMailServers shared)
{
    [MailServersFact]
    public async Task The_code_comes_by_mail_and_opens_the_door()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var pin = await house.World.DigitsAsync("R1", "flat");

        Assert.Contains(ServiceWorld.Spoken(pin), arrival.TextBody, StringComparison.Ordinal);
        Assert.Contains(ServiceWorld.Spoken(pin), arrival.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain(pin, arrival.Subject, StringComparison.Ordinal);
        var from = Assert.IsType<MailboxAddress>(Assert.Single(arrival.From));
        Assert.Equal(("Born 9", house.Box), (from.Name, from.Address));
        Assert.Equal(house.Guest, Assert.Single(arrival.To.Mailboxes).Address);
        Assert.Equal("auto-generated", arrival.Headers["Auto-Submitted"]);
        Assert.True(await house.World.GuestTypesAsync("flat", pin));
        Assert.Empty(await house.World.OpenEscalationsAsync());
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
    }

    [MailServersFact]
    public async Task An_answer_to_our_mail_is_the_guests_and_is_answered_in_its_thread()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var pin = await house.World.DigitsAsync("R1", "flat");
        var question = house.Mail("Hallo, wie ist der Code für die Tür?\r\n\r\nAm Mo., 1. Juni 2026 um 10:00 schrieb Born 9:\r\n> " + arrival.TextBody!.ReplaceLineEndings("\r\n> "), arrival);
        await house.WritesAsync(question);

        var answer = await house.NextMailAsync();
        Assert.Contains(ServiceWorld.Spoken(pin), answer.TextBody, StringComparison.Ordinal);
        Assert.Equal(question.MessageId, answer.InReplyTo);
        Assert.Equal($"Re: {arrival.Subject}", answer.Subject);
        Assert.Equal([arrival.MessageId!, question.MessageId!], answer.References);
        Assert.Equal("auto-replied", answer.Headers["Auto-Submitted"]);
        var kept = Assert.Single(await house.KeptAsync());
        Assert.Equal("Hallo, wie ist der Code für die Tür?", kept.Body);
        Assert.Equal((await house.World.ConversationAsync()).Id, kept.ConversationId);
        Assert.True(house.GuestHasNoMail);
    }
}
