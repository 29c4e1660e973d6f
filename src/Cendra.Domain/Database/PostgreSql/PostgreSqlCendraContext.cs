using Cendra.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cendra.Domain.Database.PostgreSql;

/// <summary>PostgreSQL, equal to the others.</summary>
public sealed class PostgreSqlCendraContext(DbContextOptions<PostgreSqlCendraContext> options) : CendraDbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<LockOut>().HasIndex(l => l.StayId).IsUnique().HasFilter("\"EndedUtc\" IS NULL");
        builder.Entity<Escalation>().HasIndex(e => e.Cause).IsUnique().HasFilter("\"ResolvedUtc\" IS NULL");
    }
}

/// <summary>For <c>dotnet ef</c> only; opens no database.</summary>
public sealed class PostgreSqlDesignFactory : IDesignTimeDbContextFactory<PostgreSqlCendraContext>
{
    /// <inheritdoc />
    public PostgreSqlCendraContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgreSqlCendraContext>().UseNpgsql("Host=unused").Options);
}
