using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using System.Security.Cryptography;

namespace Cendra.Tests.World;

/// <summary>
/// A real database of one test with everything a save needs: real keys, real data-protection ring, audit chain and heads, wired by <c>AddCendraDatabase</c>;
/// only time and randomness are the test's. SQLite is a file of its own, a server gets a database of its own.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    /// <summary>When tests begin unless they say otherwise: a Monday outside every clock change.</summary>
    public static readonly DateTimeOffset Start = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private readonly DatabaseProvider _provider;
    private readonly string? _connection;
    private readonly int _seed;
    private readonly Action<IServiceCollection>? _also;
    private ServiceProvider _services;

    private TestDatabase(DatabaseProvider provider, string? connection, int seed, DateTimeOffset nowUtc, Action<IServiceCollection>? also)
    {
        (_provider, _connection, _seed, _also) = (provider, connection, seed, also);
        Time = new FakeTimeProvider(nowUtc);
        Clock = new StayClock(Time);
        _services = Build();
    }

    /// <summary>The hands of <see cref="Clock"/>.</summary>
    public FakeTimeProvider Time { get; }

    public StayClock Clock { get; }

    public string DataFolder => _folder.File("data");

    public string KeysFolder => _folder.File("keys");

    /// <summary>The SQLite file.</summary>
    public string File => Path.Combine(DataFolder, "cendra.db");

    /// <summary>The file of sealed audit heads.</summary>
    public string HeadsFile => Path.Combine(KeysFolder, "audit-heads");

    public IServiceProvider Services => _services;

    public IdSource Ids => Get<IdSource>();

    public PinVault Vault => Get<PinVault>();

    public KeyFolder Keys => Get<KeyFolder>();

    public AuditHeads Heads => Get<AuditHeads>();

    /// <summary>Rows as tests need them.</summary>
    public Rows Rows => new(Ids, Clock, Vault);

    /// <summary>A migrated database. <paramref name="also"/> adds what a test needs beside it; it is asked again at each restart.</summary>
    public static async Task<TestDatabase> CreateAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, int seed = 1, DateTimeOffset? nowUtc = null, Action<IServiceCollection>? also = null)
    {
        var database = await CreateEmptyAsync(provider, seed, nowUtc, also);
        if (provider == DatabaseProvider.Sqlite)
        {
            Directory.CreateDirectory(database.DataFolder);
            await System.IO.File.WriteAllBytesAsync(database.File, await MigratedFile.Value);
        }
        else
        {
            await database.MigrateAsync();
        }

        return database;
    }

    /// <summary>A database without tables.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, int seed = 1, DateTimeOffset? nowUtc = null, Action<IServiceCollection>? also = null) =>
        new(provider, await TestServers.NewDatabaseAsync(provider), seed, nowUtc ?? Start, also);

    /// <summary>A fresh context; the caller disposes it.</summary>
    public CendraDbContext Open() => Get<CendraDatabase>().Open();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task MigrateAsync(CancellationToken ct = default) => Get<CendraDatabase>().MigrateAsync(Keys, ct);

    /// <summary>Adds and saves in a context of its own.</summary>
    public async Task SaveAsync(params object[] rows)
    {
        await using var db = Open();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>SQL behind Cendra's back, as somebody with the database file would do it; how many rows it touched.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Verifies all audit chains.</summary>
    public async Task<AuditReport> VerifyAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AuditVerification>().RunAsync(CancellationToken.None);
    }

    /// <summary>The process ends and starts again over the same files; what was held in memory is gone. Contexts of before are void.</summary>
    public async Task RestartAsync()
    {
        await CloseAsync();
        _services = Build();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Dispose();
    }

    /// <summary>A migrated file as bytes: migrating once is enough for all tests of a run.</summary>
    private static readonly Lazy<Task<byte[]>> MigratedFile = new(async () =>
    {
        await using var template = await CreateEmptyAsync();
        await template.MigrateAsync();
        await template.SqlAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        return await System.IO.File.ReadAllBytesAsync(template.File);
    });

    private async Task CloseAsync()
    {
        if (_provider == DatabaseProvider.Sqlite)
        {
            await using var db = Open();
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        await _services.DisposeAsync();
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:Provider"] = _provider.ToString(),
            ["ConnectionStrings:Cendra"] = _connection,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(Clock).AddSingleton<TimeProvider>(Clock);
        services.AddDataProtection().SetApplicationName("Cendra").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(KeysFolder, "ring")));
        services.AddCendraDatabase(configuration, DataFolder, KeysFolder);
        services.AddSingleton<RandomNumberGenerator>(new SeededRandom(_seed));
        _also?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
