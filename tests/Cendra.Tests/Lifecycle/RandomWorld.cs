using Cendra.Simulator.Locks;
using Cendra.Tests.World;

namespace Cendra.Tests.Lifecycle;

/// <summary>
/// Two flats behind one street door, and days in which people book, move, cancel and come back while locks go offline, refuse, and answers get lost. All of it
/// follows from the seed. Stays of one flat never overlap; everything else may happen.
/// </summary>
internal sealed class RandomWorld(DoorWorld world, int seed) : IDisposable
{
    public static readonly string[] Locks = ["street", "a", "b"];
    private static readonly string[] Flats = ["Flat A", "Flat B"];
    private static readonly string[] Routes = ["/access_codes/create", "/access_codes/update", "/access_codes/delete"];
    private readonly SeededRandom _random = new(seed);
    private readonly List<Booking> _bookings = [];
    private readonly List<string> _story = [];

    private sealed record Booking(string Id, string Flat, DateOnly From, DateOnly Until, bool IsCancelled);

    /// <summary>What happened, for the report of a failure.</summary>
    public string Story => string.Join("\n", _story.TakeLast(60));

    public async Task BuildAsync()
    {
        var kinds = Enum.GetValues<LockBehaviour>();
        var street = Pick([LockBehaviour.NativeSchedule, LockBehaviour.JustInTime]);
        await world.HasPropertyAsync("Flat A", ("street", street), ("a", Pick(kinds)));
        await world.HasPropertyAsync("Flat B", ("street", street), ("b", Pick(kinds)));
    }

    /// <summary>Something happens, then time passes.</summary>
    public async Task StepAsync()
    {
        await (Below(10) switch
        {
            0 or 1 or 2 => BookAsync(),
            3 => ChangeAsync(),
            4 => CancelAsync(),
            5 => Do("offline", door => world.Doors.TakeOffline(door)),
            6 => Do("online", door => world.Doors.BringOnline(door)),
            7 => Do("refuses sets", door => world.Doors.FailNextSets(door, 1 + Below(3))),
            8 => Do("refuses removals", door => world.Doors.FailNextRemovals(door, 1 + Below(3))),
            _ => LoseAsync(),
        });
        await world.MoveAsync(TimeSpan.FromMinutes(3 + Below(150)));
    }

    /// <summary>All faults are over and all stays have ended for hours.</summary>
    public async Task CalmDownAsync()
    {
        foreach (var door in Locks)
        {
            world.Doors.BringOnline(door);
            world.Doors.FailNextSets(door, 0);
            world.Doors.FailNextRemovals(door, 0);
        }

        foreach (var route in Routes)
        {
            world.Doors.LoseNextResponses(route, 0);
        }

        var last = _bookings.Select(b => b.Until).Append(DateOnly.FromDateTime(world.Now.UtcDateTime)).Max();
        await world.MoveToAsync($"{last.AddDays(1):yyyy-MM-dd} 18:00");
    }

    public void Dispose() => _random.Dispose();

    private async Task BookAsync()
    {
        var (flat, from) = (Pick(Flats), Today().AddDays(Below(4)));
        var until = from.AddDays(1 + Below(3));
        if (IsFree(flat, from, until, except: null))
        {
            var booking = new Booking($"R{_bookings.Count + 1}", flat, from, until, IsCancelled: false);
            _bookings.Add(booking);
            await SendAsync(booking);
        }
    }

    private async Task ChangeAsync()
    {
        if (_bookings.Count > 0 && Pick(_bookings) is var b && (b.IsCancelled || b.Until >= Today()))
        {
            var begun = b.From <= Today();
            var from = begun ? b.From : b.From.AddDays(Below(3) - 1);
            var until = b.Until.AddDays(Below(3) - 1);
            if (until > from && until >= Today() && IsFree(b.Flat, from, until, b.Id))
            {
                await SendAsync(Keep(b with { From = from, Until = until, IsCancelled = false }));
            }
        }
    }

    private async Task CancelAsync()
    {
        if (_bookings.Count > 0)
        {
            await SendAsync(Keep(Pick(_bookings) with { IsCancelled = true }));
        }
    }

    private Booking Keep(Booking booking)
    {
        _bookings[_bookings.FindIndex(b => b.Id == booking.Id)] = booking;
        return booking;
    }

    private Task SendAsync(Booking b)
    {
        Tell($"{b.Id} {b.Flat} {b.From:MM-dd}..{b.Until:MM-dd} {(b.IsCancelled ? "cancelled" : "confirmed")}");
        return world.BookingArrivesAsync(b.Id, b.Flat, $"{b.From:yyyy-MM-dd}", $"{b.Until:yyyy-MM-dd}", b.IsCancelled ? "cancelled" : "confirmed");
    }

    private Task LoseAsync()
    {
        var route = Pick(Routes);
        Tell($"the next answer of {route} is lost");
        world.Doors.LoseNextResponses(route);
        return Task.CompletedTask;
    }

    private Task Do(string what, Action<string> act)
    {
        var door = Pick(Locks);
        Tell($"{door} {what}");
        act(door);
        return Task.CompletedTask;
    }

    private void Tell(string what) => _story.Add($"{world.Now:MM-dd HH:mm:ss}Z {what}");

    private bool IsFree(string flat, DateOnly from, DateOnly until, string? except) =>
        _bookings.TrueForAll(b => b.Id == except || b.IsCancelled || b.Flat != flat || b.Until <= from || b.From >= until);

    private DateOnly Today() => DateOnly.FromDateTime(world.Now.UtcDateTime.AddHours(2));

    private T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    private int Below(int end)
    {
        Span<byte> bytes = stackalloc byte[4];
        _random.GetBytes(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)end);
    }
}
