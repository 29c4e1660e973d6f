using System.Net;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Email;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>A mailbox that refuses the sign-in: the page of connections says so in words, a host is called once, nothing is lost, and all is well once it is mended.</summary>
[Collection(MailServersCollection.Name)]
public sealed class MailSignInTests(SharedMailServers shared)
{
    private const int Others = 3;
    private const string Owner = "marta@house.example";
    private const string WrongPassword = "The server refuses the user or the password.";

    [MailServersFact]
    public async Task A_wrong_password_is_said_in_words_calls_a_host_once_and_is_over_once_it_is_mended()
    {
        await using var house = await MailHouse.OpenAsync(shared, With(("Email:Imap:Password", "wrong-secret")), ConnectionState.NeedsSignIn);
        await HostIsCalledOnceAsync(house, $"Mail does not come in. {WrongPassword}");
        await house.World.RestartAsync();
        await house.UntilConnectionAsync(ConnectionState.NeedsSignIn);
        await HostIsCalledOnceAsync(house, $"Mail does not come in. {WrongPassword}");

        await MendedAsync(house, "Email:Imap:Password");
        await house.AreFoundAsync(house.Mail("Is there a hair dryer?"));
        Assert.DoesNotContain(await RowTexts.OfAsync(house.World), text => text.Contains("-secret", StringComparison.Ordinal));
    }

    [MailServersFact]
    public async Task A_token_that_has_run_out_is_said_in_words_and_is_over_once_the_provider_hands_out_a_good_one()
    {
        using var provider = new TokenProvider();
        provider.HandsOut(Jwt.For("somebody@cendra.test", TimeSpan.FromHours(-1)));
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { Settings = MailServers.TokenSettings(provider.Endpoint) }, ConnectionState.NeedsSignIn);
        await HostIsCalledOnceAsync(house, "Mail does not come in. The server refuses the access token: it has run out, or it is not for this mailbox.");

