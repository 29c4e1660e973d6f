using System.Net;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.ICal;
using Cendra.Simulator.Locks;
using Cendra.Tests.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Tests.Reservations;

/// <summary>A flat whose bookings come from a calendar feed that a test writes; the doors behind it are virtual and the keypad is asked. Check-in is at 15:00, check-out at 11:00.</summary>
internal sealed class CalendarWorld : IAsyncDisposable
{
    public const string Door = "flat";
    private const string Listing = "olot-calendar";
    private Func<HttpRequestMessage, HttpResponseMessage> _feed = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

    private CalendarWorld(DoorWorld world) => World = world;

    public DoorWorld World { get; private set; }

    public Guid ConnectionId { get; private set; }

    /// <summary>What was asked for.</summary>
    public List<HttpRequestMessage> Asked { get; } = [];

    public static async Task<CalendarWorld> CreateAsync(Dictionary<string, string>? settings = null)
    {
        var world = new CalendarWorld(null!);
        world.World = await DoorWorld.CreateAsync(also: services => services.AddHttpClient(CalendarSource.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Feed(world)));
        await world.World.HasPropertyAsync("Olot", (Door, LockBehaviour.NativeSchedule));
        await world.ConnectAsync("olot-airbnb", Listing, settings ?? []);
        return world;
    }

    /// <summary>The feed lists these guests' stays from now on.</summary>
    public void Lists(params (string Uid, string From, string Until)[] stays) => Answers(Body([.. stays.Select(s => Event(s.Uid, s.From, s.Until))]));

    public void Answers(string body, HttpStatusCode status = HttpStatusCode.OK) => _feed = _ => new HttpResponseMessage(status) { Content = new StringContent(body) };

    public void Answers(Func<HttpRequestMessage, HttpResponseMessage> feed) => _feed = feed;

    public static string Event(string uid, string from, string until, string summary = "Reserved", string more = "") =>
        $"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{from.Replace("-", "", StringComparison.Ordinal)}\r\nDTEND;VALUE=DATE:{until.Replace("-", "", StringComparison.Ordinal)}\r\nSUMMARY:{summary}\r\n{more}END:VEVENT\r\n";

    public static string Body(params string[] events) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Airbnb Inc//Hosting Calendar 1.0//EN\r\n{string.Concat(events)}END:VCALENDAR\r\n";

    /// <summary>Time passes, with every reading that is due in it.</summary>
    public Task MoveAsync(double minutes) => World.MoveAsync(TimeSpan.FromMinutes(minutes));

    /// <summary>Time passes without a reading until then: what happens at doors in days need not be told by three hundred readings.</summary>
    public async Task QuietlyToAsync(string local)
    {
        await ChangeSyncAsync(s => s.DueUtc = DoorWorld.Utc(local));
        await World.MoveToAsync(local);
    }

    public Task<Stay> StayAsync(string uid) => World.StayAsync(uid);

    public async Task<bool> OpensAsync(string uid) => World.Opens(Door, await World.DigitsAsync(uid, Door));

    public async Task<SourceBooking> BookingAsync(string uid)
    {
        await using var db = World.Database.Open();
        return await db.SourceBookings.AsNoTracking().SingleAsync(b => b.ExternalId == uid);
    }

    public async Task<SourceSync> SyncAsync()
    {
        await using var db = World.Database.Open();
        return await db.SourceSyncs.AsNoTracking().SingleAsync(s => s.ConnectionId == ConnectionId);
    }

    public async Task<Connection> ConnectionAsync()
    {
        await using var db = World.Database.Open();
        return await db.Connections.AsNoTracking().SingleAsync(c => c.Id == ConnectionId);
    }

    /// <summary>Open tasks about the source itself.</summary>
    public async Task<IReadOnlyList<Escalation>> TasksAsync(string cause)
    {
        await using var db = World.Database.Open();
        return await db.Escalations.AsNoTracking().Include(e => e.Stays).Where(e => e.ResolvedUtc == null && e.Cause.StartsWith(cause)).ToListAsync();
    }

    public async Task ChangeSyncAsync(Action<SourceSync> change)
    {
        await using var db = World.Database.Open();
        change(await db.SourceSyncs.SingleAsync(s => s.ConnectionId == ConnectionId));
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private async Task ConnectAsync(string name, string listing, Dictionary<string, string> settings)
    {
        await using var db = World.Database.Open();
        var connection = new Connection { Id = World.Database.Ids.Next(), Kind = ConnectionKind.ICalendar, Name = name, CreatedUtc = World.Now };
        World.Database.Get<ConnectionSecrets>().SealSettings(connection, new Dictionary<string, string>(settings) { ["Url"] = "https://calendar.test/s3cr3t.ics?t=s3cr3t", ["Listing"] = listing });
        db.Connections.Add(connection);
        db.PropertyListings.Add(new PropertyListing { Id = World.Database.Ids.Next(), ConnectionId = connection.Id, ExternalId = listing, PropertyId = (await db.Properties.SingleAsync()).Id });
        db.SourceSyncs.Add(new SourceSync { ConnectionId = connection.Id, DueUtc = World.Now });
        await db.SaveChangesAsync();
        ConnectionId = connection.Id;
    }

    private sealed class Feed(CalendarWorld world) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            world.Asked.Add(request);
            return Task.FromResult(world._feed(request));
        }
    }
}
