using Cendra.Domain.Conversations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Cendra.Domain.Database.SqlServer;

/// <summary>The production default of <c>docker-compose.yml</c>.</summary>
public sealed class SqlServerCendraContext(DbContextOptions<SqlServerCendraContext> options) : CendraDbContext(options)
{
    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Escalation>().HasIndex(e => e.Cause).IsUnique().HasFilter("[ResolvedUtc] IS NULL");
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(6);
    }
}

/// <summary>For <c>dotnet ef</c> only; opens no database.</summary>
public sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerCendraContext>
{
    /// <inheritdoc />
    public SqlServerCendraContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerCendraContext>().UseSqlServer("Server=unused").Options);
}
