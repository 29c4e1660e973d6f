using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Service;

/// <summary>
/// Deliveries bent at random, some signed after they were bent: none is answered with a 5xx, none leaves the server unable to work, and of the good ones between
/// them none is lost. How many: <c>CENDRA_FUZZ</c> (300); which: <c>CENDRA_FUZZ_SEED</c> (1). A failure prints the seed and the number.
/// </summary>
public sealed class FuzzTests
{
    private const int BetweenGood = 10;

    /// <summary>A server takes 600 a minute on one path; a new one begins before that.</summary>
    private const int OneServer = 900;

    [Fact]
    public async Task No_bent_delivery_is_answered_with_500_and_no_good_one_between_is_lost()
    {
        var (count, seed) = (Setting("CENDRA_FUZZ", 300), Setting("CENDRA_FUZZ_SEED", 1));
        var bend = new Bend(seed);
        await using var world = await ServiceWorld.OpenAsync(new WorldOptions { Seed = seed });
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", Simulator.Locks.LockBehaviour.NativeSchedule));
        var (bookings, events, answers) = (new List<string>(), new List<string>(), new Dictionary<HttpStatusCode, int>());
        for (var number = 0; number < count; number++)
        {
            if (number % OneServer == OneServer - 1)
            {
                await world.RestartAsync();
            }

            var delivery = number % 2 == 0 ? world.NewDelivery(Booking($"F{number}", number)) : world.NewSeamDelivery(Event($"fuzz_{number}", number));
            var status = await world.PostAsync(bend.Once(delivery));
            answers[status] = answers.GetValueOrDefault(status) + 1;
            Assert.True((int)status < 500, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, number {number}: {(int)status} {world.Log.Errors.LastOrDefault()}"));
            if (number % BetweenGood == 0)
            {
                bookings.Add($"G{number}");
                events.Add($"good_{number}");
                foreach (var good in new[] { world.NewDelivery(Booking(bookings[^1], number)), world.NewSeamDelivery(Event(events[^1], number)) })
                {
                    status = await world.PostAsync(good);
                    Assert.True(status == HttpStatusCode.Accepted, string.Create(CultureInfo.InvariantCulture, $"seed {seed}, good after {number}: {(int)status} {world.Log.Errors.LastOrDefault()}"));
                }
            }
        }

        await world.ClockMovesAsync(TimeSpan.FromMinutes(5));
        await using var db = world.Open();
        Assert.Equal(bookings.Count, await db.SourceBookings.CountAsync(b => bookings.Contains(b.ExternalId)));
        Assert.Equal(events.Count, await db.ReceivedWebhooks.CountAsync(w => events.Contains(w.ExternalId) && w.ProcessedUtc != null && w.Outcome == ""));
        Assert.Equal(0, await db.ReceivedWebhooks.CountAsync(w => w.ProcessedUtc == null));
        Assert.True(answers.Keys.Count >= 3, "The bends reach too little: " + string.Join(", ", answers));
        Assert.Empty(world.Log.Errors);
        Assert.Empty((await world.VerifyAuditAsync()).Problems);
    }

    private static string Booking(string id, int number) =>
        ServiceWorld.Booking(id, number % 4 == 0 ? "Born 9" : "Elsewhere", "2026-07-" + Two(1 + (number % 27)), "2026-07-" + Two(2 + (number % 27)), version: 1 + number);

    private static string Event(string id, int number) => (number % 3) switch
    {
        0 => $$"""{"event_id":"{{id}}","event_type":"device.connected","workspace_id":"w","created_at":"2026-06-01T08:00:00.000Z","occurred_at":"2026-06-01T08:00:00.000Z","device_id":"flat"}""",
        1 => $$"""{"event_id":"{{id}}","event_type":"lock.unlocked","created_at":"2026-06-01T08:00:00.000Z","occurred_at":"2026-06-01T08:00:00.000Z","device_id":"flat","method":"keycode","access_code_id":"x","code":"48291357"}""",
        _ => $$"""{"event_id":"{{id}}","event_type":"access_code.set_on_device","created_at":"2026-06-01T08:00:00.000Z","device_id":"flat","access_code_id":"x","code":"48291357","access_code_errors":[]}""",
    };

    private static string Two(int number) => number.ToString("00", CultureInfo.InvariantCulture);

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
