using System.Net;
using System.Text.RegularExpressions;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Server.Console.Queries;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using MimeKit;

namespace Cendra.Server.Tests.Foreign.Mail;

/// <summary>
/// The whole stay of a guest who has nothing but a mail address, in German, over real mail servers, with a host at the console in a real browser: confirmed, told, asks, stands before a closed door, is
/// answered by a person while Cendra is silent, is reminded, leaves, and learns no more.
/// </summary>
[Collection(MailServersCollection.Name)]
public sealed partial class GermanStayByMailTests(SharedMailServers shared)
{
    private const string Words = "Guten Tag Herr Weiß, hier ist Marta. Bitte ziehen Sie die Tür zuerst fest zu sich heran.";

    [MailServersBrowserFact]
    public async Task A_guest_with_a_mail_address_alone_is_looked_after_in_German_from_the_booking_to_the_thanks()
    {
        await using var house = await MailHouse.OpenAsync(shared, new WorldOptions { OnKestrel = true });
        await using var console = await MailConsole.OpenAsync(house.World);
        await CourtesyTests.SwitchAllOnAsync(house.World);
        await IsConfirmedAsync(house);
        var arrival = await IsToldAsync(house);
        var answer = await AsksAsync(house, arrival);
        var help = await StandsOutsideAsync(house, answer);
        await console.Walk.TellingAsync(() => LookAsync(house, console, arrival), () => []);
        var person = await HostAnswersAsync(house, console, help);
        await WritesToThePersonAsync(house, person);
        await HostGivesBackAsync(house, console, person);
        await LeavesAsync(house, arrival);
        await HostLooksBackAsync(house, console);
        console.Walk.AssertQuiet();
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
    }

    private static async Task IsConfirmedAsync(MailHouse house)
    {
        await house.World.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-03", "2026-06-05", guest: "Jürgen Weiß", phone: "", language: "de", email: house.Guest);
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(2));
        var confirmation = await house.NextMailAsync();
        Assert.Equal("Ihre Buchung ist bestätigt: Born 9", confirmation.Subject);
        AssertSays(confirmation, "Hallo Jürgen, Ihr Aufenthalt in Born 9 ist gebucht.", "Ihre Ankunft: Mittwoch, 3. Juni, 15:00", "Bei Fragen antworten Sie einfach auf diese Nachricht.");
        Assert.DoesNotContain(ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")), confirmation.TextBody, StringComparison.Ordinal);
        var shown = await house.World.Services.GetRequiredService<StayQuery>().RunAsync((await house.World.StayAsync("R1")).Id, PropertyScope.All, CancellationToken.None);
        Assert.Equal(("Due Tue 2 Jun 15:00, by email, German", false), (shown!.EntryMessage!.Line, shown.IsUnreachable));
    }

    private static async Task<MimeMessage> IsToldAsync(MailHouse house)
    {
        await house.World.ClockMovesToAsync("2026-06-03 15:10");
        var (arrival, pin) = (await house.NextMailAsync(), await house.World.DigitsAsync("R1", "flat"));
        Assert.Equal("So kommen Sie hinein: Born 9", arrival.Subject);
        AssertSays(arrival, "Hallo Jürgen, so kommen Sie in Ihre Unterkunft.", ServiceWorld.Spoken(pin), "Wenn Sie einen Menschen brauchen, schreiben Sie MENSCH");
        Assert.Contains("lang=\"de\"", arrival.HtmlBody, StringComparison.Ordinal);
        Assert.True(await house.World.GuestTypesAsync("flat", pin));
        return arrival;
    }

