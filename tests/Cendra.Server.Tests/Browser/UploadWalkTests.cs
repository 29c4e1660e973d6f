using System.Text;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Cendra.Server.Tests.Browser;

/// <summary>A table is uploaded in a real browser; the page of connections shows sources in every state that needs somebody.</summary>
public sealed class UploadWalkTests
{
    private const string Table = "Reservation ID,Guest name,Phone,Check-in,Check-out,Listing,Status,Earnings\nR1,Ana Ruiz,+34600000001,03/12/2026,05/12/2026,Olot,confirmed,120\nR2,=Eva,,2026-12-09,2026-12-08,Olot,confirmed,90\n";

    [ChromiumFact]
    public async Task A_table_is_looked_at_asked_about_and_taken_over()
    {
        await using var house = new House(jobsRun: false);
        house.UseKestrel(0);
        house.StartServer();
        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumFactAttribute.Executable, Args = ConsoleWalkTests.Flags });
        await using var browser = await chromium.NewContextAsync(new() { BaseURL = house.ClientOptions.BaseAddress.ToString() });
        var page = await browser.NewPageAsync();
        var walk = new PageWalk(page);
        await ConsoleWalkTests.MakeOwnerAsync(page, await house.SetUpPathAsync());
        await walk.WalkAsync(("/connections/upload", "upload"));
        await walk.TellingAsync(() => UploadAsync(page, walk), () => []);
        await using (var db = house.Database.Open())
        {
            Assert.Equal("R1", (await db.SourceBookings.SingleAsync()).ExternalId);
            Assert.Equal(new DateOnly(2026, 12, 3), (await db.Stays.SingleAsync()).CheckInLocal);
        }

        await SourcesAsync(house);
        await walk.WalkAsync(("/connections", "connections-sources"), ("/more", "more-upload"));
        await ChangeAsync(page, walk);
        walk.AssertQuiet();
    }

    private static async Task UploadAsync(IPage page, PageWalk walk)
    {
        await page.GotoAsync("/connections/upload");
        await page.GetByLabel("Name of a new connection").FillAsync("by-table");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make it" }).ClickAsync();
        await page.GetByLabel("Belongs to").WaitForAsync();
        await page.GetByLabel("File", new() { Exact = false }).First.SetInputFilesAsync(new FilePayload { Name = "bookings.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Table) });
        await page.GetByText("bookings.csv, 1 KB.").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        await page.GetByText("How are dates meant?").WaitForAsync();
        await walk.StandAsync("upload-question");
        await page.GetByRole(AriaRole.Button, new() { Name = "Day first: 3 December 2026" }).ClickAsync();
        await page.GetByText("One new booking, 0 changed, 0 as they were, 1 refused.").WaitForAsync();
        await walk.StandAsync("upload-preview");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Refused lines as CSV" }).ClickAsync());
        Assert.Equal("refused-lines.csv", download.SuggestedFilename);
        var refused = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("'=Eva", refused, StringComparison.Ordinal);
        Assert.Contains("Check-out must be after checkIn", refused, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();
        await page.GetByText("Taken over: one new booking").WaitForAsync();
        await walk.StandAsync("upload-taken");
    }

    /// <summary>A calendar that is well, one that is held, one that is paused, and a list that is refused.</summary>
    private static async Task SourcesAsync(House house)
    {
        await using var db = house.Database.Open();
        var secrets = house.Services.GetRequiredService<ConnectionSecrets>();
        Connection Make(ConnectionKind kind, string name, string words, bool isRead = true, Action<SourceSync>? how = null)
        {
            var connection = new Connection { Id = house.NextId(), Kind = kind, Name = name, CreatedUtc = House.Evening, StateText = words };
            secrets.SealSettings(connection, new Dictionary<string, string> { ["Url"] = "https://calendar.example/s3cr3t.ics" });
            db.Connections.Add(connection);
            if (isRead)
            {
                var sync = new SourceSync { ConnectionId = connection.Id, DueUtc = House.Evening.AddMinutes(7) };
                how?.Invoke(sync);
                db.SourceSyncs.Add(sync);
            }

            return connection;
        }

        Make(ConnectionKind.ICalendar, "olot-airbnb", "Works").MarkGood(House.Evening.AddMinutes(-8));
        Make(ConnectionKind.ICalendar, "olot-held", "Works", how: s => s.SuspectSinceUtc = House.Evening.AddHours(-3)).MarkGood(House.Evening.AddMinutes(-8));
        Make(ConnectionKind.ICalendar, "olot-paused", "Paused. It is not read", isRead: false);
        var list = Make(ConnectionKind.GenericList, "my-list", "", how: s => s.FailingSinceUtc = House.Evening.AddHours(-5));
        list.MarkFailing(ConnectionState.NeedsSignIn, "The list's address refuses the key. Enter a new one. Nothing was changed; it is asked again at 17:00 UTC.");
        db.Escalations.Add(new Escalation
        {
            Id = house.NextId(), Cause = ListReading.RefusedCause(list.Id) + "R9", Title = "A booking is not believed", ConnectionId = list.Id, RaisedUtc = House.Evening,
            Text = "The reservation \"R9\" cannot be: reservation.checkOut must be after checkIn. What was known of it before stays as it is.",
        });
        await db.SaveChangesAsync();
    }

    private static async Task ChangeAsync(IPage page, PageWalk walk)
    {
        await page.GotoAsync("/connections");
        await page.GetByRole(AriaRole.Button, new() { Name = "Calendar or list" }).ClickAsync();
        await page.GetByLabel("Whose calendar it is").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change olot-airbnb" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try and save" }).WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove olot-held" }).ClickAsync();
        await walk.StandAsync("connections-forms");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, remove it" }).ClickAsync();
        await page.GetByRole(AriaRole.Article, new() { Name = "olot-held" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "Read it again: olot-paused" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause olot-paused" }).WaitForAsync();
    }
}
