using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Cendra.Domain.Database;

/// <summary>
/// Runs again what a database server gave up to end a deadlock or a conflict of transactions: nothing of it was done. Anything else is thrown on as it is, a lost connection above
/// all: there nobody knows what was done, and the job that asked looks again.
/// </summary>
internal sealed class ConflictRetry(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, MostTries, LongestPause)
{
    /// <summary>The server chose this one to end a deadlock (SQL Server's message 1205).</summary>
    private const int ChosenVictim = 1205;

    private const int MostTries = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Said to nobody: EF would else hold every result in memory as a whole. A result that is being read is not run again.</summary>
    public override bool RetriesOnFailure => false;

    /// <inheritdoc />
    protected override bool ShouldRetryOn(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } or SqlException { Number: ChosenVictim };
}