    private static async Task<MimeMessage> AsksAsync(MailHouse house, MimeMessage arrival)
    {
        var question = house.Mail($"Guten Tag,\r\n\r\nwie kommen wir in die Wohnung?\r\n\r\nViele Grüße\r\nJürgen Weiß\r\n\r\nAm Mi., 3. Juni 2026 um 15:00 schrieb Born 9:\r\n> {arrival.TextBody!.ReplaceLineEndings("\r\n> ")}", arrival);
        question.Subject = $"AW: {arrival.Subject}";
        await house.WritesAsync(question);
        var answer = await house.NextMailAsync();
        AssertSays(answer, "So kommen Sie hinein.", ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")));
        AssertAnswers(answer, question);
        Assert.StartsWith("Guten Tag,", Assert.Single(await house.KeptAsync()).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("schrieb Born 9", (await house.KeptAsync())[0].Body, StringComparison.Ordinal);
        return answer;
    }

    private static async Task<MimeMessage> StandsOutsideAsync(MailHouse house, MimeMessage answer)
    {
        var cry = house.Mail("Die Tür geht nicht auf!", answer);
        await house.WritesAsync(cry);
        var help = await house.NextMailAsync();
        AssertSays(help, "Das habe ich geprüft:", "Bitte versuchen Sie Folgendes:", "Ich habe den Gastgeber für Sie gerufen.");
        AssertAnswers(help, cry);
        Assert.Contains(await house.World.OpenEscalationsAsync(), e => e is { Priority: EscalationPriority.P0, NotifiedUtc: not null });
        Assert.NotEmpty(house.World.Told(HousePhones.Host));
        return help;
    }

    /// <summary>The guest looks at the mail and at the page behind its link; the host at the inbox and at the conversation that waits.</summary>
    private static async Task LookAsync(MailHouse house, MailConsole console, MimeMessage arrival)
    {
        await console.Page.SetContentAsync(arrival.HtmlBody!);
        await console.Walk.StandAsync("mail-arrival");
        await console.GoAsync(GuestLink().Match(arrival.TextBody!).Groups[1].Value);
        await console.SeesAsync("Schreiben Sie uns per E-Mail, zu jeder Stunde:");
        await console.Walk.StandAsync("mail-guest-page");
        await HostLooksAsync(house, console);
    }

    private static async Task HostLooksAsync(MailHouse house, MailConsole console)
    {
        await console.SignInAsync();
        await console.GoAsync("/inbox");
        var line = console.Page.Locator(".c-conv", new() { HasText = "Jürgen Weiß" });
        await Assertions.Expect(line).ToContainTextAsync("Born 9, in house, Email");
        await Assertions.Expect(line).ToContainTextAsync("Needs you");
        await console.Walk.StandAsync("mail-inbox");
        await console.GoAsync($"/inbox/{(await house.World.ConversationAsync()).Id}");
        await console.SeesAsync("Email address matches the booking");
        await console.SeesAsync("Subject: AW: So kommen Sie hinein: Born 9");
        await console.SeesAsync("accepted by the mail server");
        Assert.DoesNotContain(house.Guest, await console.Page.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(console.Page.Locator(".c-thread").GetByText("WhatsApp")).ToHaveCountAsync(0);
    }

    private static async Task<MimeMessage> HostAnswersAsync(MailHouse house, MailConsole console, MimeMessage help)
    {
        await console.PressAsync("Take over");
        await console.SeesAsync("Goes by email; the answer comes here.");
        await console.Walk.StandAsync("mail-conversation");
        await console.Page.SetViewportSizeAsync(1440, 900);
        await console.Page.GetByPlaceholder("Write to Jürgen Weiß").FillAsync(Words);
        await console.PressAsync("Send");
        await console.SeesAsync(Words);
        await house.AnsweredAsync();
        var person = await house.NextMailAsync();
        AssertSays(person, Words, "Diese E-Mail hat ein Mensch für Born 9 geschrieben.");
        Assert.Equal((help.Subject, help.InReplyTo, help.ReplyTo.ToString()), (person.Subject, person.InReplyTo, person.ReplyTo.ToString()));
        Assert.Null(person.Headers["Auto-Submitted"]);
        return person;
    }

    private static async Task WritesToThePersonAsync(MailHouse house, MimeMessage person)
    {
        var before = (await house.World.MessagesAsync(MessageKinds.Answer)).Count;
        await house.WritesAsync(house.Mail("Danke, jetzt ist sie offen. Wie ist der Code noch einmal?", person));
        Assert.Equal(before, (await house.World.MessagesAsync(MessageKinds.Answer)).Count);
        Assert.Equal(MessageState.Answered, (await house.KeptAsync())[^1].State);
        Assert.True(house.GuestHasNoMail);
    }

    private static async Task HostGivesBackAsync(MailHouse house, MailConsole console, MimeMessage person)
    {
        await console.GoAsync($"/inbox/{(await house.World.ConversationAsync()).Id}");
        await console.PressAsync("Give back");
        await console.SeesAsync("Cendra answers here.");
        var again = house.Mail("Wie ist der Code für die Tür?", person);
        await house.WritesAsync(again);
        var answer = await house.NextMailAsync();
        AssertSays(answer, ServiceWorld.Spoken(await house.World.DigitsAsync("R1", "flat")));
        AssertAnswers(answer, again);
    }

    private static async Task LeavesAsync(MailHouse house, MimeMessage arrival)
    {
        var pin = await house.World.DigitsAsync("R1", "flat");
        await house.World.ClockMovesToAsync("2026-06-04 18:01");
        var reminder = await house.NextMailAsync();
        Assert.Equal("Ihre Abreise morgen: Born 9", reminder.Subject);
        AssertSays(reminder, "eine kurze Erinnerung an Ihre Abreise aus Born 9 morgen", "Check-out: Freitag, 5. Juni, 11:00");

        await house.World.ClockMovesToAsync("2026-06-05 11:50");
        Assert.False(await house.World.GuestTypesAsync("flat", pin));
        Assert.Equal(AccessCodeState.Revoked, (await house.World.CodeAsync("R1", "flat")).State);
        await house.WritesAsync(house.Mail("Wie ist der Code für die Tür? Ich habe mein Ladegerät vergessen.", arrival));
        var over = await house.NextMailAsync();
        AssertSays(over, "Ihr Aufenthalt ist zu Ende.");
        Assert.DoesNotContain(ServiceWorld.Spoken(pin), over.TextBody, StringComparison.Ordinal);

        await house.World.ClockMovesToAsync("2026-06-05 12:30");
        var thanks = await house.NextMailAsync();
        Assert.Equal("Danke für Ihren Aufenthalt: Born 9", thanks.Subject);
        AssertSays(thanks, "Hallo Jürgen, danke für Ihren Aufenthalt in Born 9.", "Gute Heimreise!");
    }

    /// <summary>What the pages say of it afterwards; no line of the record speaks of a telephone.</summary>
    private static async Task HostLooksBackAsync(MailHouse house, MailConsole console)
    {
        await console.SignInAsync();
        await console.GoAsync($"/stays/{(await house.World.StayAsync("R1")).Id}");
        await console.SeesAsync("Arrival message sent by email");
        await console.Walk.KeepAsync("mail-stay");
        await console.GoAsync("/connections");
        await console.SeesAsync($"Mails to guests leave from {house.Box}.");
        await console.Walk.KeepAsync("mail-connections");
        await using var db = house.World.Open();
        Assert.DoesNotContain(await db.AuditEvents.Where(e => e.Kind == AuditKind.MessageSent || e.Kind == AuditKind.MessageDelivered).ToListAsync(), e => e.What.Contains("phone", StringComparison.Ordinal));
        Assert.True(house.GuestHasNoMail);
    }

    /// <summary>In the plain text and in the other one.</summary>
    private static void AssertSays(MimeMessage mail, params string[] words)
    {
        var (text, html) = (Blanks().Replace(mail.TextBody!, " "), Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(mail.HtmlBody!, " ")), " "));
        Assert.All(words, w => Assert.Contains(w, text, StringComparison.Ordinal));
        Assert.All(words, w => Assert.Contains(w, html, StringComparison.Ordinal));
    }

    private static void AssertAnswers(MimeMessage answer, MimeMessage question)
    {
        Assert.Equal((question.Subject, question.MessageId), (answer.Subject, answer.InReplyTo));
        Assert.Equal(question.MessageId, answer.References[^1]);
        Assert.Equal("auto-replied", answer.Headers["Auto-Submitted"]);
    }

    [GeneratedRegex(@"https://cendra\.test(/\S+)")]
    private static partial Regex GuestLink();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
