using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>One mail address and two flats in the same nights: a mail says by what it answers which one it means, and whoever begins a new one is asked.</summary>
[Collection(MailServersCollection.Name)]
public sealed class TwoStaysByMailTests(SharedMailServers shared)
{
    private static readonly WorldOptions Stamped = new() { Settings = new() { ["Email:TrustedAuthServId"] = "mx.cendra.test" } };

    [MailServersFact]
    public async Task An_answer_to_a_mail_of_one_flat_is_about_that_flat()
    {
        await using var house = await WithTwoFlatsAsync();
        var loft = await ArrivalAsync(house, "Loft 2");
        await house.WritesAsync(house.Mail("Wie ist der Code für die Tür?", loft));
        var answer = (await house.NextMailAsync()).TextBody;
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R2", "loft")), answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Um welchen geht es?", answer, StringComparison.Ordinal);
    }

    [MailServersFact]
    public async Task Whoever_begins_anew_is_asked_and_a_number_above_a_signature_is_enough()
    {
        await using var house = await WithTwoFlatsAsync();
        await ArrivalAsync(house, "Loft 2");
        var mail = house.Mail("Wie ist der Code für die Tür?");
        mail.Headers.Insert(0, "Received", "from guest.test (guest.test [192.0.2.1]) by mx.cendra.test (Postfix) with ESMTPS id 1; Mon, 1 Jun 2026 13:10:00 +0000");
        mail.Headers.Insert(0, "Authentication-Results", $"mx.cendra.test; dmarc=pass header.from={house.Guest.Split('@')[1]}");
        await house.AreFoundAsync(mail);
        await house.AnsweredAsync();
        var question = await house.NextMailAsync();
        Assert.Contains("Um welchen geht es?", question.TextBody, StringComparison.Ordinal);
        Assert.Contains("2. Loft 2, 1. Juni", question.TextBody, StringComparison.Ordinal);

        await house.WritesAsync(house.Mail("2\n\nViele Grüße\nJürgen Weiß", question));
        var answer = (await house.NextMailAsync()).TextBody;
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R2", "loft")), answer, StringComparison.Ordinal);
        Assert.DoesNotContain(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), answer, StringComparison.Ordinal);
    }

    private async Task<MailHouse> WithTwoFlatsAsync()
    {
        var house = await MailHouse.OpenAsync(shared, Stamped);
        await house.World.HasPropertyAsync("Loft 2", ServiceWorld.Door("loft", LockBehaviour.NativeSchedule));
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Jürgen Weiß", phone: "", language: "de", email: house.Guest);
        await house.World.PmsSendsAndTheLockTakesItAsync("R2", "Loft 2", "2026-06-01", "2026-06-04", guest: "Jürgen Weiß", phone: "", language: "de", email: house.Guest);
        await house.World.ClockMovesToAsync("2026-06-01 15:10");
        return house;
    }

    /// <summary>Both arrival messages are read; the one of this flat.</summary>
    private static async Task<MimeMessage> ArrivalAsync(MailHouse house, string flat)
    {
        MimeMessage[] arrivals = [await house.NextMailAsync(), await house.NextMailAsync()];
        return Assert.Single(arrivals, a => a.TextBody!.Contains(flat, StringComparison.Ordinal));
    }
}
