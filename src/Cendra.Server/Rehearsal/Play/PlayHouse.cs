extern alias simulator;

using Cendra.Domain.Database;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Locks;
using Cendra.Messaging.Hosts;
using simulator::Cendra.Simulator;
using simulator::Cendra.Simulator.Locks;
using simulator::Cendra.Simulator.Pms;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>
/// A whole house played in this process: the production plan, job bodies, endpoints and clients over a SQLite file of its own, before virtual doors and phones, on one clock that
/// jumps from one due moment to the next. Nothing leaves the process. Equal options give equal plays.
/// </summary>
internal sealed class PlayHouse : IAsyncDisposable
{
    private readonly PlayFolder _folder = new();
    private readonly PlayOptions _options;
    private readonly PlayWayIn _wayIn;
    private readonly HttpMessageInvoker _in;
    private PlayLife? _life;
    private int _lives;

    private PlayHouse(PlayOptions options, string? doors = null)
    {
        _options = options;
        Time = new PlayTime(options.StartsAtUtc);
        Log = new PlayLog(Time);
        _wayIn = new PlayWayIn(() =>
        {
            Walk?.RowsChanged();
            return _life?.Services;
        });
        _in = new HttpMessageInvoker(_wayIn);
        Doors = new SimulatorWorld(PlaySettings.OfSimulator(), Time, new SeededRandomNumberGenerator(doors is null ? options.Seed : ~options.Seed), _in, doors);
        Wire = new PlayWire(Doors);
        Walk = new PlayWalk(this);
        Phones = new PlayPhones(this);
        Mails = new PlayMails(this);
    }

    public PlayTime Time { get; }

    /// <summary>The doors, the phones, and the pretended Seam and Twilio.</summary>
    public SimulatorWorld Doors { get; }

    public PlayWire Wire { get; }

    public PlayLog Log { get; }

    /// <summary>How time passes.</summary>
    public PlayWalk Walk { get; }

    /// <summary>The phones of those who write to the house.</summary>
    public PlayPhones Phones { get; }

    /// <summary>The mailboxes of those who write to the house by mail.</summary>
    public PlayMails Mails { get; }

    /// <summary>The numbers and mail addresses to which anything came.</summary>
    public IReadOnlyList<string> Addresses => [.. Phones.Numbers, .. Mails.Addresses];

    /// <summary>What the house wrote to a number or mail address, oldest first.</summary>
    public IReadOnlyList<PlayTold> Told(string address) => PlayMails.Is(address) ? Mails.Told(address) : Phones.Told(address);

    /// <summary>Every webhook that came in, as it came; null = none is kept.</summary>
    public List<PlayCall>? Heard
    {
        get => _wayIn.Heard;
        set => _wayIn.Heard = value;
    }

    /// <summary>Somebody puts a code of theirs on a lock, at the lock.</summary>
    public void PutCodeOnLock(string deviceId, string digits)
    {
        Doors.ChangeExternally(deviceId, ExternalChange.Added, digits: digits);
        Walk.LookSoon();
    }

    /// <summary>The same webhook comes once more; its answer's status.</summary>
    public async Task<int> HearAgainAsync(PlayCall call, CancellationToken ct)
    {
        using var request = call.ToRequest(NowUtc, call.Url.AbsolutePath.StartsWith("/webhooks/pms/", StringComparison.Ordinal) ? PlaySettings.PmsSecret : call.Url.AbsolutePath.StartsWith("/webhooks/seam", StringComparison.Ordinal) ? PlaySettings.SeamSecret : null);
        using var answer = await _in.SendAsync(request, ct);
        return (int)answer.StatusCode;
    }

    public DateTimeOffset NowUtc => Time.GetUtcNow();

    /// <summary>The process as it lives now.</summary>
    public IServiceProvider Services => (_life ?? throw new InvalidOperationException("The process is down.")).Services;

