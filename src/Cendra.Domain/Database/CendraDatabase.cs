using Cendra.Domain.Access;
using Microsoft.EntityFrameworkCore;

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

    private static async Task<bool> HasLockTableAsync(CendraDbContext db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0;
}
