using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Domain.Conversations;
using Cendra.Server.Evals.Models;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Evals.Stage;

/// <summary>A played house of one scenario: the world put up and lived through until the scenario's clock, with ears, eyes on its doors, and a model behind its door.</summary>
internal sealed class EvalHouse : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OfflineFor = TimeSpan.FromMinutes(30);
    private bool _isCutOff;

    private EvalHouse(EvalScenario scenario, PlayHouse house, EvalEars ears, ModelDoor model)
    {
        (Scenario, House, Ears, Model) = (scenario, house, ears, model);
        Doors = new EvalDoors(house, scenario.World, Secrets);
        Pins = new EvalPins(house, Secrets);
        Words = new EvalWords(house, scenario.World, Doors);
        Watch = new EvalWatch(this);
    }

    public EvalScenario Scenario { get; }

    public PlayHouse House { get; }

    public EvalEars Ears { get; }

    public ModelDoor Model { get; }

    public EvalSecrets Secrets { get; } = new();

    public EvalDoors Doors { get; }

    /// <summary>The PINs of all stays, on a lock or not.</summary>
    public EvalPins Pins { get; }

    public EvalWords Words { get; }

    /// <summary>What the PMS last said of each booking.</summary>
    public Dictionary<string, PlayBooking> Bookings { get; } = new(StringComparer.Ordinal);

    /// <summary>Looks after every moment at who was told what.</summary>
    public EvalWatch Watch { get; }

    /// <summary>A house that goes on from the beginning of the scenario. Null <paramref name="model"/> = basic replies answer.</summary>
    public static async Task<EvalHouse> OpenAsync(EvalScenario scenario, IEvalModel? model, EvalEars ears, EvalPrefix prefix, string? prompts, long seed, CancellationToken ct)
    {
        var door = new ModelDoor(model ?? new GoldModel(scenario));
        var house = await PlayHouse.GoOnAsync(Options(scenario, ears, door, prompts, seed) with { Settings = Settings(scenario, model) }, prefix.House, CancellationToken.None); // Whole, or its folder would stay.
        var opened = new EvalHouse(scenario, house, ears, door) { IsOffline = model is null };
        prefix.Give(opened);
        try
        {
            house.Wire.Reads = opened.Doors.Read;
            await opened.NowAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>A house in which everything happens that is due before the scenario begins.</summary>
    public static async Task<EvalHouse> LiveAsync(EvalScenario scenario, EvalEars ears, string? prompts, long seed, CancellationToken ct)
    {
        var door = new ModelDoor(new GoldModel(scenario));
        var house = await PlayHouse.OpenAsync(Options(scenario, ears, door, prompts, seed), CancellationToken.None);
        var opened = new EvalHouse(scenario, house, ears, door) { IsOffline = true };
        try
        {
            await opened.LiveAsync(ct);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static PlayOptions Options(EvalScenario scenario, EvalEars ears, ModelDoor door, string? prompts, long seed) => new(seed, scenario.World.StartsAtUtc, [.. scenario.World.Properties.Values])
    {
        PromptsFolder = prompts, Articles = scenario.World.Articles, Hosts = scenario.World.Hosts, Settings = Settings(scenario, null),
        Also = services =>
        {
            services.AddLogging(log => log.AddProvider(ears).SetMinimumLevel(LogLevel.Information));
            services.AddSingleton<IBackgroundJobClient>(ears);
            services.AddHttpClient(AgentSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => door).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        },
    };

    /// <summary>Walks through every due moment up to this one, and looks after each.</summary>
    public async Task ToAsync(DateTimeOffset untilUtc, CancellationToken ct)
    {
        do
        {
            ct.ThrowIfCancellationRequested();
            var next = await House.Walk.NextUtcAsync(ct);
            var moment = next is not { } due || due >= untilUtc ? untilUtc : due <= House.NowUtc ? Earlier(House.NowUtc + Tick, untilUtc) : due;
            await House.Walk.StepToAsync(moment, ct);
            await LookAsync(ct);
        }
        while (House.NowUtc < untilUtc);
    }

    /// <summary>Does what is due at this moment, and looks.</summary>
    public async Task NowAsync(CancellationToken ct)
    {
        await House.Walk.StepToAsync(House.NowUtc, ct);
        await LookAsync(ct);
    }

    /// <summary>The PMS says a booking as the world has it, with changes.</summary>
    public async Task SayAsync(PmsSays says, CancellationToken ct)
    {
        var before = Bookings[says.Booking];
        var guest = says.Guest is { } id ? Scenario.World.Identities[id] : null;
        var now = before with
        {
            Version = before.Version + 1, Status = says.Status ?? before.Status, CheckIn = says.CheckIn ?? before.CheckIn, CheckOut = says.CheckOut ?? before.CheckOut,
            CheckInTime = says.CheckInTime ?? before.CheckInTime, CheckOutTime = says.CheckOutTime ?? before.CheckOutTime, Listing = says.Property is { } property ? Scenario.World.Properties[property].Name : before.Listing,
            Guest = guest?.Name ?? before.Guest, Phone = guest?.Phone ?? before.Phone, Language = guest?.Language ?? before.Language, Email = guest is null ? before.Email : guest.Email,
        };
        await SendAsync(now, says.Copies, ct);
    }

    /// <summary>No model is set.</summary>
    public bool IsOffline { get; private init; }

    /// <summary>A text without digits and other secrets of the world.</summary>
    public string Masked(string text) => Secrets.Masked(text);

    /// <summary>Whose number or mail address it is, in the words of the world.</summary>
    public string NameOf(string number) => Scenario.World.Identities.Values.FirstOrDefault(i => i.Phone == number || i.Email == number)?.Id ?? Scenario.World.Hosts.FirstOrDefault(h => h.Phone == number)?.Name ?? number;

    /// <summary>The conversation of a booking, or where none is named the one in which a guest wrote last.</summary>
    public async Task<Guid?> ConversationAsync(string booking, CancellationToken ct)
    {
        await using var db = House.Open();
        return booking.Length > 0
            ? await db.Conversations.Where(c => db.SourceBookings.Any(b => b.ExternalId == booking && b.ReservationId == c.ReservationId)).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct)
            : (await db.Messages.Where(m => m.ConversationId != null).Select(m => new { m.ConversationId, m.Direction, m.CreatedUtc }).ToListAsync(ct)).OrderBy(m => m.Direction == MessageDirection.Inbound).ThenBy(m => m.CreatedUtc).LastOrDefault()?.ConversationId;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await House.DisposeAsync();
        Model.Dispose();
    }

    private static Dictionary<string, string?> Settings(EvalScenario scenario, IEvalModel? model)
    {
        var settings = new Dictionary<string, string?>(scenario.World.Settings, StringComparer.Ordinal) { ["Hosts:Notify:MorningAt"] = "off" };
        foreach (var (key, value) in scenario.World.Mailbox.Length > 0 ? PlaySettings.OfMailbox(scenario.World.Mailbox) : [])
        {
            settings[key] = value;
        }

        if (model is not null)
        {
            (settings["ChatModel:Provider"], settings["ChatModel:Endpoint"], settings["ChatModel:ApiKey"], settings["ChatModel:Model"]) = (nameof(ChatModelProvider.OpenAI), "http://model.test/v1/", "none", model.Name);
            settings["ChatModel:RetryDelay"] = "00:00:00";
        }

        if (scenario.Turns.OfType<ModelIs>().Any(m => m.State == ModelState.Slow))
        {
            settings["ChatModel:CallTimeout"] = "00:00:00.3";
        }

        return settings;
    }

    /// <summary>The bookings come in in their order, and time passes until the scenario begins.</summary>
    private async Task LiveAsync(CancellationToken ct)
    {
        foreach (var property in Scenario.World.Properties.Values)
        {
            Secrets.Add($"fallback:{property.Name}", property.FallbackDigits);
            property.Secrets.ToList().ForEach(s => Secrets.Add($"secret:{s.Name}", s.Secret));
        }

        foreach (var identity in Scenario.World.Identities.Values)
        {
            Secrets.Add($"phone:{identity.Id}", identity.Phone.TrimStart('+'), isPersonal: true);
            Secrets.Add($"mail:{identity.Id}", identity.Email ?? "", isPersonal: true);
        }

        (House.Heard, House.Mails.Heard) = ([], []);
        House.Wire.Reads = Doors.Read;
        var offlineUtc = Later(House.NowUtc, Scenario.ClockUtc - OfflineFor);
        foreach (var booking in Scenario.World.Bookings.Values.Where(b => b.SaidUtc <= Scenario.ClockUtc).OrderBy(b => b.SaidUtc))
        {
            if (booking.SaidUtc >= offlineUtc)
            {
                await CutOffAsync(offlineUtc, ct);
            }

            await ToAsync(booking.SaidUtc, ct);
            var guest = Scenario.World.Identities[booking.Guest];
            await SendAsync(
                new PlayBooking(booking.Id, 1, Scenario.World.Properties[booking.Property].Name, booking.Status, booking.CheckIn, booking.CheckOut, guest.Name, guest.Phone)
                {
                    Language = guest.Language, Email = guest.Email, CheckInTime = booking.CheckInTime, CheckOutTime = booking.CheckOutTime,
                }, 1, ct);
        }

        await CutOffAsync(offlineUtc, ct);
        await ToAsync(Scenario.ClockUtc, ct);
    }

    private async Task CutOffAsync(DateTimeOffset atUtc, CancellationToken ct)
    {
        if (_isCutOff || Scenario.World.Offline.Count == 0)
        {
            return;
        }

        _isCutOff = true;
        await ToAsync(atUtc, ct);
        foreach (var device in Scenario.World.Offline)
        {
            House.Doors.TakeOffline(device);
        }

        House.Walk.LookSoon();
    }

    private async Task SendAsync(PlayBooking booking, int copies, CancellationToken ct)
    {
        Bookings[booking.Id] = booking;
        var status = await House.SendAsync(booking, copies, ct);
        if (status is not (200 or 202))
        {
            throw new InvalidOperationException($"The booking {booking.Id} was refused with {status}.");
        }

        await NowAsync(ct);
    }

    private async Task LookAsync(CancellationToken ct)
    {
        await Doors.LookAsync(ct);
        await Pins.LookAsync(ct);
        await Watch.LookAsync(ct);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
