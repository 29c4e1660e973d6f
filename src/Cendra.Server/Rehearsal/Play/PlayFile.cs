using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>A database file with all tables and no rows: migrating once is enough for all plays of a process.</summary>
internal static class PlayFile
{
    private const string Name = "cendra.db";
    private static readonly Lazy<Task<byte[]>> Empty = new(MakeAsync);

    /// <summary>Puts one into the folder.</summary>
    public static async Task PutAsync(string folder, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, Name), await Empty.Value, ct);
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var folder = new PlayFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(PlaySettings.Of(folder.Path, null)).Build();
        var services = new ServiceCollection().AddLogging();
        services.AddStorage(configuration, Installation.From(configuration, folder.Path));
        await using (var provider = services.BuildServiceProvider())
        {
            var database = provider.GetRequiredService<CendraDatabase>();
            await database.MigrateAsync(provider.GetRequiredService<KeyFolder>(), CancellationToken.None);
            await using var db = database.Open();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        return await File.ReadAllBytesAsync(Path.Combine(folder.Path, "data", Name));
    }
}
