using Cendra.Messaging.Email;
using Cendra.Messaging.Email.Reading;
using Cendra.Messaging.Email.Wire;
using Cendra.Server.Tests.Service;
using Cendra.Tests.Email;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>P10 and P11 for mails that are none, too large, or made to hurt: each leaves a message, an outcome or a call for a person, and the good mail behind them is answered.</summary>
[Collection(MailServersCollection.Name)]
public sealed class BadMailTests(SharedMailServers shared)
{
    /// <summary>Larger ones take long to seal.</summary>
    private const int LargestHere = 2_000_000;

    private const string Words = "May we come at 13:00?";

    [MailServersFact]
    public async Task Every_crafted_mail_ends_somewhere_and_the_good_one_behind_them_is_answered()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        house.World.Log.Taken();
        var all = CraftedMails.Refused.Select(c => (Name: c.Key, c.Value.Raw)).Concat(CraftedMails.Read.Select(c => (Name: c.Key, c.Value.Raw)))
            .Concat(CraftedMails.Originals().Select((raw, number) => (Name: $"good mail {number}", Raw: (Func<byte[]>)(() => raw)))).ToList();
        var (known, rows) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, Guid>(StringComparer.Ordinal));
        foreach (var (name, made) in all)
        {
            var raw = made();
            if (raw.Length > LargestHere)
            {
                continue; // The reader's own tests have those; here they would only be sealed and opened.
            }

            var row = await TakeAsync(house, raw, isWhole: true, raw.Length, (uint)rows.Count + 1);
            var reading = IncomingMail.Read(raw);
            Assert.True(known.Add(reading.Mail?.MessageId is null ? reading.DedupeKey : name) == row is not null, $"\"{name}\" was not kept once."); // Different mails under one id are several.
            rows[name] = row ?? Guid.Empty;
        }

        await house.World.WorkAsync();
        await EachEndedSomewhereAsync(house, rows);
        await house.WritesAsync(house.Mail("Wie ist der Code für die Tür?", arrival));
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), (await house.NextMailAsync()).TextBody, StringComparison.Ordinal);
        Assert.True(house.GuestHasNoMail);
        var said = house.World.Log.Lines.Where(line => line.Contains("May we come", StringComparison.Ordinal) || line.Contains("x.test", StringComparison.Ordinal) || line.Contains("guest.test", StringComparison.Ordinal)).ToList();
        Assert.Empty(said.Select(line => line.Length <= 300 ? line : line[..300]));
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
    }

    [MailServersFact]
    public async Task A_guests_mail_that_is_too_large_is_kept_by_its_head_and_a_person_is_called()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        var mail = house.Mail("x", arrival);
        mail.Subject = "Photos of the broken lamp";
        await TakeAsync(house, HeadOf(mail), isWhole: false, size: 31 * 1024 * 1024);
        await house.World.WorkAsync();

        var kept = Assert.Single(await house.KeptAsync());
        await house.World.ClockMovesAsync(TimeSpan.FromSeconds(15));
        Assert.Equal((mail.MessageId, "Photos of the broken lamp"), (kept.MailId, kept.Body));
        Assert.StartsWith("It has 31 MB and lies in the mailbox email", Assert.Single(await house.World.OpenEscalationsAsync(), e => e.Title == "A guest’s mail is too large to be fetched").Text, StringComparison.Ordinal);
        Assert.Equal(mail.MessageId, (await house.NextMailAsync()).InReplyTo);
    }

    [MailServersFact]
    public async Task Two_large_mails_without_ids_are_two_and_one_that_was_not_handed_out_at_all_calls_a_person()
    {
        await using var house = await MailHouse.OpenAsync(shared);
        var mail = house.Mail("x");
        mail.Headers.Remove(HeaderId.MessageId);
        var head = HeadOf(mail);
        await TakeAsync(house, head, isWhole: false, size: 31 * 1024 * 1024, uid: 1);
        await TakeAsync(house, head, isWhole: false, size: 32 * 1024 * 1024, uid: 2);
        await TakeAsync(house, head, isWhole: false, size: 32 * 1024 * 1024, uid: 2);
        await house.World.WorkAsync();
        Assert.Equal(2, (await house.KeptAsync()).Count);

        var fetched = new FetchedMail(new MailboxPlace(7, 3), [], isWhole: false, size: 0, deliveredUtc: null);
        await house.World.InScopeAsync<MailIntake>(intake => intake.GiveUpAsync(Mailboxes.Main, fetched, new IOException(Words), CancellationToken.None));
        await house.World.InScopeAsync<MailIntake>(intake => intake.GiveUpAsync(Mailboxes.Main, fetched, new IOException(Words), CancellationToken.None));
        var called = Assert.Single(await house.World.OpenEscalationsAsync(), e => e.Title == "A mail could not be taken over");
        Assert.DoesNotContain(Words, called.Text, StringComparison.Ordinal);
    }

    private static async Task EachEndedSomewhereAsync(MailHouse house, Dictionary<string, Guid> rows)
    {
        await using var db = house.World.Open();
        var ended = await db.ReceivedWebhooks.Where(w => w.Source == MailIntake.Source).Select(w => new { w.Id, w.ProcessedUtc, w.Outcome, IsKept = db.Messages.Any(m => m.DedupeKey == TakeMailJob.KeyPrefix + w.ExternalId) }).ToDictionaryAsync(w => w.Id);
        var causes = (await house.World.OpenEscalationsAsync()).Select(e => e.Cause).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, id) in rows.Where(r => r.Value != Guid.Empty))
        {
            var (row, isCalled) = (ended[id], causes.Contains($"{MailIntake.Unread}{id:N}"));
            Assert.True(row.ProcessedUtc is not null && (row.IsKept || isCalled || row.Outcome.Length > 0), $"Of \"{name}\" nothing came.");
            Assert.Equal(CraftedMails.Refused.ContainsKey(name), row.Outcome.StartsWith("It could not be read", StringComparison.Ordinal));
            Assert.True(isCalled == (CraftedMails.Refused.ContainsKey(name) || row.Outcome == "It says no one sender."), $"\"{name}\": {row.Outcome}");
        }
    }

    /// <summary>Hands a mail to the intake as the watch does; its new row, or null = it was there before.</summary>
    private static async Task<Guid?> TakeAsync(MailHouse house, byte[] raw, bool isWhole, long size, uint uid = 1)
    {
        var before = await RowsAsync(house);
        var fetched = new FetchedMail(new MailboxPlace(7, uid), raw, isWhole, size, TimeProvider.System.GetUtcNow());
        await house.World.InScopeAsync<MailIntake>(intake => intake.TakeAsync(Mailboxes.Main, fetched, CancellationToken.None));
        return (await RowsAsync(house)).Except(before).Select(id => (Guid?)id).SingleOrDefault();
    }

    private static async Task<List<Guid>> RowsAsync(MailHouse house)
    {
        await using var db = house.World.Open();
        return await db.ReceivedWebhooks.Where(w => w.Source == MailIntake.Source).Select(w => w.Id).ToListAsync();
    }

    private static byte[] HeadOf(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        mail.Headers.WriteTo(bytes);
        return [.. bytes.ToArray(), (byte)'\r', (byte)'\n'];
    }
}
