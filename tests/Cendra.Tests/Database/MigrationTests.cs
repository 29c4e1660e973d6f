using System.Data.Common;
using Cendra.Domain.Database;
using Cendra.Domain.Database.Sqlite;
using Cendra.Tests.World;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Database;

/// <summary>The migrations say what the model says, and a start that was cut short can be repeated.</summary>
public sealed class MigrationTests
{
    /// <summary>Of the moments of a migration one in so many is died at, unless all are asked for. No divisor of the commands of a table, so that all kinds come.</summary>
    private const int MomentsApart = 7;

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
        await using var db = world.Open();
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task A_start_that_is_killed_anywhere_inside_a_migration_is_made_good_by_the_next_and_loses_no_row()
    {
        var (moments, apart) = (0, Environment.GetEnvironmentVariable("CENDRA_KILL_POINTS") == "all" ? 1 : MomentsApart);
        for (var dieAt = 0; dieAt <= moments; dieAt += dieAt == 0 ? 1 : apart)
        {
            var death = new DiesAtCommand();
            await using var world = await TestDatabase.CreateEmptyAsync(also: services => services.ConfigureDbContext<SqliteCendraContext>(o => o.AddInterceptors(death)));
            await using (var db = world.Open())
            {
                await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
            }

            await world.SqlAsync("INSERT INTO \"AspNetRoles\" (\"Id\", \"Name\") VALUES ('00000000-0000-7000-8000-000000000001', 'kept')");
            death.Arm(dieAt == 0 ? int.MaxValue : dieAt);
            if (dieAt == 0)
            {
                await world.MigrateAsync();
                moments = death.Passed;
                Assert.True(moments > 20, $"Only {moments} commands were seen.");
            }
            else
            {
                await Assert.ThrowsAnyAsync<Exception>(() => world.MigrateAsync());
                death.Arm(int.MaxValue);
                await world.RestartAsync();
                await world.MigrateAsync();
            }

            await using var after = world.Open();
            Assert.Empty(await after.Database.GetPendingMigrationsAsync());
            Assert.Equal("kept", await after.Roles.Select(r => r.Name).SingleAsync());
            Assert.Equal("ok", await after.Database.SqlQueryRaw<string>("SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").SingleAsync());
            Assert.Equal("wal", await after.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").SingleAsync());
            await world.SaveAsync(world.Rows.House().All);
        }
    }

    [Fact]
    public async Task A_second_process_that_migrates_at_the_same_time_is_refused()
    {
        await using var world = await TestDatabase.CreateEmptyAsync();
        await using var held = new FileStream(Path.Combine(world.Keys.Path, "migration.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        await Assert.ThrowsAsync<IOException>(() => world.MigrateAsync());
    }

    /// <summary>From a command on nothing reaches the database any more, as after <c>kill -9</c>.</summary>
    private sealed class DiesAtCommand : DbCommandInterceptor
    {
        private int _at = int.MaxValue;

        public int Passed { get; private set; }

        /// <summary>Counts from nought.</summary>
        public void Arm(int at) => (_at, Passed) = (at, 0);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Pass();
            return ValueTask.FromResult(result);
        }

        private void Pass()
        {
            if (++Passed >= _at)
            {
                throw new InvalidOperationException("The process was killed here.");
            }
        }
    }
}
