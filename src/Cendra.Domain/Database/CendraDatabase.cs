using Cendra.Domain.Access;
using Cendra.Domain.Database.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;

namespace Cendra.Domain.Database;

/// <summary>Opens contexts for pages and jobs (one unit of work each) and brings the database up to the model at start.</summary>
public sealed class CendraDatabase(Func<CendraDbContext> open)
{
    /// <summary>A fresh context; the caller disposes it.</summary>
    public CendraDbContext Open() => open();

    /// <summary>Applies pending migrations, once per process start and under a lock file in the key folder. Killed at any moment, the next start does it.</summary>
    public async Task MigrateAsync(KeyFolder keys, CancellationToken ct)
    {
        await using var held = new FileStream(Path.Combine(keys.Path, "migration.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await using var db = open();
        if (db.Database.IsSqlite())
        {
            await SqliteMigration.RunAsync(open, ct);
            return;
        }

        if (db.Database.IsNpgsql())
        {
            await PrepareHistoryAsync(db, ct);
        }

        if ((await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            await db.Database.MigrateAsync(ct);
        }
    }

    /// <summary>PostgreSQL's provider finds out that there is no table of migrations by asking it, and logs the refusal as an error: the first thing an operator would read.</summary>
    private static async Task PrepareHistoryAsync(CendraDbContext db, CancellationToken ct)
    {
        var (creator, history) = (db.GetService<IRelationalDatabaseCreator>(), db.GetService<IHistoryRepository>());
        if (!await creator.ExistsAsync(ct))
        {
            await creator.CreateAsync(ct);
        }

        if (await db.Database.SqlQueryRaw<bool>("SELECT to_regclass('\"__EFMigrationsHistory\"') IS NULL AS \"Value\"").SingleAsync(ct))
        {
            await db.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript(), ct);
        }
    }
}
