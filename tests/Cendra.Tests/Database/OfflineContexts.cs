using Cendra.Domain.Database;
using Cendra.Domain.Database.PostgreSql;
using Cendra.Domain.Database.Sqlite;
using Cendra.Domain.Database.SqlServer;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Tests.Database;

/// <summary>Contexts of all three databases that open none: for their models, scripts and queries as text.</summary>
internal static class OfflineContexts
{
    public static CendraDbContext Open(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => new SqliteCendraContext(new DbContextOptionsBuilder<SqliteCendraContext>().UseSqlite("Data Source=:memory:").Options),
        DatabaseProvider.SqlServer => new SqlServerCendraContext(new DbContextOptionsBuilder<SqlServerCendraContext>().UseSqlServer("Server=unused").Options),
        DatabaseProvider.PostgreSql => new PostgreSqlCendraContext(new DbContextOptionsBuilder<PostgreSqlCendraContext>().UseNpgsql("Host=unused").Options),
    };
}
