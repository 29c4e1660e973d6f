using Cendra.Domain.Conversations;
using Cendra.Server.Tests.Service;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>Guests whose address is a booking platform's: they are answered through it, and a host may forbid what opens doors there.</summary>
[Collection(MailServersCollection.Name)]
public sealed class RelayedMailTests(SharedMailServers shared)
{
    private const string Alias = "anna.3kd9@guest.booking.com";

    [MailServersFact]
    public async Task Nothing_that_opens_a_door_goes_to_a_platform_for_which_the_host_forbids_it()
    {
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = new() { ["Email:Relays:booking:Codes"] = "false" } });
        await ArrivesAsync(house);

        var arrival = Assert.Single(await house.World.MessagesAsync(MessageKinds.PreArrival));
        Assert.Empty(arrival.Deliveries);
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e.Text.Contains("nothing that opens a door may go there", StringComparison.Ordinal));
    }

    [MailServersFact]
    public async Task A_guest_who_writes_through_a_platform_is_known_by_its_stamp_and_answered_there_without_a_token()
    {
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = new() { ["Email:TrustedAuthServId"] = "mx.cendra.test" } });
        await ArrivesAsync(house);
        var mail = house.Mail("Where can I park, and what is the code for the door?", from: Alias, subject: "Question");
        mail.Headers.Add("Precedence", "bulk"); // Platforms mark all that they send.
        mail.Headers.Insert(0, "Received", "from mail.booking.com (mail.booking.com [192.0.2.1]) by mx.cendra.test (Postfix) with ESMTPS id 1; Mon, 1 Jun 2026 13:10:00 +0000");
        mail.Headers.Insert(0, "Authentication-Results", "mx.cendra.test; dmarc=pass header.from=guest.booking.com");
        await house.AreFoundAsync(mail);
        await house.AnsweredAsync();

        Assert.NotNull(Assert.Single(await house.KeptAsync()).StayId);
        var answer = (await house.World.MessagesAsync(MessageKinds.Answer))[0];
        Assert.Equal(Alias, Assert.Single(answer.Deliveries).Address); // No test sends mail into the world: the server here refused it.
        Assert.Equal(DeliveryStatus.Failed, answer.Deliveries[0].Status);
    }

    private static async Task ArrivesAsync(MailHouse house)
    {
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04", guest: "Anna Berg", phone: "", language: "en", email: Alias);
        await house.World.ClockMovesToAsync("2026-06-01 15:10");
    }
}
