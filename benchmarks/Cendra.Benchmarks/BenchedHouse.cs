using System.Data.Common;
using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Reservations.Sync;
using Hangfire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Benchmarks;

/// <summary>
/// A house whose reservations come from a list, wired as the service wires it, over a database file, a key ring and a file of audit heads of its own. Only the network and the job server
/// are missing, and the clock moves an hour between readings.
/// </summary>
internal sealed class BenchedHouse : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cendra-bench-").FullName;
    private readonly ServiceProvider _services;
    private readonly Statements _statements = new();
    private Guid _connection;

    private BenchedHouse(ListedHouse list)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Seam:BaseUrl"] = "http://seam.invalid", ["Seam:ApiKey"] = "none" }).Build();
        var clock = new StayClock(new StillClock());
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration).AddSingleton(clock).AddSingleton<TimeProvider>(clock);
        services.AddDataProtection().SetApplicationName("Cendra").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(_folder, "keys", "ring")));
        services.AddCendraDatabase(configuration, _folder, Path.Combine(_folder, "keys"));
        services.ConfigureDbContext<SqliteCendraContext>(o => o.AddInterceptors(_statements));
        services.AddSingleton<IBackgroundJobClient, NoJobs>().AddSingleton<IRecurringJobManager, NoSweeps>();
        services.AddLifecycle(configuration);
        services.AddHttpClient(GenericListSource.ClientName).ConfigurePrimaryHttpMessageHandler(() => list);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Statements since it was last asked.</summary>
    public long TakeStatements() => _statements.Take();

    /// <summary>Where its database can be copied to before anything is in it but the flats.</summary>
    public string EmptyCopy => Path.Combine(_folder, "floor.db");

    public static async Task<BenchedHouse> OpenAsync(ListedHouse list)
    {
        var house = new BenchedHouse(list);
        await house._services.GetRequiredService<CendraDatabase>().MigrateAsync(house._services.GetRequiredService<KeyFolder>(), CancellationToken.None);
        await house.FurnishAsync(list.Flats);
        await using var db = house.Open();
        await db.Database.ExecuteSqlAsync($"VACUUM INTO {house.EmptyCopy}");
        return house;
    }

    public CendraDbContext Open() => _services.GetRequiredService<CendraDatabase>().Open();

    /// <summary>Reads the whole list, as the sweep does when it is due; an hour has passed, so that the source may be asked again.</summary>
    public async Task ReadAsync()
    {
        var clock = _services.GetRequiredService<StayClock>();
        clock.MoveTo(clock.GetUtcNow().AddHours(1));
        await using (var db = Open())
        {
            await db.SourceSyncs.ExecuteUpdateAsync(s => s.SetProperty(x => x.DueUtc, StillClock.Now).SetProperty(x => x.FullDueUtc, StillClock.Now));
        }

        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SourcePass>().RunAsync(_connection, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FurnishAsync(int flats)
    {
        var ids = _services.GetRequiredService<IdSource>();
        await using var db = Open();
        var connection = new Connection { Id = ids.Next(), Kind = ConnectionKind.GenericList, Name = "list", CreatedUtc = StillClock.Now };
        _services.GetRequiredService<ConnectionSecrets>().SealSettings(connection, new Dictionary<string, string> { ["Url"] = "https://list.example/reservations" });
        db.Connections.Add(connection);
        db.SourceSyncs.Add(new SourceSync { ConnectionId = connection.Id });
        for (var flat = 0; flat < flats; flat++)
        {
            var property = new Property { Id = ids.Next(), Name = ListedHouse.Listing(flat), TimeZoneId = "Europe/Madrid", CreatedUtc = StillClock.Now };
            property.Listings.Add(new PropertyListing { Id = ids.Next(), ConnectionId = connection.Id, ExternalId = ListedHouse.Listing(flat) });
            db.Properties.Add(property);
        }

        await db.SaveChangesAsync();
        _connection = connection.Id;
    }

    /// <summary>It is always the same moment.</summary>
    private sealed class StillClock : TimeProvider
    {
        public static DateTimeOffset Now { get; } = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Statements : DbCommandInterceptor
    {
        private long _count;

        public long Take() => Interlocked.Exchange(ref _count, 0);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => Counted(result);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => Counted(result);

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => Counted(result);

        private ValueTask<InterceptionResult<T>> Counted<T>(InterceptionResult<T> result)
        {
            Interlocked.Increment(ref _count);
            return ValueTask.FromResult(result);
        }
    }
}
