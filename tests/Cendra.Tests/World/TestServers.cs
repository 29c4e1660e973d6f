using System.Security.Cryptography;
using Cendra.Domain.Database;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace Cendra.Tests.World;

/// <summary>The database servers tests may use, and why one cannot be had here.</summary>
public static class TestServers
{
    private static readonly Lazy<Task<PostgresServer>> Postgres = new(PostgresServer.StartAsync);

    /// <summary>A connection string of SQL Server whose login may create databases; it stands in <c>CENDRA_TEST_SQLSERVER</c>.</summary>
    private static string? SqlServer => Environment.GetEnvironmentVariable("CENDRA_TEST_SQLSERVER");

    /// <summary>Null when tests can run on this database here, else the reason in words.</summary>
    public static string? MissingBecause(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql when PostgresServer.FindBinaries() is null => "PostgreSQL's server programs (initdb, postgres) are not installed.",
        DatabaseProvider.SqlServer when string.IsNullOrEmpty(SqlServer) => "CENDRA_TEST_SQLSERVER holds no connection string of a SQL Server.",
        _ => null,
    };

    /// <summary>The connection string of a new, empty database; null for SQLite, whose file the test's folder holds.</summary>
    public static async Task<string?> NewDatabaseAsync(DatabaseProvider provider)
    {
        var name = $"cendra_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        switch (provider)
        {
            case DatabaseProvider.PostgreSql:
                var postgres = (await Postgres.Value).ConnectionString;
                await using (var source = NpgsqlDataSource.Create(postgres))
                {
                    await using var create = source.CreateCommand($"CREATE DATABASE {name}");
                    await create.ExecuteNonQueryAsync();
                }

                return new NpgsqlConnectionStringBuilder(postgres) { Database = name, Pooling = false }.ConnectionString;
            case DatabaseProvider.SqlServer:
                await using (var connection = new SqlConnection(SqlServer))
                {
                    await connection.OpenAsync();
#pragma warning disable DAP241 // A name made here; CREATE DATABASE takes no parameter.
                    await using var create = new SqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore DAP241
                    await create.ExecuteNonQueryAsync();
                }

                return new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ConnectionString;
            default:
                return null;
        }
    }
}
