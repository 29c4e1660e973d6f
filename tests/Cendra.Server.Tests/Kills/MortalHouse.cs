using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Portfolio;
using Cendra.Server.Tests.Service;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Kills;

/// <summary>When servers die, counted in boundaries from a server's first breath.</summary>
/// <param name="At">Of the first server; null = it lives.</param>
/// <param name="Again">Of every later one; null = they live.</param>
internal sealed record Death(int? At, int? Again = null)
{
    public static readonly Death Never = new((int?)null);

    public int? OfStart(int start) => start == 1 ? At : Again;
}

/// <summary>
/// The shipped server as a process that ends itself at a boundary, beside doors and phones that live on. Whatever it was doing then, whoever dealt with it does what they do in life: a
/// PMS sends again what was not accepted, a host taps again, a guest does not write again. The server starts again over its folder.
/// </summary>
internal sealed class MortalHouse : IAsyncDisposable
{
    private const int MostStarts = 300;
    private static readonly DateTimeOffset Monday = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(1);
    private readonly TestFolder _folder;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly VirtualTown _town;
    private readonly Uri _url;
    private readonly Death _death;
    private ServerProcess? _server;
    private string[] _arguments = [];
    private DateTimeOffset _nowUtc = Monday;
    private DateTimeOffset? _nextUtc;
    private bool _isNew;

    private MortalHouse(TestFolder folder, VirtualTown town, Uri url, Death death) => (_folder, _town, _url, _death) = (folder, town, url, death);

    public VirtualTown Town => _town;

    /// <summary>How often a server was started.</summary>
    public int Starts { get; private set; }

    /// <summary>How often a server was killed.</summary>
    public int Deaths { get; private set; }

