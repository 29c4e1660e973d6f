using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outgoing;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Foreign;

/// <summary>The whole service tells a program outside of a whole stay, and the library of those who made the scheme accepts every call.</summary>
public sealed class OutgoingWebhooksTests(SharedFakeSeam shared) : IClassFixture<SharedFakeSeam>
{
    private static readonly SignedInHost Owner = new(ServiceWorld.HostUser, "Marta Puig", HostRoles.Owner, PropertyScope.All);
    private static readonly SignedInHost Manager = new(ServiceWorld.HostUser, "Rui Sala", HostRoles.Manager, PropertyScope.All);

    [NodeFact(ForeignFolder.Svix)]
    public async Task What_is_sent_Svix_accepts_and_what_was_changed_it_does_not()
    {
        var svix = await shared.StartedAsync();
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var (secret, heard) = await ToldAsync(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-02");
        await world.ClockMovesToAsync("2026-06-01 15:10");

        Assert.Contains("code.active", heard.Select(TypeOf));
        foreach (var (headers, body) in heard)
        {
            await svix.ClockAsync(DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers["webhook-timestamp"], System.Globalization.CultureInfo.InvariantCulture)));
            Assert.Null(await svix.RefusalAsync(secret, headers, body));
            Assert.Contains("No matching signature", await svix.RefusalAsync(secret, headers, body + " "), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_program_hears_of_a_whole_stay_with_its_messages_and_no_digits_stand_anywhere()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var (_, heard) = await ToldAsync(world);
        await world.PmsSendsAndTheLockTakesItAsync("R1", "Born 9", "2026-06-01", "2026-06-02");
        await world.ClockMovesToAsync("2026-06-01 15:10");
        var pin = await world.DigitsAsync("R1", "flat");
        Assert.True(await world.GuestTypesAsync("flat", pin));
        await world.ClockMovesToAsync("2026-06-02 13:00");

        var types = heard.Select(TypeOf).ToList();
        Assert.Equal(["code.scheduled", "code.active", "code.in_use", "code.revoked"], types.Where(t => t.StartsWith("code.", StringComparison.Ordinal)));
        Assert.Contains("message.delivered", types);
        Assert.Equal(types.Count, heard.Select(h => h.Headers["webhook-id"]).Distinct().Count());
        var scan = new PinScan(pin);
        scan.AssertAbsentFromTexts([.. heard.Select(h => h.Body + string.Join(' ', h.Headers.Values)), .. await RowTexts.OfAsync(world), string.Join('\n', world.Log.Lines)]);
        scan.AssertAbsentFromFiles(world.Folder);
        Assert.DoesNotContain(world.Log.Lines, l => l.Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_names_host_and_state_and_never_secret_or_whole_address()
    {
        await using var world = await ServiceWorld.WithOneFlatAsync();
        var (secret, _) = await ToldAsync(world);
        var setUp = world.Services.GetRequiredService<OutgoingWebhookSetUp>();
        Assert.Equal("Only an owner changes connections.", (await setUp.MakeAsync("other", Wire.ProgramUrl, [], Manager, CancellationToken.None)).Problem);
        await using var db = world.Open();
        var id = (await db.Connections.SingleAsync(c => c.Kind == ConnectionKind.OutgoingWebhook)).Id;
        Assert.Equal("", (await setUp.TestAsync(id, Owner, CancellationToken.None)).Problem);
        var row = Assert.Single(await world.Services.GetRequiredService<OutgoingWebhooksQuery>().RunAsync(CancellationToken.None));
        Assert.Equal(("https://hooks.test/…", "Works", 1), (row.Host, row.StateText, row.Secrets));
        Assert.Equal("Taken", Assert.Single(row.Last).Words);
        Assert.DoesNotContain(secret, JsonSerializer.Serialize(row), StringComparison.Ordinal);
        Assert.DoesNotContain(await db.AuditEvents.Select(e => e.What).ToListAsync(), w => w.Contains("whsec_", StringComparison.Ordinal) || w.Contains("s3cr3t", StringComparison.Ordinal));
    }

    private static async Task<(string Secret, ConcurrentQueue<(IReadOnlyDictionary<string, string> Headers, string Body)> Heard)> ToldAsync(ServiceWorld world)
    {
        var heard = new ConcurrentQueue<(IReadOnlyDictionary<string, string>, string)>();
        world.Wire.PlaysProgram = async request =>
        {
            heard.Enqueue((request.Headers.ToDictionary(h => h.Key, h => string.Join(' ', h.Value)), await request.Content!.ReadAsStringAsync()));
            return new HttpResponseMessage(HttpStatusCode.OK);
        };
        var made = await world.Services.GetRequiredService<OutgoingWebhookSetUp>().MakeAsync("dashboard", Wire.ProgramUrl + "/in?key=s3cr3t", [.. OutgoingKinds.All.Select(k => k.Kind)], Owner, CancellationToken.None);
        Assert.Equal("", made.Problem);
        return (made.Secret, heard);
    }

    private static string TypeOf((IReadOnlyDictionary<string, string> Headers, string Body) heard)
    {
        using var body = JsonDocument.Parse(heard.Body);
        return body.RootElement.GetProperty("type").GetString()!;
    }
}