    /// <summary>Puts the house up: rows, keys, texts that WhatsApp approved, properties with their doors, one host to be called.</summary>
    public static async Task<PlayHouse> OpenAsync(PlayOptions options, CancellationToken ct)
    {
        var house = new PlayHouse(options);
        await PlayFile.PutAsync(house.DataFolder, ct);
        house.Doors.AddWebhook(PlaySettings.OwnUrl + "/webhooks/seam", PlaySettings.SeamSecret);
        house.Doors.ListenForMessages(PlaySettings.OwnUrl + "/webhooks/twilio/message");
        var settings = PlaySettings.Of(house._folder.Path, options.PromptsFolder);
        foreach (var (key, value) in options.Settings)
        {
            settings[key] = value;
        }

        await using (var first = new PlayLife(house, settings, options))
        {
            await PlaySettings.ApproveTextsAsync(first.Services, settings, ct);
        }

        house.Settings = settings;
        await house.StartAsync(ct);
        await PlayPortfolio.PutUpAsync(house, options, ct);
        return house;
    }

    /// <summary>Ends the process and gives the house as it stands; it is only to be disposed afterwards.</summary>
    public async Task<PlaySnapshot> KeepAsync(CancellationToken ct)
    {
        await StopAsync();
        return new PlaySnapshot(NowUtc, new Dictionary<string, string?>(Settings, StringComparer.Ordinal), await PlaySnapshot.ReadAsync(_folder.Path, ct), Doors.ToText(), Mails.Keep());
    }

    /// <summary>A house that goes on from where another was kept: the process starts over its rows. Of the options, seed, prompts, settings and what is added to the process count.</summary>
    public static async Task<PlayHouse> GoOnAsync(PlayOptions options, PlaySnapshot from, CancellationToken ct)
    {
        var house = new PlayHouse(options with { StartsAtUtc = from.AtUtc }, from.Doors) { _lives = 1 }; // What is drawn from now on was not drawn before.
        house.Mails.Take(from.Mails);
        await from.WriteAsync(house._folder.Path, ct);
        house.Settings = new Dictionary<string, string?>(from.Settings, StringComparer.Ordinal);
        foreach (var (key, value) in PlaySettings.Of(house._folder.Path, options.PromptsFolder).Concat(options.Settings))
        {
            house.Settings[key] = value;
        }

        await house.StartAsync(ct);
        return house;
    }

    internal Dictionary<string, string?> Settings { get; private set; } = [];

    internal string DataFolder => Path.Combine(_folder.Path, "data");

    /// <summary>The process starts over the rows as they are, and does first what the server does first.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        _life = new PlayLife(this, Settings, _options with { Seed = _options.Seed + (1_000_003L * ++_lives) });
        await using var scope = _life.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ConfiguredConnections>().SeedAsync(ct);
        await scope.ServiceProvider.GetRequiredService<DeviceLeases>().ForgetAllAsync(ct);
        await scope.ServiceProvider.GetRequiredService<ConfiguredHosts>().SeedAsync(ct);
        Walk.LookSoon();
    }

    /// <summary>The process ends where it stands; the rows stay.</summary>
    public async Task StopAsync()
    {
        if (_life is { } life)
        {
            _life = null;
            await life.DisposeAsync();
        }
    }

    /// <summary>The pretended PMS sends what it knows of a booking, signed, as often as asked; the last answer's status, 0 when none came.</summary>
    public async Task<int> SendAsync(PlayBooking booking, int copies, CancellationToken ct)
    {
        var message = new PmsMessage
        {
            Url = $"{PlaySettings.OwnUrl}/webhooks/pms/{PlaySettings.Pms}", Secret = PlaySettings.PmsSecret, Snapshot = PlaySettings.Body(booking), Count = copies,
            WebhookId = $"msg_{booking.Id}_{booking.Version}",
        };
        return (await Doors.SendFromPmsAsync(message, ct)).Status;
    }

    /// <summary>Runs an act in a scope of the process.</summary>
    public async Task InScopeAsync<T>(Func<T, Task> act)
        where T : notnull
    {
        Walk.RowsChanged();
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<T>());
    }

    /// <summary>A fresh context; the caller disposes it.</summary>
    public CendraDbContext Open() => Services.GetRequiredService<CendraDatabase>().Open();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Doors.Dispose();
        _in.Dispose();
        _wayIn.Dispose();
        Log.Dispose();
        _folder.Dispose();
    }
}
