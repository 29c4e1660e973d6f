using Cendra.Domain.Access;
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

    /// <summary>
    /// Applies pending migrations, once per process start and under a lock file in the key folder. A crash inside an earlier SQLite migration
    /// leaves a row in <c>__EFMigrationsLock</c> that would block every later start for ever (dotnet/efcore issue 38958): under our own lock it is removed.
    /// </summary>
    public async Task MigrateAsync(KeyFolder keys, CancellationToken ct)
    {
        await using var held = new FileStream(Path.Combine(keys.Path, "migration.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await using var db = open();
        if (db.Database.IsSqlite())
        {
            // EF sets this only where it creates the file itself. The mode stays with the file; readers then never wait for a writer.
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        }

        if (db.Database.IsNpgsql())
        {
            await PrepareHistoryAsync(db, ct);
        }

        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            return;
        }

        if (db.Database.IsSqlite() && await HasLockTableAsync(db, ct))
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
        }

        await db.Database.MigrateAsync(ct);
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

    private static async Task<bool> HasLockTableAsync(CendraDbContext db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0;
}
