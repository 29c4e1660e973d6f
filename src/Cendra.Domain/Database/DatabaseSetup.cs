using System.Security.Cryptography;
using Cendra.Domain.Access;
using Cendra.Domain.Audit;
using Cendra.Domain.Database.PostgreSql;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Database.SqlServer;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Domain.Database;

/// <summary>Which database, and how to reach it. Configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Database";

    /// <summary><c>Sqlite</c> (default), <c>SqlServer</c> or <c>PostgreSql</c>; the latter two need <c>ConnectionStrings:Cendra</c>.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Statements EF sends in one batch; null = the provider's own choice.</summary>
    public int? MaxBatchSize { get; set; }
}

/// <summary>The databases Cendra runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file in the data folder.</summary>
    Sqlite,

    /// <summary>Microsoft SQL Server 2019 or later.</summary>
    SqlServer,

    /// <summary>PostgreSQL 14 or later.</summary>
    PostgreSql,
}

/// <summary>Registers the database and what every save needs.</summary>
public static class DatabaseSetup
{
    /// <summary>
    /// Adds the context, its factory and the audit chain. <paramref name="dataFolder"/> holds the SQLite file, <paramref name="keysFolder"/> the keys.
    /// Data protection must be registered by the caller with its ring under <see cref="KeyFolder.RingPath"/>.
    /// </summary>
    public static IServiceCollection AddCendraDatabase(this IServiceCollection services, IConfiguration configuration, string dataFolder, string keysFolder)
    {
        var options = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.AddSingleton(_ => RandomNumberGenerator.Create());
        services.AddSingleton(sp => new KeyFolder(keysFolder, sp.GetRequiredService<RandomNumberGenerator>()));
        services.AddSingleton<PinVault>().AddSingleton<SecretVault>().AddSingleton<LinkTokens>().AddSingleton<AuditHeads>().AddSingleton<AuditChain>().AddSingleton<LiveChanges>();
        services.AddSingleton(sp => new IdSource(sp.GetRequiredService<StayClock>(), sp.GetRequiredService<RandomNumberGenerator>()));
        services.AddScoped<AuditVerification>();
        var connection = configuration.GetConnectionString("Cendra");
        return options.Provider switch
        {
            DatabaseProvider.Sqlite => services.AddContext<SqliteCendraContext>(o => o.UseSqlite(connection ?? SqliteFile(dataFolder), s => s.CommandTimeout(30))),
            DatabaseProvider.SqlServer => services.AddContext<SqlServerCendraContext>(o => o.UseSqlServer(Needed(connection), s => Batch(options, s.ExecutionStrategy(d => new ConflictRetry(d)).MaxBatchSize))),
            DatabaseProvider.PostgreSql => services.AddContext<PostgreSqlCendraContext>(o => o.UseNpgsql(Needed(connection), s => Batch(options, s.ExecutionStrategy(d => new ConflictRetry(d)).MaxBatchSize))),
        };
    }

    private static IServiceCollection AddContext<T>(this IServiceCollection services, Action<DbContextOptionsBuilder> use)
        where T : CendraDbContext
    {
        services.AddPooledDbContextFactory<T>(use); // A tenth of what a small unit of work costs is a new context.

        // From the factory, and not from the container's own entry for T: a scope that holds one context under two names disposes it twice, and the second time it is somebody else's already.
        services.AddScoped<CendraDbContext>(sp => sp.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
        return services.AddSingleton<CendraDatabase>(sp => new CendraDatabase(() => sp.GetRequiredService<IDbContextFactory<T>>().CreateDbContext()));
    }

    private static string SqliteFile(string folder)
    {
        Directory.CreateDirectory(folder);
        return $"Data Source={Path.Combine(folder, "cendra.db")};Default Timeout=10";
    }

    private static void Batch<T>(DatabaseOptions options, Func<int, T> set)
    {
        if (options.MaxBatchSize is { } size)
        {
            set(size);
        }
    }

    private static string Needed(string? connection) =>
        connection ?? throw new InvalidOperationException("Database:Provider names a server but ConnectionStrings:Cendra is not set. Set ConnectionStrings__Cendra.");
}
