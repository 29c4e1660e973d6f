using Cendra.Domain.Database;
using Cendra.Tests.World;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>A test that needs PostgreSQL: skipped with the reason where its programs are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestServers.MissingBecause(DatabaseProvider.PostgreSql);
}
