using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Access;
using Cendra.Simulator;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// After a life full of trouble no digits that any lock ever held stand anywhere but sealed: not in files, logs, job arguments, metrics, traces, exceptions,
/// escalations or audit lines, in no dress. The doors take eight digits, so that none stands in an id by chance.
/// </summary>
public sealed class DigitsStayInsideTests
{
    private const string Somebodys = "90817263";
    private static readonly string[] Devices = ["street", "gate", "box"];

    [Fact]
    public async Task No_digits_leave_in_a_life_full_of_trouble()
    {
        using var measures = new HeardMeasures();
        await using var world = await OpenAsync(jobsRun: false);
        var digits = new HashSet<string>(StringComparer.Ordinal);
        var refused = await RefusedDigitsAsync(world);
        digits.Add(refused);
        await LiveInTroubleAsync(world, digits);
        Assert.True(digits.Count >= 6, $"Only {digits.Count} were in use.");
        Assert.Contains(world.Doors.Requests(), r => r.Status == 409);
        Assert.Contains(world.Doors.Requests(), r => r.Status == 503);
        Assert.DoesNotContain(await world.DigitsAsync("R1", "street"), new[] { refused });
        await AssertNowhereAsync(world, measures, digits);
        Assert.True(world.Log.Categories.ContainsKey("Microsoft.EntityFrameworkCore.Database.Command"), "EF's own log was heard");
        Assert.Contains(world.Log.Categories.Keys, c => c.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.Contains(measures.Lines, l => l.Contains("http.server.request.duration", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_digits_leave_where_guests_and_hosts_talk()
    {
        using var measures = new HeardMeasures();
        await using var world = await OpenAsync(jobsRun: false, phones: true);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-04");
        world.Doors.LoseNextMessageAnswers();
        await world.ClockMovesToAsync("2026-06-01 15:10");
        var pin = await world.DigitsAsync("R1", "street");
        Assert.Contains(ServiceWorld.Spoken(pin), Assert.Single(world.Told()), StringComparison.Ordinal);

        world.Doors.RefuseNextMessages(6);
        await world.GuestWritesOnWhatsAppAsync($"I typed {pin} and the door does not open");
        await world.GuestWritesOnWhatsAppAsync($"my friend has the code {pin}", "+34611111111");
        await world.HostWritesAsync($"It is {pin[..4]}-{pin[4..]}");
        world.Doors.StartMessagesOutage();
        await world.HostWritesAsync("Again: [[code]]");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        world.Doors.EndMessagesOutage();
        await world.RestartAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(15));
        Assert.True(world.Told().Count(t => t.Contains(ServiceWorld.Spoken(pin), StringComparison.Ordinal)) >= 3, "The guest was told");
        await AssertNowhereAsync(world, measures, [pin]);
    }

    [Fact]
    public async Task No_digits_stand_in_jobs_that_ran_and_failed()
    {
        using var measures = new HeardMeasures();
        await using var world = await OpenAsync(jobsRun: true);
        world.Doors.LoseNextResponses("/access_codes/create");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        await world.UntilAsync("a code has failed", async () =>
        {
            await using var db = world.Open();
            return await db.AccessCodes.AnyAsync(c => c.Attempts > 0);
        });
        for (var i = 0; i < 10; i++)
        {
            await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        }

        var digits = new HashSet<string>(StringComparer.Ordinal);
        Collect(world, digits);
        Assert.NotEmpty(digits);
        Assert.NotEmpty(JobTexts.Of(world));
        await AssertNowhereAsync(world, measures, digits);
    }

    [Fact]
    public async Task The_scan_sees_digits_planted_in_every_place()
    {
        await using var world = await OpenAsync(jobsRun: false);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-03");
        var scan = new PinScan(await world.DigitsAsync("R1", "street"));
        var pin = await world.DigitsAsync("R1", "street");

        world.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Planted").LogTrace("Typed {Digits}", string.Join('-', pin.ToCharArray()));
        Assert.ThrowsAny<Exception>(() => scan.AssertAbsentFromTexts(world.Log.Lines));

        world.Services.GetRequiredService<IBackgroundJobClient>().Enqueue<PlantedJob>(job => job.Run(pin));
        Assert.ThrowsAny<Exception>(() => scan.AssertAbsentFromTexts(JobTexts.Of(world)));

        await world.SqlAsync($"UPDATE \"SmartLocks\" SET \"Fault\" = '{Convert.ToBase64String(Encoding.ASCII.GetBytes("x" + pin))}'");
        var stored = await world.Database.TextsAsync();
        Assert.ThrowsAny<Exception>(() =>
        {
            scan.AssertAbsentFromFiles(world.Folder);
            scan.AssertAbsentFromTexts(stored);
        });
        var texts = await RowTexts.OfAsync(world);
        Assert.ThrowsAny<Exception>(() => scan.AssertAbsentFromTexts(texts));
        Assert.NotEmpty(texts);
    }

    private static async Task<ServiceWorld> OpenAsync(bool jobsRun, bool phones = false)
    {
        var world = await ServiceWorld.OpenAsync(new WorldOptions { Seed = 5, JobsRun = jobsRun, Polls = true, Phones = phones });
        await world.HasPropertyAsync(
            "Born 9",
            ServiceWorld.Door("street", LockBehaviour.NativeSchedule) with { SupportedCodeLengths = [8] },
            ServiceWorld.Door("gate", LockBehaviour.JustInTime) with { SupportedCodeLengths = [8], HasBackupPool = true });
        await world.HasPropertyAsync("Olot", ServiceWorld.Door("box", LockBehaviour.OfflineCode));
        return world;
    }

    /// <summary>The digits chosen for R1 are put on the lock by somebody else before Cendra can: the lock refuses them, and others are chosen.</summary>
    private static async Task<string> RefusedDigitsAsync(ServiceWorld world)
    {
        world.Doors.StartOutage("/access_codes/create");
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-02", "2026-06-04");
        var refused = await world.DigitsAsync("R1", "street");
        world.Doors.EndOutage();
        await PutByHandAsync(world, "street", refused);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        return refused;
    }

    private static async Task LiveInTroubleAsync(ServiceWorld world, HashSet<string> digits)
    {
        world.Doors.StartOutage("*");
        await world.PmsSendsAsync("R2", "Born 9", "2026-06-04", "2026-06-06");
        await world.PmsSendsAsync("R3", "Olot", "2026-06-02", "2026-06-04");
        await world.ClockMovesAsync(TimeSpan.FromMinutes(10));
        world.Doors.EndOutage();
        world.Doors.LoseNextResponses("/access_codes/create", 2);
        await world.ClockMovesToAsync("2026-06-02 15:05");
        Collect(world, digits);
        foreach (var door in Devices)
        {
            Assert.False(await world.GuestTypesAsync(door, Somebodys), "somebody's guess");
        }

        Assert.True(await world.GuestTypesAsync("street", await world.DigitsAsync("R1", "street")));
        digits.Add(await world.DigitsAsync("R2", "street"));
        Assert.False(await world.GuestTypesAsync("street", await world.DigitsAsync("R2", "street")), "the next guest's, refused");
        Assert.NotNull(world.Doors.ChangeExternally("street", ExternalChange.Modified, (await world.CodeAsync("R1", "street")).SeamAccessCodeId));
        Assert.NotNull(world.Doors.ChangeExternally("gate", ExternalChange.Added));
        Collect(world, digits);
        await world.ClockMovesAsync(TimeSpan.FromMinutes(20));
        await world.LockGoesOfflineAsync("gate");
        await world.PmsSendsAsync("R1", "Born 9", "2026-06-02", "2026-06-04", status: "cancelled");
        world.Doors.DisconnectAccount();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(30));
        world.Doors.ReconnectAccount();
        await world.LockComesBackAsync("gate");
        await SealAnotherWayInAsync(world, digits);
        world.Doors.FailNextSets("gate", 100);
        await world.ClockMovesToAsync("2026-06-04 15:05");
        Collect(world, digits);
        Assert.Contains((await world.StayAsync("R2")).Pins, p => p.Source == PinSource.BackupPool);
        Assert.True(await world.GuestTypesAsync("street", await world.DigitsAsync("R2", "street")));
        await world.ClockMovesToAsync("2026-06-06 12:00");
        await world.RestartAsync();
    }

    private static Task SealAnotherWayInAsync(ServiceWorld world, HashSet<string> digits) => world.WithRowsAsync(async db =>
    {
        var property = await db.Properties.SingleAsync(p => p.Name == "Born 9");
        (property.FallbackWords, property.FallbackSecret) = ("Key box left of the door", world.Services.GetRequiredService<PinVault>().Seal("61728394"));
        digits.Add("61728394");
    });

    private static void Collect(ServiceWorld world, HashSet<string> digits) =>
        digits.UnionWith(Devices.SelectMany(world.Doors.PhysicalCodes).Select(c => c.Digits));

    /// <summary>Somebody puts a code on the lock at Seam, past Cendra.</summary>
    private static async Task PutByHandAsync(ServiceWorld world, string device, string digits)
    {
        using var seam = new HttpMessageInvoker(new SimulatorHandler(new SimulatorWire(world.Doors)));
        using var request = new HttpRequestMessage(HttpMethod.Post, ServiceWorld.SeamUrl + "/access_codes/create");
        request.Content = new StringContent(JsonSerializer.Serialize(new { device_id = device, code = digits, name = "Cleaner" }), Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", ServiceWorld.SeamApiKey);
        using var answer = await seam.SendAsync(request, CancellationToken.None);
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
    }

    private static async Task AssertNowhereAsync(ServiceWorld world, HeardMeasures measures, HashSet<string> digits)
    {
        var rows = await RowTexts.OfAsync(world);
        var log = string.Join('\n', world.Log.Lines); // In one piece: thousands of short texts are slow to scan.
        var stored = string.Join('\n', await world.Database.TextsAsync());
        var (jobs, page) = (JobTexts.Of(world), await PagesAsync(world));
        Assert.True(rows.Count > 25 && world.Log.Lines.Count > 1000, $"{rows.Count} rows, {world.Log.Lines.Count} lines");
        foreach (var pin in digits)
        {
            var scan = new PinScan(pin);
            scan.AssertAbsentFromFiles(world.Folder);
            scan.AssertAbsentFromTexts([log, stored, string.Join('\n', measures.Lines)]);
            scan.AssertAbsentFromTexts(jobs);
            scan.AssertAbsentFromTexts(rows);
            scan.AssertAbsentFromTexts(page);
        }
    }

    private static async Task<IReadOnlyList<string>> PagesAsync(ServiceWorld world)
    {
        using var client = world.Server.CreateClient();
        var pages = new List<string>();
        foreach (var path in new[] { "/health/live", "/health/ready", "/metrics", "/", "/jobs" })
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            pages.Add(await answer.Content.ReadAsStringAsync());
        }

        return pages;
    }

    /// <summary>What no job of Cendra looks like.</summary>
    private sealed class PlantedJob
    {
        public string Run(string digits) => digits;
    }
}
