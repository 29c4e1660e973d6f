using System.Globalization;
using Cendra.Agent;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Knowledge;
using Cendra.Lifecycle;
using Cendra.Messaging;
using Cendra.Messaging.Inbound;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Benchmarks;

/// <summary>
/// A house with one guest who writes again and again, wired as the service wires it, over a database file of its own. The model answers at once; the job server is missing. An hour passes between two messages, so that each
/// is a conversation as guests have them.
/// </summary>
internal sealed class TurnHouse : IAsyncDisposable
{
    /// <summary>Each is a question and an answer.</summary>
    private const int TurnsKept = 20;

    private const string Phone = "+34600000001";
    private readonly string _folder = Directory.CreateTempSubdirectory("cendra-turns-").FullName;
    private readonly ServiceProvider _services;
    private readonly StayClock _clock = new(new StillClock());
    private readonly TurnWatch _watch = new();
    private Conversation? _conversation;
    private Conversation? _others;
    private Stay? _stay;
    private int _written;

    private TurnHouse()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Seam:BaseUrl"] = "http://seam.invalid", ["Seam:ApiKey"] = "none", ["ChatModel:Provider"] = "OpenAI", ["ChatModel:Endpoint"] = "http://model.invalid/v1", ["ChatModel:Model"] = "double", ["ChatModel:MonthlyTokens"] = "1000000000",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton(_clock).AddSingleton<TimeProvider>(_clock);
        services.AddDataProtection().SetApplicationName("Cendra").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(_folder, "keys", "ring")));
        services.AddCendraDatabase(configuration, _folder, Path.Combine(_folder, "keys"));
        services.ConfigureDbContext<SqliteCendraContext>(o => o.AddInterceptors(_watch.Interceptors));
        services.AddSingleton<IBackgroundJobClient, NoJobs>().AddSingleton<IRecurringJobManager, NoSweeps>();
        services.AddLifecycle(configuration).AddKnowledge(configuration).AddAgent(configuration).AddMessaging(configuration);
        services.AddHttpClient(AgentSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Model);
        _services = services.BuildServiceProvider();
    }

    public InstantModel Model { get; } = new();

    public static async Task<TurnHouse> OpenAsync()
    {
        var house = new TurnHouse();
        await house._services.GetRequiredService<CendraDatabase>().MigrateAsync(house._services.GetRequiredService<KeyFolder>(), CancellationToken.None);
        await house.FurnishAsync();
        return house;
    }

    /// <summary>The guest writes; what a turn does is not part of it.</summary>
    public async Task<Guid> GuestWritesAsync()
    {
        _clock.MoveTo(_clock.GetUtcNow().AddMinutes(61));
        var number = ++_written;
        await using var db = _services.GetRequiredService<CendraDatabase>().Open();
        var message = new Message
        {
            Id = _services.GetRequiredService<IdSource>().Next(), ConversationId = _conversation!.Id, ReservationId = _stay!.ReservationId, StayId = _stay.Id, GuestVersion = 1, Direction = MessageDirection.Inbound, Author = MessageAuthor.Guest,
            Kind = MessageKinds.FromGuest, DedupeKey = string.Create(CultureInfo.InvariantCulture, $"in:{number}"), Body = "Is there a lift in the house? We have a lot of bags.", State = MessageState.Queued, DueAtUtc = _clock.GetUtcNow(), CreatedUtc = _clock.GetUtcNow(),
        };
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        var gone = _clock.GetUtcNow().AddMinutes(-61 * TurnsKept);
        await db.Messages.Where(m => m.CreatedUtc < gone).ExecuteDeleteAsync(); // A conversation has some messages and not thousands;
        await db.AgentTurns.Where(t => t.ConversationId == _conversation.Id && t.StartedUtc < gone).ExecuteUpdateAsync(s => s.SetProperty(t => t.ConversationId, _others!.Id)); // the turns of the month are those of all.
        return message.Id;
    }

    /// <summary>A whole turn: from the waiting message to the answer that is queued.</summary>
    public async Task AnswerAsync(Guid messageId)
    {
        _watch.Begin();
        await TurnAsync(messageId);
        _watch.End();
    }

    /// <summary>Two workers answer the same message at the same time: one wins by compare-and-set, the other drops what it wrote.</summary>
    public async Task AnswerTwiceAsync(Guid messageId)
    {
        var won = await Task.WhenAll(Task.Run(() => WinsAsync(messageId)), Task.Run(() => WinsAsync(messageId)));
        if (won.Count(w => w) != 1)
        {
            throw new InvalidOperationException($"{won.Count(w => w)} of two answers to one message were kept.");
        }
    }

    /// <summary>Commits of the last turn that nobody disturbed.</summary>
    public int LastCommits => _watch.Commits;

    /// <summary>Its statements.</summary>
    public int LastStatements => _watch.Statements;

    private async Task<bool> WinsAsync(Guid messageId)
    {
        try
        {
            await TurnAsync(messageId);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }

    private async Task TurnAsync(Guid messageId)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CendraDbContext>();
        var waiting = await db.Messages.Where(m => m.Id == messageId).ToListAsync();
        await scope.ServiceProvider.GetRequiredService<Answering>().AnswerAsync(_conversation!.Id, waiting, CancellationToken.None);
    }

    /// <summary>One row, saved for good, by EF alone.</summary>
    public async Task InsertAsync()
    {
        await using var db = _services.GetRequiredService<CendraDatabase>().Open();
        db.AgentTurns.Add(new AgentTurn { Id = _services.GetRequiredService<IdSource>().Next(), ConversationId = _conversation!.Id, Responder = "rules", StartedUtc = StillClock.Now, EndedUtc = StillClock.Now });
        await db.SaveChangesAsync();
    }

    /// <summary>How many turns a model answered.</summary>
    public async Task<int> AnsweredByModelAsync()
    {
        await using var db = _services.GetRequiredService<CendraDatabase>().Open();
        return await db.AgentTurns.CountAsync(t => t.Responder == "agent" && t.MessageId != null);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FurnishAsync()
    {
        var (ids, vault, now) = (_services.GetRequiredService<IdSource>(), _services.GetRequiredService<PinVault>(), StillClock.Now);
        await using var db = _services.GetRequiredService<CendraDatabase>().Open();
        var connection = new Connection { Id = ids.Next(), Kind = ConnectionKind.Seam, Name = "seam", CreatedUtc = now };
        var property = new Property { Id = ids.Next(), Name = "Casa Born", Address = "Carrer de la Princesa 21", City = "Barcelona", TimeZoneId = "Europe/Madrid", CreatedUtc = now };
        var smartLock = new SmartLock { Id = ids.Next(), ConnectionId = connection.Id, DeviceId = "device-1", Name = "Street door" };
        var door = new DoorUse { Id = ids.Next(), PropertyId = property.Id, Property = property, LockId = smartLock.Id, Lock = smartLock, DoorName = "Street door", WalkingOrder = 1 };
        var reservation = new Reservation { Id = ids.Next(), GuestName = "Ada Guest", GuestPhone = Phone, GuestLanguage = "en", CreatedUtc = now };
        _stay = new Stay
        {
            Id = ids.Next(), ReservationId = reservation.Id, Reservation = reservation, PropertyId = property.Id, Property = property, Status = StayStatus.Confirmed, CreatedUtc = now,
            CheckInLocal = DateOnly.FromDateTime(now.Date), CheckOutLocal = DateOnly.FromDateTime(now.Date).AddDays(400), CheckInUtc = now, CheckOutUtc = now.AddDays(400), CodeEndUtc = now.AddDays(400),
        };
        var pin = new StayPin { Id = ids.Next(), StayId = _stay.Id, Stay = _stay, PinVersion = 1, Sealed = vault.Seal("482913"), CreatedUtc = now };
        _conversation = new Conversation { Id = ids.Next(), Key = Conversation.KeyOf(reservation.Id), ReservationId = reservation.Id, StayId = _stay.Id, CreatedUtc = now };
        db.AddRange(connection, property, smartLock, door, reservation, _stay, pin, AccessCode.Plan(ids.Next(), pin, door, "Cendra 1", new CodeWindow(now, now.AddDays(400), now), now));
        _others = new Conversation { Id = ids.Next(), Key = Conversation.KeyOf(ids.Next()), CreatedUtc = now };
        db.AddRange(_conversation, _others, new ChannelIdentity { Id = ids.Next(), ConversationId = _conversation.Id, Address = Phone, Level = IdentityLevel.Attested, CreatedUtc = now, LastInboundUtc = now });
        db.AddRange(GuideHouse.Questions.Prepend("Is there a lift?").Select((question, i) =>
        {
            var article = new Article { Id = ids.Next(), Question = question, Language = "en", Status = ArticleStatus.Approved, CreatedUtc = now, Answer = i == 0 ? "There is a lift on the left of the entrance." : $"{question.TrimEnd('?')}: it stands ready on the shelf beside the entrance, with a sheet that says how it is used." };
            article.Properties.Add(new ArticleProperty { ArticleId = article.Id, PropertyId = property.Id });
            return article;
        }));
        await db.SaveChangesAsync();
    }

    /// <summary>It is always the same moment; the house's clock moves.</summary>
    private sealed class StillClock : TimeProvider
    {
        public static DateTimeOffset Now { get; } = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
