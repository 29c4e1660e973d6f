using Cendra.Domain.Conversations;
using Microsoft.AspNetCore.Identity;
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
        builder.Entity<LockOut>().HasIndex(l => l.StayId).IsUnique().HasFilter("[EndedUtc] IS NULL");
        builder.Entity<Escalation>().HasIndex(e => e.Cause).IsUnique().HasFilter("[ResolvedUtc] IS NULL");
        builder.Entity<IdentityUserPasskey<Guid>>().HasKey(p => p.CredentialId).IsClustered(false);
        CompareIdentifiersExactly(builder);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HavePrecision(6);
    }

    /// <summary>
    /// SQL Server's usual collations take "abc" and "ABC" for the same and the other two databases do not: what is unique by a text of others
    /// (external ids, addresses, dedupe keys) is compared by its code points here too.
    /// </summary>
    private static void CompareIdentifiersExactly(ModelBuilder builder)
    {
        var unique = builder.Model.GetEntityTypes()
            .Where(t => t.ClrType.Namespace?.StartsWith("Cendra.", StringComparison.Ordinal) == true && t.ClrType != typeof(HostUser))
            .SelectMany(t => t.GetIndexes()).Where(i => i.IsUnique).SelectMany(i => i.Properties);
        foreach (var property in unique.Where(p => p.ClrType == typeof(string)))
        {
            property.SetCollation("Latin1_General_100_BIN2");
        }
    }
}

/// <summary>For <c>dotnet ef</c> only; opens no database.</summary>
public sealed class SqlServerDesignFactory : IDesignTimeDbContextFactory<SqlServerCendraContext>
{
    /// <inheritdoc />
    public SqlServerCendraContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerCendraContext>().UseSqlServer("Server=unused").Options);
}
