using System.Net;
using System.Text;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Locks;
using Cendra.Server.Tests.World;
using Cendra.Simulator;
using Cendra.Simulator.Locks;
using Cendra.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Cendra.Server.Tests.Service;

/// <summary>What a test wants otherwise.</summary>
internal sealed record WorldOptions
{
    public int Seed { get; init; } = 1;

    /// <summary>What the rows stand in, and where the jobs wait.</summary>
    public DatabaseProvider Database { get; init; } = WorldDatabase.Default;

    /// <summary>Whether the job server works. Without it everything is due by its row, and the clock's walk works it off in order.</summary>
    public bool JobsRun { get; init; }

    /// <summary>Whether the job server does all the work: the clock's walk wakes the sweeps as their minute does, and waits for the workers.</summary>
    public bool JobsAlone { get; init; }

    /// <summary>Whether Seam's webhooks reach the server.</summary>
    public bool Webhooks { get; init; } = true;

    /// <summary>Whether the server reads Seam's events by itself.</summary>
    public bool Polls { get; init; }

    /// <summary>Whether WhatsApp and SMS are connected, messages may leave, and a host is to be called.</summary>
    public bool Phones { get; init; }

    /// <summary>A chat model's address; null = none is set.</summary>
    public Uri? Model { get; init; }

    /// <summary>Another server that stands for Seam in place of the virtual doors; null = they do.</summary>
    public Uri? Seam { get; init; }

    /// <summary>A real port on loopback.</summary>
    public bool OnKestrel { get; init; }

    /// <summary>Configuration over what every world has; a later start reads it again.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    public Action<IServiceCollection>? Also { get; init; }
}

/// <summary>
/// The whole service, live, as it is shipped: webhooks come in over HTTP, codes go out over Seam's wire to virtual doors, and a test types at them. One clock for
/// all. It begins on Monday 1 June 2026, 10:00 in Madrid; check-in is at 15:00, check-out at 11:00. Disposing it fails when a call went anywhere unexpected.
/// </summary>
internal sealed partial class ServiceWorld : IAsyncDisposable
{
    public const string Zone = "Europe/Madrid";
    public const string Pms = "house-pms";
    public const string SeamUrl = "https://seam.test";
    public const string OwnUrl = "https://cendra.test";
    public const string SeamApiKey = "seam_test_service";
    public static readonly string PmsSecret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the secret of the house's PMS"));
    public static readonly string SeamSecret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the secret of Seam's webhook."));
    private readonly TestFolder _folder = new();
    private WorldOptions _options;
    private WorldDatabase? _database;
    private HttpMessageInvoker? _wayIn;
    private RunningServer? _server;
    private int _starts;
    private IReadOnlyDictionary<string, string> _templates = new Dictionary<string, string>();

