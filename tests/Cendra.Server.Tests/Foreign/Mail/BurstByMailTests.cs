using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Email;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>
/// P11 by mail: many people write at once, the server is killed at every kind of moment and the mailbox's connections with it, and after that each mail is kept once and answered once.
/// <c>CENDRA_MAIL_BURST</c> says how many write (40).
/// </summary>
[Collection(MailServersCollection.Name)]
public sealed class BurstByMailTests(SharedMailServers shared, ITestOutputHelper output)
{
    private const int Usual = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Says =
    [
        "I am locked out, the door does not open.", "The door does not open and I stand outside.", "Ich stehe vor der Tür und komme nicht rein.", "La puerta no abre, estoy fuera.", "We are locked out! The code does not work.",
    ];

    /// <summary>While mails are stored: the words of a statement, and the share of the burst after which it kills.</summary>
    private static readonly (string Words, double Share)[] WhileStoring = [("INSERT INTO \"ReceivedWebhooks\"", 0.1), ("UPDATE \"Mailboxes\"", 0.1), ("INSERT INTO \"ReceivedWebhooks\"", 0.3)];

    /// <summary>While they are taken over and answered.</summary>
    private static readonly (string Words, double Share)[] WhileAnswering =
        [("INSERT INTO \"Messages\"", 0.3), ("INSERT INTO \"AgentTurns\"", 0.2), ("INSERT INTO \"Deliveries\"", 0.1), (PostsSeen.Before, 0.1), (PostsSeen.After, 0.1), ("UPDATE \"Deliveries\"", 0.2), (PostsSeen.After, 0.1)];

    private readonly KillSwitch _kill = new();
    private readonly List<string> _deaths = [];

    [MailServersFact]
    public async Task A_burst_through_kills_and_cut_lines_is_kept_once_and_answered_once()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("CENDRA_MAIL_BURST"), NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? wanted : Usual;
        var seen = new PostsSeen(_kill);
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = new() { ["Email:StrangersAnHour"] = "100000" }, Also = services => { _kill.AddTo(services); seen.AddTo(services); } });
        house.World.Wire.Passing = _kill.Pass;
        var mails = Enumerable.Range(1, count).Select(number => MailOf(house, number)).ToList();
        await TakeInAsync(house, mails);
        await AnswerAsync(house, count);
        var got = new List<MimeMessage>();
        while (got.Count < seen.Taken.Count)
        {
            got.Add(await house.NextMailAsync());
        }

        Assert.True(house.GuestHasNoMail);
        await AssertOnceAsync(house, mails, got, seen);
    }

    /// <summary>The burst comes in; the server dies while it stores, and connections are cut twice.</summary>
    private async Task TakeInAsync(MailHouse house, IReadOnlyList<MimeMessage> mails)
    {
        var half = mails.Count / 2;
        _kill.ArmAt(WhileStoring[0].Words, Time(WhileStoring[0].Share, mails.Count));
        var coming = house.Servers.DeliverAsync(house.Box, mails.Take(half));
        foreach (var next in WhileStoring.Skip(1))
        {
            await DieAsync();
            await StartAgainAsync(house, next, mails.Count);
        }

        await coming;
        await house.Servers.CutAsync();
        coming = house.Servers.DeliverAsync(house.Box, mails.Skip(half));
        await DieAsync();
        await StartAgainAsync(house, null, mails.Count);
        await house.Servers.CutAsync();
        await coming;
        await house.UntilStoredAsync(mails.Count);
    }

    /// <summary>What was stored is answered; the server dies at each kind of moment on the way.</summary>
    private async Task AnswerAsync(MailHouse house, int count)
    {
        foreach (var next in WhileAnswering)
        {
            _kill.ArmAt(next.Words, Time(next.Share, count));
            try
            {
                await house.World.WorkAsync();
            }
            catch (Exception) when (_kill.IsDead)
            {
                // As from inside: everything that was under way is cut off.
            }

            await DieAsync();
            await StartAgainAsync(house, null, count);
        }

        await house.World.WorkAsync();
        await house.World.WithRowsAsync(db => db.Escalations.Where(e => e.ResolvedUtc == null).ForEachAsync(e => e.Acknowledge(ServiceWorld.HostUser, "Marta", house.World.Now)));
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(4)); // What nobody knows the outcome of is posted again after two.
    }

    private async Task DieAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        await _kill.Died.WaitAsync(patience.Token);
        _deaths.Add(_kill.DiedAt);
    }

    /// <summary>Ends what is left of the process and starts it over the same folders, to die at the next moment.</summary>
    private async Task StartAgainAsync(MailHouse house, (string Words, double Share)? next, int count)
    {
        await house.World.StopServerAsync();
        if (next is { } moment)
        {
            _kill.ArmAt(moment.Words, Time(moment.Share, count));
        }
        else
        {
            _kill.Disarm();
        }

        try
        {
            await house.World.StartServerAsync();
        }
        catch (Exception) when (_kill.IsDead)
        {
            // It died while it started: mails are taken from the first moment on.
        }
    }

    private async Task AssertOnceAsync(MailHouse house, List<MimeMessage> mails, List<MimeMessage> got, PostsSeen seen)
    {
        await using var db = house.World.Open();
        var kept = await house.KeptAsync();
        Assert.Equal(mails.Select(m => m.MessageId!).Order(StringComparer.Ordinal), kept.Select(m => m.MailId).Order(StringComparer.Ordinal));
        Assert.Equal(mails.Count, await db.ReceivedWebhooks.CountAsync(w => w.Source == MailIntake.Source && w.ProcessedUtc != null));
        Assert.Equal(0, await db.Messages.CountAsync(m => m.HostContactId == null && (m.State == MessageState.Queued || m.State == MessageState.Sending || m.State == MessageState.Failed)));
        var answers = got.GroupBy(m => m.InReplyTo!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(m => m.MessageId!).ToList(), StringComparer.Ordinal);
        var again = got.Count - got.Select(m => m.MessageId).Distinct(StringComparer.Ordinal).Count();
        var lost = mails.Count(m => !answers.ContainsKey(m.MessageId!));
        var doubled = answers.Values.Count(ids => ids.Distinct(StringComparer.Ordinal).Count() > 1);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Mails {mails.Count}, kept {kept.Count}, answered {answers.Count}, lost {lost}, doubled {doubled}; posted {got.Count} times, {again} of them again under the same Message-ID; killed {_deaths.Count} times: {string.Join("; ", _deaths.Select(Short))}"));
        Assert.Equal((mails.Count, 0, 0), (answers.Count, lost, doubled));
        Assert.Equal(seen.Taken.Order(StringComparer.Ordinal), got.Select(m => m.MessageId!).Order(StringComparer.Ordinal));
        Assert.InRange(again, 1, _deaths.Count);
        Assert.All(got, m => Assert.Equal(mails.Single(asked => asked.MessageId == m.InReplyTo).From.Mailboxes.Single().Address, Assert.Single(m.To.Mailboxes).Address));
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
    }

    private static MimeMessage MailOf(MailHouse house, int number) =>
        house.Mail(string.Create(CultureInfo.InvariantCulture, $"{Says[number % Says.Length]} Flat {number}."), from: house.Guest.Replace("@", string.Create(CultureInfo.InvariantCulture, $"+{number}@"), StringComparison.Ordinal), subject: "Help");

    private static int Time(double share, int count) => Math.Max(1, (int)(share * count));

    private static string Short(string moment) => moment.Split(" (")[0];
}
