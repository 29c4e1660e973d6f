using System.Globalization;
using Cendra.Domain.Database;
using Cendra.Server.Tests.Service;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>
/// Whatever comes in, at every endpoint, rightly signed or not: no answer is a 5xx, nothing is half stored, no secret is told, and of the good calls between the bad ones none is lost and
/// none doubled. How many bad ones: <c>CENDRA_FUZZ</c> (200, a third of it over a real port and a quarter on PostgreSQL); which: <c>CENDRA_FUZZ_SEED</c> (1). A failure prints the seed and the call.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private static readonly int Count = Setting("CENDRA_FUZZ", 200);
    private static readonly int Seed = Setting("CENDRA_FUZZ_SEED", 1);

    [Fact]
    public async Task Every_endpoint_is_fuzzed()
    {
        await using var house = await FuzzHouse.EmptyAsync();
        var fuzzed = FuzzedEndpoints.All(house).Select(e => e.Name).ToList();
        Assert.Empty(FuzzedEndpoints.Mapped(house.World).Except(fuzzed, StringComparer.Ordinal));
        Assert.Empty(fuzzed.Except(FuzzedEndpoints.Mapped(house.World).Append("GET /app.css"), StringComparer.Ordinal));
    }

    [Fact]
    public Task Nothing_that_comes_in_is_answered_with_500_and_no_good_call_between_is_lost() => FuzzAsync(onKestrel: false, Count);

    [Fact]
    public Task The_same_holds_over_a_real_port() => FuzzAsync(onKestrel: true, Count / 3);

    [PostgresFact]
    public Task The_same_holds_on_PostgreSQL_which_keeps_no_NUL_and_no_half_character() => FuzzAsync(onKestrel: false, Count / 4, DatabaseProvider.PostgreSql);

    private async Task FuzzAsync(bool onKestrel, int count, DatabaseProvider? database = null)
    {
        await using var house = await FuzzHouse.OpenAsync(onKestrel, Seed, database);
        var run = new FuzzRun(house, Seed);
        await run.AllAsync([.. FuzzedEndpoints.All(house).Where(e => database is null || Keeps(e))], count);
        output.WriteLine(run.Table.ToString());
        Assert.True(run.Complaints.Count == 0, string.Join("\n", run.Complaints.Take(30)) + $"\n{run.Complaints.Count} in all");
        await EndAsync(house, run);
    }

    /// <summary>Whether what comes in there is written down as text; another database matters to no other.</summary>
    private static bool Keeps(FuzzedEndpoint endpoint) => endpoint.IsWebhook || endpoint.Name.Contains("/api/v1/reservations", StringComparison.Ordinal) || endpoint.Name.StartsWith("POST /s", StringComparison.Ordinal);

    private static async Task EndAsync(FuzzHouse house, FuzzRun run)
    {
        await house.World.ClockMovesAsync(TimeSpan.FromMinutes(5));
        await using var db = house.World.Open();
        var (bookings, events) = (run.Good.Select(n => $"G{n}").ToList(), run.Good.Select(n => $"good_{n}").ToList());
        var (messages, reports) = (run.Good.Select(n => $"SMgood{n}").ToList(), run.Good.Select(n => $"SMtold{n}:delivered:").ToList());
        Assert.Equal(bookings.Count, await db.SourceBookings.CountAsync(b => bookings.Contains(b.ExternalId)));
        Assert.Equal(bookings.Count, await db.Reservations.CountAsync(r => db.SourceBookings.Any(b => b.ReservationId == r.Id && bookings.Contains(b.ExternalId))));
        Assert.Equal(events.Count, await db.ReceivedWebhooks.CountAsync(w => events.Contains(w.ExternalId) && w.ProcessedUtc != null && w.Outcome == ""));
        Assert.Equal(messages.Count, await db.Messages.CountAsync(m => messages.Contains(m.DedupeKey)));
        Assert.Equal(reports.Count, await db.ReceivedWebhooks.CountAsync(w => reports.Contains(w.ExternalId) && w.ProcessedUtc != null));
        var waiting = await db.ReceivedWebhooks.Where(w => w.ProcessedUtc == null).Select(w => w.Source + " " + w.Outcome).ToListAsync();
        Assert.Empty(waiting);
        Assert.Empty(house.World.Log.Errors);
        Assert.Empty((await house.World.VerifyAuditAsync()).Problems);
        Assert.Contains(ServiceWorld.Spoken(house.Pin), await house.World.GuestWritesOnWhatsAppAsync("¿Cuál es el código?"), StringComparison.Ordinal);
        Assert.True(await house.World.GuestTypesAsync("flat", house.Pin));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
