using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Portfolio;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Kills;

/// <summary>
/// A mortal server beside doors and phones that live on. Whatever it was doing when it died, whoever dealt with it does what they do in life: a PMS sends again what was not accepted,
/// a host taps again, a guest does not write again.
/// </summary>
internal sealed class MortalHouse : IAsyncDisposable
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);
    private readonly TestFolder _folder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private DateTimeOffset _nowUtc = Monday;
    private DateTimeOffset? _nextUtc;

    private MortalHouse(TestFolder folder, VirtualTown town, Death death, bool jobsRun) =>
        (_folder, Town, Server) = (folder, town, new MortalServer(folder, death, jobsRun) { Awakes = PollAsync, NowUtc = () => _nowUtc });

    public VirtualTown Town { get; }

    public MortalServer Server { get; }

    /// <summary>A flat behind two doors, the guests' and the host's phones, and a server that dies so. <paramref name="jobsRun"/> = its job server works; else its queue loses every job.</summary>
    public static async Task<MortalHouse> OpenAsync(Death death, bool jobsRun = false)
    {
        var folder = new TestFolder();
        var house = new MortalHouse(folder, await VirtualTown.OpenAsync(folder.File("town"), Monday), death, jobsRun);
        try
        {
            await house.SettleAsync();
            return house;
        }
        catch
        {
            await house.DisposeAsync();
            throw;
        }
    }

    /// <summary>The database, to read.</summary>
    public CendraDbContext Open() => new SqliteCendraContext(new DbContextOptionsBuilder<SqliteCendraContext>()
        .UseSqlite($"Data Source={_folder.File("data/cendra.db")};Mode=ReadWrite;Pooling=False").Options);

    /// <summary>The PMS sends until it is accepted.</summary>
    public Task PmsSendsAsync(string id, string body)
    {
        var sentUtc = _nowUtc;
        return Server.LiveAsync(async () =>
        {
            using var request = SignedDelivery.Of(id, sentUtc, body).ToRequest();
            request.RequestUri = new Uri(Server.Url, request.RequestUri!.PathAndQuery);
            using var answer = await _http.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK, $"The booking was answered {(int)answer.StatusCode}.");
        });
    }

    /// <summary>Once, whether anybody hears it or not.</summary>
    public Task GuestWritesAsync(string text) => Town.GuestWritesAsync(HousePhones.Guest, text);

    /// <summary>Whoever was called opens the link of the last notice and taps.</summary>
    public async Task HostTakesItAsync()
    {
        var notice = (await Town.ToldAsync(HousePhones.Host))[^1];
        var token = notice[(notice.LastIndexOf("/a/", StringComparison.Ordinal) + 3)..].Split('\n', ' ')[0];
        await Server.LiveAsync(async () =>
        {
            using var tap = await _http.PostAsync(new Uri(Server.Url, "/a/" + token), null);
            Assert.Equal(HttpStatusCode.OK, tap.StatusCode);
        });
    }

    /// <summary>Walks through every due moment of the doors and of the server, in order.</summary>
    public async Task ClockMovesToAsync(string local)
    {
        var target = ServiceWorld.Utc(local);
        await Server.LiveAsync(PollAsync);
        for (var steps = 0; _nowUtc < target; steps++)
        {
            Assert.True(steps < 2000, "The walk does not come to an end.");
            var next = Earliest(await Town.NextUtcAsync(), _nextUtc) ?? target;
            var moment = next <= _nowUtc ? _nowUtc + SweepPeriod : next; // Due and not done: the next sweep tries again.
            _nowUtc = moment > target ? target : moment;
            await Server.LiveAsync(() => WorkAsync(_nowUtc));
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Town.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task SettleAsync()
    {
        await Town.AddDoorAsync("street", LockBehaviour.NativeSchedule);
        await Town.AddDoorAsync("gate", LockBehaviour.JustInTime);
        var secret = await Town.SendEverythingToAsync(Server.Url);
        var templates = await HousePhones.ApproveTemplatesAsync(Town.Http, Town.Url);
        Server.Settings = new Dictionary<string, string>(HousePhones.Settings.Concat(templates))
        {
            ["urls"] = Server.Url.ToString(),
            ["Data:Folder"] = _folder.File("data"),
            ["Keys:Folder"] = _folder.File("keys"),
            ["Seam:BaseUrl"] = Town.Url.ToString(),
            ["Seam:ApiKey"] = ServiceWorld.SeamApiKey,
            ["Seam:WebhookSecret"] = secret,
            ["Seam:RetryDelay"] = "00:00:00",
            [$"Pms:Connections:{ServiceWorld.Pms}:Kind"] = "Signed",
            [$"Pms:Connections:{ServiceWorld.Pms}:Secret"] = ServiceWorld.PmsSecret,
            ["Twilio:BaseUrl"] = Town.Url.ToString(),
            ["Twilio:ContentBaseUrl"] = Town.Url.ToString(),
            ["Twilio:MessagingBaseUrl"] = Town.Url.ToString(),
            ["Server:PublicUrl"] = Server.Url.ToString(),
        };
        await Server.LiveAsync(() => DriveAsync("locks"));
        await using var db = Open();
        await AddFlatAsync(db);
    }

    private async Task AddFlatAsync(CendraDbContext db)
    {
        var pms = await db.Connections.SingleAsync(c => c.Name == ServiceWorld.Pms);
        var property = new Property { Id = Id(1), Name = "Born 9", TimeZoneId = ServiceWorld.Zone, CreatedUtc = Monday };
        property.Steps.Add(property.OnTheWay("Look for the green door."));
        property.Listings.Add(new PropertyListing { Id = Id(2), ConnectionId = pms.Id, ExternalId = "Born 9" });
        var order = 0;
        foreach (var device in new[] { "street", "gate" })
        {
            var smartLock = await db.SmartLocks.SingleAsync(l => l.DeviceId == device);
            property.Doors.Add(new DoorUse { Id = Id(10 + order), LockId = smartLock.Id, DoorName = device, WalkingOrder = ++order });
        }

        db.Properties.Add(property);
        await db.SaveChangesAsync();

        static Guid Id(int number) => new(number, 0, 0, new byte[8]);
    }

    private async Task PollAsync()
    {
        await DriveAsync("poll");
        await WorkAsync(_nowUtc);
    }

    private async Task WorkAsync(DateTimeOffset nowUtc)
    {
        await DriveAsync("clock?to=" + Uri.EscapeDataString(nowUtc.ToString("O", CultureInfo.InvariantCulture)));
        await Town.MoveToAsync(nowUtc);
        await DriveAsync("work");
    }

    private async Task DriveAsync(string verb)
    {
        using var answer = await _http.PostAsync(new Uri(Server.Url, "/_drive/" + verb), null);
        Assert.True(answer.IsSuccessStatusCode, $"{verb}: {(int)answer.StatusCode}");
        var next = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("nextUtc");
        _nextUtc = next.ValueKind == JsonValueKind.Null ? null : next.GetDateTimeOffset();
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
