using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Escalations;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Reservations;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Seam;
using Cendra.Simulator;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Lifecycle;

/// <summary>
/// Cendra's lifecycle over the virtual doors, on one clock that a test moves: reservations come in through the generic body, codes go out over Seam's wire, and
/// a test asks the keypad. Property: check-in 15:00, check-out 11:00 in Madrid; the clock starts on Monday 1 June 2026, 10:00 there.
/// </summary>
internal sealed class DoorWorld : IAsyncDisposable
{
    public const string Zone = "Europe/Madrid";
    private const string ApiKey = "seam_test_doors";
    private readonly TestDatabase _database;
    private readonly Dictionary<string, string> _properties = [];
    private readonly RecordedSweeps _sweeps;
    private Guid _pms;

    private DoorWorld(TestDatabase database, SimulatorWorld doors, RecordedSweeps sweeps) => (_database, Doors, _sweeps) = (database, doors, sweeps);

    public SimulatorWorld Doors { get; }

    public TestDatabase Database => _database;

    public DateTimeOffset Now => _database.Clock.GetUtcNow();

    /// <summary>Sweeps that were woken by name.</summary>
    public IReadOnlyList<string> Woken => _sweeps.Woken;

    public static async Task<DoorWorld> CreateAsync(int seed = 1, Action<IServiceCollection>? also = null)
    {
        var time = new Lazy<SimulatorWorld>[1];
        var sweeps = new RecordedSweeps();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seam:BaseUrl"] = "http://seam.test", ["Seam:ApiKey"] = ApiKey, ["Seam:RetryDelay"] = "00:00:00",
        }).Build();
        var database = await TestDatabase.CreateAsync(seed: seed, also: services =>
        {
            services.AddSingleton<IConfiguration>(configuration);
            services.AddSingleton<IBackgroundJobClient, NoJobs>().AddSingleton<IRecurringJobManager>(sweeps);
            services.AddLifecycle(configuration);
            services.ConfigureHttpClientDefaults(http => http.SetHandlerLifetime(Timeout.InfiniteTimeSpan)); // The timers of others keep all of a world that ended.
            services.AddHttpClient(SeamSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new SimulatorHandler(new SimulatorWire(time[0].Value)));
            also?.Invoke(services);
        });
        time[0] = new(() => new SimulatorWorld(new SimulatorSettings { ControlKey = "k", SeamApiKey = ApiKey }, database.Time, new SeededRandom(seed + 1000)));
        var world = new DoorWorld(database, time[0].Value, sweeps);
        await world.SeedAsync();
        return world;
    }

    /// <summary>A property with doors in walking order; its listing has the property's name.</summary>
    public async Task HasPropertyAsync(string name, params (string DeviceId, LockBehaviour Behaviour)[] doors)
    {
        foreach (var (deviceId, behaviour) in doors)
        {
            Doors.AddDoor(new DoorOptions(deviceId, deviceId, behaviour, Zone));
        }

        await InScopeAsync<LockList>(list => list.ReadAsync(CancellationToken.None));
        await using var db = _database.Open();
        var property = new Property { Id = _database.Ids.Next(), Name = name, TimeZoneId = Zone, CreatedUtc = Now };
        property.Listings.Add(new PropertyListing { Id = _database.Ids.Next(), ConnectionId = _pms, ExternalId = name });
        var order = 1;
        foreach (var (deviceId, _) in doors)
        {
            var smartLock = await db.SmartLocks.SingleAsync(l => l.DeviceId == deviceId);
            property.Doors.Add(new DoorUse { Id = _database.Ids.Next(), LockId = smartLock.Id, DoorName = deviceId, WalkingOrder = order++ });
        }

        db.Properties.Add(property);
        await db.SaveChangesAsync();
        _properties[name] = name;
    }

    /// <summary>A reservation comes in, or comes again; the version rises by itself unless given.</summary>
    public async Task BookingArrivesAsync(string id, string listing, string checkIn, string checkOut, string status = "confirmed", string guest = "Lucía Fernández", int? version = null, bool look = true, string phone = "+34600000001", string kind = "guest")
    {
        var body = $$$"""
            {"type":"reservation.upserted","reservation":{"externalId":"{{{id}}}","version":{{{version ?? NextVersion()}}},"kind":"{{{kind}}}","listingExternalId":"{{{listing}}}","status":"{{{status}}}",
             "checkIn":"{{{checkIn}}}","checkOut":"{{{checkOut}}}","guest":{"name":"{{{guest}}}","phone":"{{{phone}}}","email":"l@guest.example","language":"es"},"guests":2}}
            """;
        await BodyArrivesAsync(body);
        if (look)
        {
            await WorkAsync();
            await MoveAsync(TimeSpan.FromMinutes(1)); // Seam takes some seconds to reach a lock.
        }
    }

    /// <summary>A body as a PMS sends it; its version is the test's.</summary>
    public async Task BodyArrivesAsync(string body)
    {
        var (snapshot, errors) = GenericBody.Read(body);
        Assert.Empty(errors);
        await InScopeAsync<ReservationIntake>(intake => intake.TakeAsync(_pms, snapshot!, CancellationToken.None));
    }

    /// <summary>A lock becomes another door of a property, as a host sets it up: the property's stays are due now.</summary>
    public async Task HasDoorAsync(string propertyName, string deviceId)
    {
        await InScopeAsync<LockList>(list => list.ReadAsync(CancellationToken.None));
        await using var db = _database.Open();
        var (property, smartLock) = (await db.Properties.Include(p => p.Doors).SingleAsync(p => p.Name == propertyName), await db.SmartLocks.SingleAsync(l => l.DeviceId == deviceId));
        db.DoorUses.Add(new DoorUse { Id = _database.Ids.Next(), PropertyId = property.Id, LockId = smartLock.Id, DoorName = deviceId, WalkingOrder = property.Doors.Count + 1 });
        foreach (var stay in await db.Stays.Where(s => s.PropertyId == property.Id).ToListAsync())
        {
            stay.LookAgainBy(Now);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>The stay is due now and is looked at.</summary>
    public async Task LookNowAsync(string reservation)
    {
        var (id, now) = ((await StayAsync(reservation)).Id, Now);
        await using var db = _database.Open();
        await db.Stays.Where(s => s.Id == id).ExecuteUpdateAsync(s => s.SetProperty(x => x.DueAtUtc, now));
        await WorkAsync();
    }

    /// <summary>Walks through every due moment of doors and server, in order, to this local time.</summary>
    public Task MoveToAsync(string local) => MoveToAsync(Utc(local));

    public Task MoveAsync(TimeSpan by) => MoveToAsync(Now + by);

    public async Task MoveToAsync(DateTimeOffset target)
    {
        var due = await _database.Get<DueWork>().NextUtcAsync(CancellationToken.None);
        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < 20_000, "The walk does not come to an end.");
            var next = Earliest(Doors.NextDueUtc(), due) ?? target;
            var moment = next > target ? target : next;
            if (moment > Now)
            {
                _database.Time.SetUtcNow(moment);
            }

            await Doors.CatchUpAsync();
            due = await WorkAsync();
            if (moment >= target)
            {
                return;
            }
        }
    }

    /// <summary>Reads Seam's events and does all that is due now; when the next thing is.</summary>
    public async Task<DateTimeOffset?> WorkAsync()
    {
        try
        {
            await InScopeAsync<SeamEventsSweep>(sweep => sweep.RunAsync(CancellationToken.None));
        }
        catch (SeamException)
        {
            // An outage of the wire is part of some tests; the sweep keeps its watermark and the due rows stay.
        }

        return await _database.Get<DueWork>().RunAsync(CancellationToken.None);
    }

    public Task HealthAsync() => InScopeAsync<LockHealthSweep>(sweep => sweep.RunAsync(CancellationToken.None));

    /// <summary>Does the door open with these digits now?</summary>
    public bool Opens(string deviceId, string digits) => Doors.PressKeypad(deviceId, digits).Opened;

    public async Task<Stay> StayAsync(string listingOrReservation)
    {
        await using var db = _database.Open();
        var id = await db.SourceBookings.Where(b => b.ExternalId == listingOrReservation).Select(b => b.ReservationId).SingleAsync();
        return await db.Stays.Include(s => s.Pins).Include(s => s.Codes).ThenInclude(c => c.Lock).Include(s => s.Reservation).SingleAsync(s => s.ReservationId == id);
    }

    public async Task<AccessCode> CodeAsync(string reservation, string deviceId) =>
        (await StayAsync(reservation)).Codes.Where(c => c.Lock!.DeviceId == deviceId).MaxBy(c => c.PinVersion)!;

    /// <summary>The digits of the stay's current code on that door.</summary>
    public async Task<string> DigitsAsync(string reservation, string deviceId)
    {
        var code = await CodeAsync(reservation, deviceId);
        return _database.Vault.Reveal((await StayAsync(reservation)).Pins.Single(p => p.Id == code.StayPinId).Sealed!);
    }

    /// <summary>Alarms; what a lock cannot do is told once and is none.</summary>
    public async Task<IReadOnlyList<Escalation>> OpenEscalationsAsync()
    {
        await using var db = _database.Open();
        return await db.Escalations.Include(e => e.Stays).Where(e => e.ResolvedUtc == null && !e.Cause.StartsWith(LockLimits.Cause)).ToListAsync();
    }

    /// <summary>The stay's audit chain in words, oldest first.</summary>
    public async Task<IReadOnlyList<AuditEvent>> ChainAsync(string reservation)
    {
        var stay = await StayAsync(reservation);
        await using var db = _database.Open();
        return await db.AuditEvents.Where(e => e.Stream == stay.AuditStream).OrderBy(e => e.Sequence).ToListAsync();
    }

    public static DateTimeOffset Utc(string local) =>
        StayWindow.Of(new PropertyTimes(Zone, TimeOnly.FromDateTime(At(local)), new TimeOnly(0, 0), TimeSpan.Zero), new StayDates(DateOnly.FromDateTime(At(local)), DateOnly.FromDateTime(At(local)).AddDays(2))).CheckInUtc;

    public async Task InScopeAsync<T>(Func<T, Task> act) where T : notnull
    {
        await using var scope = _database.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Doors.Dispose();
    }

    private int _version;

    private int NextVersion() => ++_version;

    private static DateTime At(string local) => DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    private async Task SeedAsync()
    {
        await InScopeAsync<ConfiguredConnections>(c => c.SeedAsync(CancellationToken.None));
        await using var db = _database.Open();
        var pms = new Connection { Id = _database.Ids.Next(), Kind = ConnectionKind.GenericPms, Name = "pms", CreatedUtc = Now };
        db.Connections.Add(pms);
        await db.SaveChangesAsync();
        _pms = pms.Id;
    }
}
