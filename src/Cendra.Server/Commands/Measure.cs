using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Webhooks;
using Cendra.Server.Rehearsal;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Commands;

/// <summary>
/// <c>measure --url http://… --count N</c>: plays the PMS of a running rehearsal and tells how long a guest who books now waits until the lock holds the code.
/// The virtual lock takes three seconds for each change, as a real one does; they are part of the figure. The bookings are cancelled afterwards.
/// </summary>
public static class Measure
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    /// <summary>Prints each time and the median; 1 when a code did not arrive or nothing is in rehearsal.</summary>
    public static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (!services.GetRequiredService<Installation>().IsRehearsal)
        {
            await output.WriteLineAsync("measure plays with made-up doors only: this installation is live.");
            return 1;
        }

        var url = new Uri(configuration["url"] ?? HostingSetup.DefaultUrl);
        var count = configuration.GetValue("count", 5);
        using var pms = new HttpClient { BaseAddress = url };
        var waits = new List<double>();
        for (var i = 0; i < count; i++)
        {
            if (await OnceAsync(services, pms, i, ct) is not { } milliseconds)
            {
                await output.WriteLineAsync($"The code of booking {i + 1} was not on the lock after {Patience.TotalSeconds} s.");
                return 1;
            }

            waits.Add(milliseconds);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"booking {i + 1}: {milliseconds:F0} ms"));
        }

        waits.Sort();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"POST to code on the lock: median {waits[waits.Count / 2]:F0} ms"));
        return 0;
    }

    private static async Task<double?> OnceAsync(IServiceProvider services, HttpClient pms, int number, CancellationToken ct)
    {
        var database = services.GetRequiredService<CendraDatabase>();
        var id = "measure-" + services.GetRequiredService<IdSource>().Next().ToString("N");
        var now = services.GetRequiredService<StayClock>().GetUtcNow();
        var (listing, propertyId) = await ListingAsync(database, ct);
        var night = await NightAsync(database, propertyId, now, ct);
        var watch = Stopwatch.StartNew();
        await PostAsync(services, pms, Body(id, listing, "confirmed", night, number, version: 1), ct);
        while (!await IsOnLockAsync(database, id, ct))
        {
            if (watch.Elapsed > Patience)
            {
                return null;
            }

            await Task.Delay(Glance, TimeProvider.System, ct);
        }

        var milliseconds = watch.Elapsed.TotalMilliseconds;
        await PostAsync(services, pms, Body(id, listing, "cancelled", night, number, version: 2), ct);
        while (watch.Elapsed < Patience && await NightAsync(database, propertyId, now, ct) != night)
        {
            await Task.Delay(Glance, TimeProvider.System, ct); // The next booking wants the night.
        }

        return milliseconds;
    }

    /// <summary>
    /// A listing all of whose doors keep time themselves: the others' codes come to the lock at their own hour. A rehearsal that has just opened puts its house
    /// up and books its first guest there before: whoever is the second in those nights gets no code.
    /// </summary>
    private static async Task<(string Listing, Guid PropertyId)> ListingAsync(CendraDatabase database, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await FindListingAsync(database, ct) is { } listing)
            {
                return listing;
            }

            if (watch.Elapsed > Patience)
            {
                throw new InvalidOperationException("The rehearsal has no property whose locks keep time themselves.");
            }

            await Task.Delay(Glance, TimeProvider.System, ct);
        }
    }

    internal static async Task<(string Listing, Guid PropertyId)?> FindListingAsync(CendraDatabase database, CancellationToken ct)
    {
        await using var db = database.Open();
        var found = await db.PropertyListings
            .Where(l => l.Property!.Doors.Count > 0 && l.Property.Doors.All(d => d.Lock!.Timing == LockTiming.NativeSchedule) && db.Stays.Any(s => s.PropertyId == l.PropertyId))
            .OrderBy(l => l.ExternalId).Select(l => new { l.ExternalId, l.PropertyId }).FirstOrDefaultAsync(ct);
        return found is null ? null : (found.ExternalId, found.PropertyId);
    }

    /// <summary>
    /// The first night that nobody has and whose check-in is still to come. A lock that keeps time takes a code when its guest is three days away at the most, and a new house's own first
    /// guest may have the next two nights from tomorrow on: then it is tonight.
    /// </summary>
    internal static async Task<DateOnly> NightAsync(CendraDatabase database, Guid propertyId, DateTimeOffset nowUtc, CancellationToken ct)
    {
        await using var db = database.Open();
        var property = await db.Properties.Where(p => p.Id == propertyId).Select(p => new { p.TimeZoneId, p.CheckInTime }).SingleAsync(ct);
        var local = StayWindow.LocalTime(nowUtc, property.TimeZoneId).Local;
        var today = DateOnly.FromDateTime(local);
        return await FreeNights.FirstAsync(db, propertyId, TimeOnly.FromDateTime(local) < property.CheckInTime ? today : today.AddDays(1), 1, ct);
    }

    private static async Task<bool> IsOnLockAsync(CendraDatabase database, string id, CancellationToken ct)
    {
        await using var db = database.Open();
        var states = await db.SourceBookings.Where(b => b.ExternalId == id).SelectMany(b => b.Reservation!.Stays).SelectMany(s => s.Codes).Select(c => c.State).ToListAsync(ct);
        return states.Count > 0 && states.TrueForAll(s => s is AccessCodeState.Scheduled or AccessCodeState.Active or AccessCodeState.InUse);
    }

    private static string Body(string id, string listing, string status, DateOnly night, int number, int version) => JsonSerializer.Serialize(new
    {
        type = "reservation.upserted",
        reservation = new
        {
            externalId = id, version, listingExternalId = listing, status,
            checkIn = night, checkOut = night.AddDays(1),
            guest = new { name = RehearsalGuests.Of(number).Name },
        },
    });

    private static async Task PostAsync(IServiceProvider services, HttpClient pms, string body, CancellationToken ct)
    {
        var secret = services.GetRequiredService<IConfiguration>()[$"Pms:Connections:{RehearsalSetup.Connection}:Secret"]!;
        var id = "msg_" + services.GetRequiredService<IdSource>().Next().ToString("N");
        var at = TimeProvider.System.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/pms/{RehearsalSetup.Connection}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Sign(secret, id, at, Encoding.UTF8.GetBytes(body)));
        using var response = await pms.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
    }
}
