using Cendra.Domain.Database;
using Cendra.Tests.World;

namespace Cendra.Tests.Database;

[RunsOn(DatabaseProvider.Sqlite)]
public sealed class SqliteTests() : DatabaseSuite(DatabaseProvider.Sqlite);

[RunsOn(DatabaseProvider.Sqlite)]
public sealed class SqliteUniquenessTests() : UniquenessSuite(DatabaseProvider.Sqlite);

[RunsOn(DatabaseProvider.PostgreSql)]
public sealed class PostgreSqlTests() : DatabaseSuite(DatabaseProvider.PostgreSql);

[RunsOn(DatabaseProvider.PostgreSql)]
public sealed class PostgreSqlUniquenessTests() : UniquenessSuite(DatabaseProvider.PostgreSql);

[RunsOn(DatabaseProvider.SqlServer)]
public sealed class SqlServerTests() : DatabaseSuite(DatabaseProvider.SqlServer);

[RunsOn(DatabaseProvider.SqlServer)]
public sealed class SqlServerUniquenessTests() : UniquenessSuite(DatabaseProvider.SqlServer);
