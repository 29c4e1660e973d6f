using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Database.Sqlite;

/// <summary>
/// Migrates a copy of the file and puts it in the place of the old one. SQLite can change a table only by making it anew, for which EF leaves its transaction: a process that is killed
/// there leaves a file that is neither old nor new, and no later start can mend it. A copy that is not finished is thrown away by the next start. Needs room for the file twice.
/// </summary>
internal static class SqliteMigration
{
    private const string Unfinished = ".migrating";

    /// <summary>Applies what is pending. Nobody else may have the file open; the caller holds the lock.</summary>
    public static async Task RunAsync(Func<CendraDbContext> open, CancellationToken ct)
    {
        await using var db = open();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync(ct);
        // EF sets this only where it creates the file itself. The mode stays with the file; readers then never wait for a writer.
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
        if (!(await db.Database.GetPendingMigrationsAsync(ct)).Any())
        {
            return;
        }

        var file = Path.GetFullPath(connection.DataSource);
        var copy = file + Unfinished;
        foreach (var part in new[] { copy, copy + "-journal", copy + "-wal", copy + "-shm" })
        {
            File.Delete(part);
        }

        await db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}", ct);
        await MigrateAsync(open, new SqliteConnectionStringBuilder(connection.ConnectionString) { DataSource = copy, Pooling = false }.ConnectionString, ct);
        await EmptyLogAsync(connection, ct);
        await db.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool(connection);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, File.GetUnixFileMode(file));
        }

        File.Move(copy, file, overwrite: true);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", ct);
    }

    private static async Task MigrateAsync(Func<CendraDbContext> open, string connection, CancellationToken ct)
    {
        await using var db = open();
        var itsOwn = db.Database.GetConnectionString();
        db.Database.SetConnectionString(connection);
        try
        {
            await ApplyAsync(db, ct);
        }
        finally
        {
            db.Database.SetConnectionString(itsOwn); // Contexts are pooled: the next one to have this works on the file itself.
        }
    }

    private static async Task ApplyAsync(CendraDbContext db, CancellationToken ct)
    {
        if (await db.Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(ct) > 0)
        {
            // Left by a version that migrated in place and was killed: it would block every start for ever (dotnet/efcore issue 38958).
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", ct);
        }

        await db.Database.MigrateAsync(ct);
    }

    /// <summary>What stands in the log beside the file belongs to the old file; read into the new one it would spoil it.</summary>
    private static async Task EmptyLogAsync(SqliteConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        if (await command.ExecuteScalarAsync(ct) is not 0L)
        {
            throw new InvalidOperationException("The database cannot be migrated while another process has it open. End that process and start again.");
        }
    }
}