    private ServiceWorld(WorldOptions options)
    {
        _options = options;
        var settings = new SimulatorSettings
        {
            ControlKey = "k", SeamApiKey = SeamApiKey, TwilioAccountSid = HousePhones.Account, TwilioAuthToken = HousePhones.Token,
            TwilioWhatsAppFrom = HousePhones.Number, TwilioSmsFrom = HousePhones.Number,
        };
        Doors = new SimulatorWorld(settings, Time, new SeededRandom(options.Seed + 1000), new HttpMessageInvoker(new WayIn(() => _wayIn)));
        Wire = new Wire(Doors, options.Model, options.Seam);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));

    /// <summary>The doors and the pretended Seam.</summary>
    public SimulatorWorld Doors { get; }

    public Wire Wire { get; }

    public HeardLog Log { get; } = new();

    /// <summary>The folder above data and keys.</summary>
    public string Folder => _folder.Path;

    public WorldDatabase Database => _database!;

    public string DataFolder => _folder.File("data");

    public RunningServer Server => _server ?? throw new InvalidOperationException("The server is down.");

    public IServiceProvider Services => Server.Services;

    /// <summary>How often each call from outside comes in the same moment.</summary>
    public int CopiesAtOnce { get; set; } = 1;

    /// <summary>The way in since the last start, and what was answered to copies.</summary>
    public AtOnce Copies { get; private set; } = null!;

    /// <summary>What configuration says beyond every world's; holds from the next start on.</summary>
    public Dictionary<string, string> Settings => _options.Settings;

    public DateTimeOffset Now => Time.GetUtcNow();

    public PinVault Vault => Services.GetRequiredService<PinVault>();

    public static async Task<ServiceWorld> OpenAsync(WorldOptions? options = null)
    {
        var world = new ServiceWorld(options ?? new WorldOptions());
        if (world._options.Webhooks)
        {
            world.Doors.AddWebhook(OwnUrl + "/webhooks/seam", SeamSecret);
        }

        if (world._options.Phones)
        {
            world.Doors.ListenForMessages(OwnUrl + "/webhooks/twilio/message");
            world._templates = await HousePhones.ApproveTemplatesAsync(world.Doors);
        }

        world._database = await WorldDatabase.NewAsync(world._options.Database, world.DataFolder);
        await world.StartServerAsync();
        return world;
    }

    /// <summary>Starts the server over the folders as they are.</summary>
    public async Task StartServerAsync()
    {
        // No process draws what the one before it drew.
        _server = new RunningServer(new ServerWiring(Folder, Time, Wire, Log, _options.Seed + (1_000_000 * _starts++), _options, _database!, _templates));
        if (_options.OnKestrel)
        {
            _server.StartServer();
        }

        using var client = _server.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
        _wayIn = new HttpMessageInvoker(Copies = new AtOnce(new HttpMessageInvoker(_options.OnKestrel ? new ToPort(_server.ClientOptions.BaseAddress) : _server.Server.CreateHandler()), () => CopiesAtOnce));
    }

    /// <summary>The process ends; the folders stay.</summary>
    public async Task StopServerAsync()
    {
        _wayIn = null;
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
            _database!.Close();
        }
    }

    public async Task RestartAsync(Func<WorldOptions, WorldOptions>? otherwise = null)
    {
        await StopServerAsync();
        _options = otherwise?.Invoke(_options) ?? _options;
        await StartServerAsync();
    }

    /// <summary>A fresh context; the caller disposes it.</summary>
    public CendraDbContext Open() => Services.GetRequiredService<CendraDatabase>().Open();

    public async Task InScopeAsync<T>(Func<T, Task> act)
        where T : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>SQL behind Cendra's back, names in double quotes; how many rows it touched.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        _ = Log.Taken(); // A timer of the framework's rate limiter keeps a server that ended, and all that it knows: without its lines that is little.
        Doors.Dispose();
        _folder.Dispose();
        if (_database is { } database)
        {
            await database.DisposeAsync();
        }

        Assert.Empty(Wire.Unexpected);
    }

    /// <summary>A property with doors in walking order; its listing has the property's name.</summary>
    public async Task HasPropertyAsync(string name, params DoorOptions[] doors)
    {
        foreach (var door in doors)
        {
            Doors.AddDoor(door);
        }

        await InScopeAsync<LockList>(list => list.ReadAsync(CancellationToken.None));
        var ids = Services.GetRequiredService<IdSource>();
        await using var db = Open();
        var pms = await db.Connections.SingleAsync(c => c.Name == Pms);
        var property = new Property { Id = ids.Next(), Name = name, TimeZoneId = Zone, CreatedUtc = Now };
        property.Listings.Add(new PropertyListing { Id = ids.Next(), ConnectionId = pms.Id, ExternalId = name });
        var order = 1;
        foreach (var door in doors)
        {
            var smartLock = await db.SmartLocks.SingleAsync(l => l.DeviceId == door.DeviceId);
            property.Doors.Add(new DoorUse { Id = ids.Next(), LockId = smartLock.Id, DoorName = door.Name, WalkingOrder = order++ });
        }

        db.Properties.Add(property);
        await db.SaveChangesAsync();
    }

    /// <summary>A door with nothing special.</summary>
    public static DoorOptions Door(string deviceId, LockBehaviour behaviour) => new(deviceId, deviceId, behaviour, Zone);

    /// <summary>An instant in the house's zone, written as people say it.</summary>
    public static DateTimeOffset Utc(string local)
    {
        var at = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        var day = DateOnly.FromDateTime(at);
        return StayWindow.Of(new PropertyTimes(Zone, TimeOnly.FromDateTime(at), new TimeOnly(0, 0), TimeSpan.Zero), new StayDates(day, day.AddDays(2))).CheckInUtc;
    }

    /// <summary>Carries a call to the port of the server that listens.</summary>
    private sealed class ToPort(Uri address) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
