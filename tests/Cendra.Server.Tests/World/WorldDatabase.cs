using Cendra.Domain.Database;
using Cendra.Domain.Database.PostgreSql;
using Cendra.Domain.Database.Sqlite;
using Cendra.Tests.World;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cendra.Server.Tests.World;

/// <summary>The database under a server of a test: SQLite's file stands in the data folder, a database of PostgreSQL is the test's own and is dropped with it.</summary>
internal sealed class WorldDatabase : IAsyncDisposable
{
    private readonly string? _connection;

    private WorldDatabase(DatabaseProvider provider, string? connection) => (Provider, _connection) = (provider, connection);

    /// <summary>What <c>CENDRA_TEST_DATABASE</c> says, or SQLite: the database of every test that does not name one.</summary>
    public static DatabaseProvider Default { get; } =
        Environment.GetEnvironmentVariable("CENDRA_TEST_DATABASE") is { Length: > 0 } name ? Enum.Parse<DatabaseProvider>(name) : DatabaseProvider.Sqlite;

    public DatabaseProvider Provider { get; }

    /// <summary>Configuration that leads the server to it.</summary>
    public IReadOnlyDictionary<string, string> Settings => _connection is null
        ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["Database:Provider"] = Provider.ToString(), ["ConnectionStrings:Cendra"] = _connection };

    /// <summary>One without rows. Connections are pooled, as they are in production. <paramref name="dataFolder"/> gets SQLite's file with its tables; null = the server makes it.</summary>
    public static async Task<WorldDatabase> NewAsync(DatabaseProvider provider, string? dataFolder)
    {
        Assert.Null(TestServers.MissingBecause(provider));
        if (provider == DatabaseProvider.Sqlite && dataFolder is not null)
        {
            await MigratedFile.PutAsync(dataFolder);
        }

        var connection = await TestServers.NewDatabaseAsync(provider);
        return new(provider, provider == DatabaseProvider.PostgreSql ? new NpgsqlConnectionStringBuilder(connection) { Pooling = true }.ConnectionString : connection);
    }

    /// <summary>Options of the context, whichever of them a server uses.</summary>
    public static void Configure(IServiceCollection services, Action<DbContextOptionsBuilder> configure)
    {
        services.ConfigureDbContext<SqliteCendraContext>(configure);
        services.ConfigureDbContext<PostgreSqlCendraContext>(configure);
    }

    /// <summary>Every row of every table as text, those of the job server too. Nothing for SQLite, whose file is read as it is.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync()
    {
        var texts = new List<string>();
        if (Provider == DatabaseProvider.PostgreSql)
        {
            await using var source = NpgsqlDataSource.Create(_connection!);
            await using var tables = source.CreateCommand(
                "SELECT string_agg(format('SELECT t::text FROM %I.%I t', schemaname, tablename), ' UNION ALL ') FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')");
            await using var rows = source.CreateCommand((string)(await tables.ExecuteScalarAsync())!);
            await using var reader = await rows.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                texts.Add(reader.GetString(0));
            }
        }

        return texts;
    }

    /// <summary>No connection of a server that ended stays open.</summary>
    public void Close()
    {
        SqliteConnection.ClearAllPools();
        NpgsqlConnection.ClearAllPools();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Close();
        if (Provider == DatabaseProvider.PostgreSql)
        {
            var own = new NpgsqlConnectionStringBuilder(_connection);
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_connection) { Database = "postgres", Pooling = false }.ConnectionString);
            await using var drop = source.CreateCommand($"DROP DATABASE {own.Database} WITH (FORCE)");
            await drop.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>Skipped with the reason where PostgreSQL is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestServers.MissingBecause(DatabaseProvider.PostgreSql);
}