    /// <summary>What the first server has passed so far, in order; the last of a killed one is where it died.</summary>
    public async Task<IReadOnlyList<string>> BoundariesAsync()
    {
        await using var file = new FileStream(BoundariesFile(1), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A flat behind two doors, the guests' and the host's phones, and a server that dies so.</summary>
    public static async Task<MortalHouse> OpenAsync(Death death)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}"));
        free.Stop();
        var folder = new TestFolder();
        var house = new MortalHouse(folder, await VirtualTown.OpenAsync(folder.File("town"), Monday), url, death);
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
        return LiveAsync(async () =>
        {
            using var request = SignedDelivery.Of(id, sentUtc, body).ToRequest();
            request.RequestUri = new Uri(_url, request.RequestUri!.PathAndQuery);
            using var answer = await _http.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.OK, $"The booking was answered {(int)answer.StatusCode}.");
        });
    }

    /// <summary>Once, whether anybody hears it or not.</summary>
    public Task GuestWritesAsync(string text) => _town.GuestWritesAsync(HousePhones.Guest, text);

    /// <summary>Whoever was called opens the link of the last notice and taps.</summary>
    public async Task HostTakesItAsync()
    {
        var notice = (await _town.ToldAsync(HousePhones.Host))[^1];
        var token = notice[(notice.LastIndexOf("/a/", StringComparison.Ordinal) + 3)..].Split('\n', ' ')[0];
        await LiveAsync(async () =>
        {
            using var tap = await _http.PostAsync(new Uri(_url, "/a/" + token), null);
            Assert.Equal(HttpStatusCode.OK, tap.StatusCode);
        });
    }

    /// <summary>Walks through every due moment of the doors and of the server, in order.</summary>
    public async Task ClockMovesToAsync(string local)
    {
        var target = ServiceWorld.Utc(local);
        await LiveAsync(PollAsync);
        for (var steps = 0; _nowUtc < target; steps++)
        {
            Assert.True(steps < 2000, "The walk does not come to an end.");
            var next = Earliest(await _town.NextUtcAsync(), _nextUtc) ?? target;
            var moment = next <= _nowUtc ? _nowUtc + SweepPeriod : next; // Due and not done: the next sweep tries again.
            _nowUtc = moment > target ? target : moment;
            await LiveAsync(() => WorkAsync(_nowUtc));
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await _town.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task SettleAsync()
    {
        await _town.AddDoorAsync("street", LockBehaviour.NativeSchedule);
        await _town.AddDoorAsync("gate", LockBehaviour.JustInTime);
        var secret = await _town.SendEverythingToAsync(_url);
        var templates = await HousePhones.ApproveTemplatesAsync(_town.Http, _town.Url);
        var settings = new Dictionary<string, string>(HousePhones.Settings.Concat(templates))
        {
            ["urls"] = _url.ToString(),
            ["Data:Folder"] = _folder.File("data"),
            ["Keys:Folder"] = _folder.File("keys"),
            ["Seam:BaseUrl"] = _town.Url.ToString(),
            ["Seam:ApiKey"] = ServiceWorld.SeamApiKey,
            ["Seam:WebhookSecret"] = secret,
            ["Seam:RetryDelay"] = "00:00:00",
            [$"Pms:Connections:{ServiceWorld.Pms}:Kind"] = "Signed",
            [$"Pms:Connections:{ServiceWorld.Pms}:Secret"] = ServiceWorld.PmsSecret,
            ["Twilio:BaseUrl"] = _town.Url.ToString(),
            ["Twilio:ContentBaseUrl"] = _town.Url.ToString(),
            ["Server:PublicUrl"] = _url.ToString(),
        };
        _arguments = [.. settings.Select(s => $"--{s.Key}={s.Value}")];
        await LiveAsync(() => DriveAsync("locks"));
        await using var db = Open();
        await AddFlatAsync(db);
    }

    private async Task AddFlatAsync(CendraDbContext db)
    {
        var pms = await db.Connections.SingleAsync(c => c.Name == ServiceWorld.Pms);
        var property = new Property { Id = Id(1), Name = "Born 9", TimeZoneId = ServiceWorld.Zone, EntrySteps = "Look for the green door.", CreatedUtc = Monday };
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

    /// <summary>Does it against a living server: where that dies, another one is started and it is done again.</summary>
    private async Task LiveAsync(Func<Task> act)
    {
        while (true)
        {
            if (_server is null)
            {
                await StartAsync();
            }

            try
            {
                if (_isNew)
                {
                    _isNew = false;
                    await PollAsync(); // As the sweeps do at each start.
                }

                await act();
                return;
            }
            catch (HttpRequestException) when (_server!.EndsSoon())
            {
                Deaths++;
                await _server.DisposeAsync();
                _server = null;
            }
        }
    }

    private async Task StartAsync()
    {
        _isNew = true;
        while (_server is null)
        {
            Assert.True(Starts < MostStarts, "It is started again and again.");
            var environment = new Dictionary<string, string>
            {
                ["DOTNET_STARTUP_HOOKS"] = Hook, ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Cendra.KillPoints", ["DOTNET_TieredPGO"] = "0", ["CENDRA_TEST_NOW"] = _nowUtc.ToString("O", CultureInfo.InvariantCulture),
            };
            environment["CENDRA_TEST_BOUNDARIES"] = BoundariesFile(++Starts);
            environment["CENDRA_TEST_KILL_AT"] = _death.OfStart(Starts)?.ToString(CultureInfo.InvariantCulture) ?? "";
            try
            {
                _server = await ServerProcess.StartAsync(_folder.Path, environment, _arguments);
            }
            catch (InvalidOperationException) when (_death.OfStart(Starts) is not null)
            {
                Deaths++; // While it started.
            }
        }
    }

    private async Task PollAsync()
    {
        await DriveAsync("poll");
        await WorkAsync(_nowUtc);
    }

    private async Task WorkAsync(DateTimeOffset nowUtc)
    {
        await DriveAsync("clock?to=" + Uri.EscapeDataString(nowUtc.ToString("O", CultureInfo.InvariantCulture)));
        await _town.MoveToAsync(nowUtc);
        await DriveAsync("work");
    }

    private async Task DriveAsync(string verb)
    {
        using var answer = await _http.PostAsync(new Uri(_url, "/_drive/" + verb), null);
        Assert.True(answer.IsSuccessStatusCode, $"{verb}: {(int)answer.StatusCode}");
        var next = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("nextUtc");
        _nextUtc = next.ValueKind == JsonValueKind.Null ? null : next.GetDateTimeOffset();
    }

    private string BoundariesFile(int start) => _folder.File(string.Create(CultureInfo.InvariantCulture, $"boundaries-{start}"));

    private static string Hook
    {
        get
        {
            var built = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(built.Parent!.Parent!.FullName, "Cendra.KillPoints", built.Name, "Cendra.KillPoints.dll");
        }
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
