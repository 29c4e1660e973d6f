using System.Net;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Reservations.ICal;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Simulator.Locks;
using Cendra.Tests.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Tests.Reservations;

/// <summary>A flat whose bookings come from a source that a test plays; the doors behind it are virtual and the keypad is asked. Check-in is at 15:00, check-out at 11:00.</summary>
internal sealed class SourceWorld : IAsyncDisposable
{
    public const string Door = "flat";
    public const string Listing = "olot-listing";
    private Func<HttpRequestMessage, HttpResponseMessage> _feed = _ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

    private SourceWorld(DoorWorld world) => World = world;

    public DoorWorld World { get; private set; }

    /// <summary>The system behind the list.</summary>
    public ListedReservations List { get; } = new();

    public Guid ConnectionId { get; private set; }

    /// <summary>What was asked for.</summary>
    public List<HttpRequestMessage> Asked { get; } = [];

    /// <summary>With a calendar.</summary>
    public static Task<SourceWorld> OfCalendarAsync() => CreateAsync(ConnectionKind.ICalendar, CalendarSource.ClientName);

    /// <summary>With a list at an address.</summary>
    public static Task<SourceWorld> OfListAsync(Action<IServiceCollection>? also = null) => CreateAsync(ConnectionKind.GenericList, GenericListSource.ClientName, also);

    private static async Task<SourceWorld> CreateAsync(ConnectionKind kind, string client, Action<IServiceCollection>? also = null)
    {
        var world = new SourceWorld(null!);
        world.World = await DoorWorld.CreateAsync(also: services =>
        {
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => new Feed(world));
            also?.Invoke(services);
        });
        await world.World.HasPropertyAsync("Olot", (Door, LockBehaviour.NativeSchedule));
        await world.ConnectAsync(kind, "olot-source");
        world._feed = kind == ConnectionKind.GenericList ? world.List.Answer : world._feed;
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

    /// <summary>
    /// Time passes with hardly a reading until then: what happens at doors in days need not be told by three hundred readings. A question about an arrival reads, and the next reading
    /// would follow it in minutes, again and again; it is put off every two hours.
    /// </summary>
    public async Task QuietlyToAsync(string local)
    {
        var until = DoorWorld.Utc(local);
        while (World.Now < until)
        {
            await ChangeSyncAsync(s => s.DueUtc = until);
            await World.MoveAsync(TimeSpan.FromTicks(Math.Min((until - World.Now).Ticks, TimeSpan.FromHours(2).Ticks)));
        }
    }

    /// <summary>The whole list is read now, and nothing else is done.</summary>
    public async Task ReadWholeAsync()
    {
        await ChangeSyncAsync(s => (s.DueUtc, s.FullDueUtc) = (World.Now, World.Now));
        await World.InScopeAsync<SourcePass>(pass => pass.RunAsync(ConnectionId, CancellationToken.None));
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

    private async Task ConnectAsync(ConnectionKind kind, string name)
    {
        await using var db = World.Database.Open();
        var connection = new Connection { Id = World.Database.Ids.Next(), Kind = kind, Name = name, CreatedUtc = World.Now };
        World.Database.Get<ConnectionSecrets>().SealSettings(connection, new Dictionary<string, string> { ["Url"] = "https://source.test/s3cr3t?t=s3cr3t", ["Listing"] = Listing, ["Key"] = "s3cr3t" });
        db.Connections.Add(connection);
        db.PropertyListings.Add(new PropertyListing { Id = World.Database.Ids.Next(), ConnectionId = connection.Id, ExternalId = Listing, PropertyId = (await db.Properties.SingleAsync()).Id });
        db.SourceSyncs.Add(new SourceSync { ConnectionId = connection.Id, DueUtc = World.Now });
        await db.SaveChangesAsync();
        ConnectionId = connection.Id;
    }

    private sealed class Feed(SourceWorld world) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            world.Asked.Add(request);
            return Task.FromResult(world._feed(request));
        }
    }
}
