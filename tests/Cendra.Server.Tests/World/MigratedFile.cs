using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Tests.World;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.World;

/// <summary>SQLite's file with all tables and no row, made once: making them costs a start more than all the rest. Servers that are started as a process of their own make theirs.</summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Bytes = new(MakeAsync);

    /// <summary>Puts it into a data folder that has none.</summary>
    public static async Task PutAsync(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        await File.WriteAllBytesAsync(Path.Combine(dataFolder, "cendra.db"), await Bytes.Value);
    }

    private static async Task<byte[]> MakeAsync()
    {
        using var folder = new TestFolder();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(new StayClock(TimeProvider.System));
        services.AddDataProtection();
        services.AddCendraDatabase(new ConfigurationBuilder().Build(), folder.File("data"), folder.File("keys"));
        await using var provider = services.BuildServiceProvider();
        var database = provider.GetRequiredService<CendraDatabase>();
        await database.MigrateAsync(provider.GetRequiredService<KeyFolder>(), CancellationToken.None);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
        }

        return await File.ReadAllBytesAsync(folder.File("data/cendra.db"));
    }
}