        provider.HandsOut(Jwt.For(house.Box, TimeSpan.FromHours(1)));
        await house.World.RestartAsync();
        await GoodAgainAsync(house);
        Assert.DoesNotContain(house.World.Log.Lines, line => line.Contains("refresh-secret", StringComparison.Ordinal) || line.Contains("eyJ", StringComparison.Ordinal));
    }

    [MailServersFact]
    public async Task Mails_wait_while_the_server_refuses_to_send_and_leave_once_it_is_mended()
    {
        var (house, arrival) = await MailHouse.WithAGuestInHouseAsync(shared);
        await using var _ = house;
        house.World.Settings["Email:Smtp:Password"] = "wrong-secret";
        await house.World.RestartAsync();
        var question = house.Mail("Wie ist der Code für die Tür?", arrival);
        await house.WritesAsync(question);
        await HostIsCalledOnceAsync(house, $"Mail does not go out. {WrongPassword}");
        await OthersWaitTooAsync(house);

        await house.World.RestartAsync();
        await HostIsCalledOnceAsync(house, $"Mail does not go out. {WrongPassword}");
        await MendedAsync(house, "Email:Smtp:Password");
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(6));
        var answers = new List<MimeMessage>();
        while (answers.Count <= Others)
        {
            answers.Add(await house.NextMailAsync());
        }

        var answer = Assert.Single(answers, a => a.InReplyTo == question.MessageId);
        Assert.Contains(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), answer.TextBody, StringComparison.Ordinal);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        Assert.True(house.GuestHasNoMail);
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
    }

    /// <summary>More people write meanwhile; what is answered to them waits and counts no attempts, and the account is not tried for each of them.</summary>
    private static async Task OthersWaitTooAsync(MailHouse house)
    {
        for (var number = 1; number <= Others; number++)
        {
            await house.ArrivesAsync(house.Mail($"I am locked out of flat {number}, the door does not open", from: house.Guest.Replace("@", $"+{number}@", StringComparison.Ordinal)));
        }

        await house.AnsweredAsync();
        await house.World.WithRowsAsync(db => db.Escalations.Where(e => e.AcknowledgedUtc == null).ForEachAsync(e => e.Acknowledge(ServiceWorld.HostUser, "Marta", house.World.Now)));
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(11));
        Assert.InRange(house.World.Log.Lines.Count(line => line.Contains("A mail was not taken: SignInNeeded", StringComparison.Ordinal)), 1, 3);
        await using var db = house.World.Open();
        var waiting = await db.Messages.Include(m => m.Deliveries).Where(m => m.Direction == MessageDirection.Outbound && m.HostContactId == null && m.State != MessageState.Sent).ToListAsync();
        Assert.Equal(1 + Others, waiting.Count);
        Assert.All(waiting, m => Assert.Equal((MessageState.Queued, 0), (m.State, m.Deliveries.Sum(d => d.Attempts))));
        Assert.InRange(waiting.Count(m => m.Deliveries.Count > 0), 1, 3); // Only those that tried were claimed: what waits is told to nobody, and no record says so.
    }

    [MailServersFact]
    public async Task A_server_killed_while_it_keeps_that_all_is_well_keeps_it_after_the_next_start()
    {
        var kill = new KillSwitch();
        await using var house = await MailHouse.OpenAsync(shared, With(("Email:Imap:Password", "wrong-secret")) with { Also = kill.AddTo }, ConnectionState.NeedsSignIn);
        await UntilCalledAsync(house);
        house.World.Settings["Email:Imap:Password"] = house.Servers.Settings(house.Box)["Email:Imap:Password"];
        await house.World.StopServerAsync();
        kill.ArmAt("UPDATE \"Escalations\"", 1);
        try
        {
            await house.World.StartServerAsync();
        }
        catch (Exception) when (kill.IsDead)
        {
            // It died while it started.
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        await kill.Died.WaitAsync(patience.Token);
        await house.World.StopServerAsync();
        kill.Disarm();
        await house.World.StartServerAsync();
        await GoodAgainAsync(house);
    }

    private static WorldOptions With(params (string Key, string Value)[] settings) => new() { Settings = settings.ToDictionary(s => s.Key, s => s.Value) };

    private static Task UntilCalledAsync(MailHouse house) => house.World.UntilAsync("a person is to be called", async () => (await house.World.OpenEscalationsAsync()).Any(e => e.Cause == "mail:email"));

    /// <summary>The row and the page say what is wrong, one escalation is open, and its host was called for it and by nothing else.</summary>
    private static async Task HostIsCalledOnceAsync(MailHouse house, string words)
    {
        await UntilCalledAsync(house);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(1));
        await using var db = house.World.Open();
        var connection = await db.Connections.SingleAsync(c => c.Name == Mailboxes.Main);
        Assert.Equal(ConnectionState.NeedsSignIn, connection.State);
        Assert.StartsWith(words, connection.StateText, StringComparison.Ordinal);
        var escalation = Assert.Single(await db.Escalations.Where(e => e.Cause == "mail:email").ToListAsync());
        Assert.Equal((EscalationPriority.P1, null), (escalation.Priority, escalation.ResolvedUtc));
        Assert.Equal(words.Split(". ")[0] + ": email", escalation.Title);
        Assert.Single(house.World.Told(HousePhones.Host, "whatsapp"), told => told.Contains(escalation.Title, StringComparison.Ordinal));
        await house.World.WithRowsAsync(all => all.Escalations.Where(e => e.Id == escalation.Id).ForEachAsync(e => e.Acknowledge(ServiceWorld.HostUser, "Marta", house.World.Now)));
        var page = await PageAsync(house);
        Assert.Contains(WebUtility.HtmlEncode(words), page, StringComparison.Ordinal);
        Assert.DoesNotContain(".,", page, StringComparison.Ordinal);
        Assert.Contains("Mend the account in the settings and start Cendra again.", page, StringComparison.Ordinal);
    }

    private static async Task MendedAsync(MailHouse house, string key)
    {
        house.World.Settings[key] = house.Servers.Settings(house.Box)[key];
        await house.World.RestartAsync();
        await GoodAgainAsync(house);
    }

    private static async Task GoodAgainAsync(MailHouse house)
    {
        await house.UntilConnectionAsync(ConnectionState.Good);
        await house.World.UntilAsync("nobody is called any more", async () => (await house.World.OpenEscalationsAsync()).All(e => e.Cause != "mail:email"));
        Assert.DoesNotContain("Sign in again", await PageAsync(house), StringComparison.Ordinal);
    }

    private static async Task<string> PageAsync(MailHouse house)
    {
        await using (var db = house.World.Open())
        {
            if (!await db.Users.AnyAsync(u => u.Email == Owner))
            {
                await house.World.InScopeAsync<Accounts>(accounts => accounts.MakeAsync(new NewAccount("Marta Puig", Owner, House.Password), HostRoles.Owner));
            }
        }

        using var browser = house.World.Server.CreateClient();
        using var signedIn = await House.SendFormAsync(browser, "/sign-in", new() { ["email"] = Owner, ["password"] = House.Password });
        return await browser.GetStringAsync(new Uri("/connections", UriKind.Relative));
    }
}
