using Cendra.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cendra.Domain.Database.Sqlite;

/// <summary>The embedded default: one file beside the process.</summary>
public sealed class SqliteCendraContext(DbContextOptions<SqliteCendraContext> options) : CendraDbContext(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondNumber>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<LockOut>().HasIndex(l => l.StayId).IsUnique().HasFilter("\"EndedUtc\" IS NULL");
        builder.Entity<Escalation>().HasIndex(e => e.Cause).IsUnique().HasFilter("\"ResolvedUtc\" IS NULL");
    }
}

/// <summary>For <c>dotnet ef</c> only; opens no database.</summary>
public sealed class SqliteDesignFactory : IDesignTimeDbContextFactory<SqliteCendraContext>
{
    /// <inheritdoc />
    public SqliteCendraContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCendraContext>().UseSqlite("Data Source=:memory:").Options);
}
