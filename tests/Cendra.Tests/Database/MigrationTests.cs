using Cendra.Domain.Database;
using Cendra.Tests.World;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>The migrations say what the model says, and a start that was cut short can be repeated.</summary>
public sealed class MigrationTests
{
    public static TheoryData<DatabaseProvider> Providers() => new(Enum.GetValues<DatabaseProvider>());

    [Theory]
    [MemberData(nameof(Providers))]
    public void The_model_has_no_change_that_no_migration_makes(DatabaseProvider provider)
    {
        using var db = OfflineContexts.Open(provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), $"Run eng/add-migration.sh: the model of {provider} has changed.");
    }

    [Fact]
    public void All_three_databases_have_the_same_migrations_in_the_same_order()
    {
        var names = Enum.GetValues<DatabaseProvider>().Select(p =>
        {
            using var db = OfflineContexts.Open(p);
            return string.Join(' ', db.Database.GetMigrations().Select(m => m[(m.IndexOf('_', StringComparison.Ordinal) + 1)..]));
        });
        Assert.Single(names.Distinct());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1.0")]
    [InlineData("3.0")]
    public async Task The_model_is_the_same_whatever_schema_version_the_host_gives_to_identity(string? version)
    {
        await using var world = await TestDatabase.CreateAsync(also: services =>
        {
            if (version is not null)
            {
                services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = Version.Parse(version));
            }
        });
        await using var db = world.Open();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Migrating_twice_changes_nothing_and_readers_need_not_wait_for_a_writer()
    {
        await using var world = await TestDatabase.CreateEmptyAsync();
        await world.MigrateAsync();
        await world.MigrateAsync();
        await using var db = world.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Equal("wal", await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());
    }

    [Fact]
    public async Task A_start_after_a_crash_inside_a_migration_migrates()
    {
        await using var world = await TestDatabase.CreateEmptyAsync();
        Directory.CreateDirectory(world.DataFolder);
        await world.SqlAsync("""
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-05-31 23:59:59+00:00');
            """);
        await world.MigrateAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await world.SaveAsync(world.Rows.House().All);
    }

    [Fact]
    public async Task A_second_process_that_migrates_at_the_same_time_is_refused()
    {
        await using var world = await TestDatabase.CreateEmptyAsync();
        await using var held = new FileStream(Path.Combine(world.Keys.Path, "migration.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await Assert.ThrowsAsync<IOException>(() => world.MigrateAsync());
    }
}
