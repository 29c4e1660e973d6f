using Cendra.Domain.Portfolio;
using Cendra.Messaging.Email;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>P9 by mail: whatever a server does to its numbers, and in however many mailboxes a mail lies, it is kept once; and no mail hides behind another one's id.</summary>
[Collection(MailServersCollection.Name)]
public sealed class TwoMailboxesTests(SharedMailServers shared)
{
    private const string Second = "email-second";

    [MailServersFact]
    public async Task A_server_that_numbers_its_mails_anew_brings_none_twice_and_the_new_one()
    {
        await using var house = await MailHouse.OpenAsync(shared);
        await house.AreFoundAsync([.. Enumerable.Range(1, 3).Select(number => house.Mail($"Question {number}"))]);
        await house.World.WorkAsync();
        var before = await PlaceAsync(house, Mailboxes.Main);
        house.Servers.ForgetNumbers(house.Box);
        await house.Servers.CutAsync();
        var added = house.Mail("Question 4");
        await house.Servers.DeliverAsync(house.Box, added);
        await house.World.UntilAsync("all were looked through anew", async () => await PlaceAsync(house, Mailboxes.Main) is var place && place.Validity != before.Validity && place.LastUid >= 4);
        await house.World.WorkAsync();

        var kept = await house.KeptAsync();
        Assert.Equal(4, kept.Count);
        Assert.Equal(4, kept.Select(m => m.MailId).Distinct().Count());
        Assert.Single(kept, m => m.MailId == added.MessageId);
        Assert.Equal(4, await StoredAsync(house));
    }

    [MailServersFact]
    public async Task The_same_mail_in_two_mailboxes_is_kept_once_and_two_mails_under_one_id_are_kept_both()
    {
        var servers = await shared.StartedAsync();
        var other = servers.NewBox();
        var further = servers.Settings(other).Where(s => s.Key.StartsWith("Email:Imap:", StringComparison.Ordinal)).ToDictionary(s => s.Key.Replace("Email:", "Email:Mailboxes:second:", StringComparison.Ordinal), s => s.Value);
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = further });
        await house.UntilConnectionAsync(ConnectionState.Good, Second);
        var same = house.Mail("Is there a hair dryer?");
        same.Cc.Add(new MailboxAddress("", other));
        await servers.DeliverAsync(house.Box, same);
        await servers.DeliverAsync(other, same);
        await UntilReadAsync(house, 1, 1);
        await house.World.WorkAsync();
        Assert.Equal(1, await StoredAsync(house));
        Assert.Equal(same.MessageId, Assert.Single(await house.KeptAsync()).MailId);

        var (one, two) = (house.Mail("Where is the key?"), house.Mail("Where may I park?"));
        two.MessageId = one.MessageId!;
        await servers.DeliverAsync(house.Box, one, two, one);
        await servers.DeliverAsync(other, two, one);
        await UntilReadAsync(house, 4, 3);
        await house.World.WorkAsync();
        Assert.Equal(3, await StoredAsync(house));
        Assert.Equal(2, (await house.KeptAsync()).Count(m => m.MailId == one.MessageId));
        Assert.Contains(await house.KeptAsync(), m => m.Body.Contains("Where may I park?", StringComparison.Ordinal));
    }

    private static Task UntilReadAsync(MailHouse house, int first, int second) => house.World.UntilAsync(
        "both mailboxes are read", async () => (await PlaceAsync(house, Mailboxes.Main)).LastUid >= first && (await PlaceAsync(house, Second)).LastUid >= second);

    private static async Task<(long Validity, long LastUid)> PlaceAsync(MailHouse house, string connection)
    {
        await using var db = house.World.Open();
        var row = await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => db.Connections.Any(c => c.Id == m.ConnectionId && c.Name == connection));
        return row is null ? default : (row.Validity, row.LastUid);
    }

    private static async Task<int> StoredAsync(MailHouse house)
    {
        await using var db = house.World.Open();
        return await db.ReceivedWebhooks.CountAsync(w => w.Source == MailIntake.Source);
    }
}
