using System.Data.Common;
using Cendra.Domain.Database;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Health;

/// <summary>What is ready, each in one word for a machine and a person.</summary>
/// <param name="Ready">All of it.</param>
/// <param name="Database">The database answers.</param>
/// <param name="Migrations">Every migration is applied.</param>
/// <param name="Jobs">The job storage answers.</param>
public sealed record Readiness(bool Ready, string Database, string Migrations, string Jobs);

/// <summary>Asks the database and the job storage. Says nothing of addresses or credentials: the answer is public.</summary>
public sealed class ReadinessCheck(CendraDatabase database, JobStorage jobs, ILogger<ReadinessCheck> logger)
{
    private const string Ok = "ok";

    /// <summary>Never throws for a part that does not answer.</summary>
    public async Task<Readiness> RunAsync(CancellationToken ct)
    {
        var (data, migrations) = await DatabaseAsync(ct);
        var storage = Jobs();
        return new Readiness(data == Ok && migrations == Ok && storage == Ok, data, migrations, storage);
    }

    private async Task<(string Database, string Migrations)> DatabaseAsync(CancellationToken ct)
    {
        try
        {
            await using var db = database.Open();
            if (!await db.Database.CanConnectAsync(ct))
            {
                return ("does not answer", "unknown");
            }

            return (Ok, (await db.Database.GetPendingMigrationsAsync(ct)).Any() ? "pending" : Ok);
        }
        catch (DbException failure)
        {
            logger.LogWarning(failure, "The database does not answer");
            return ("does not answer", "unknown");
        }
    }

    private string Jobs()
    {
        try
        {
            // Reads the job tables themselves: a storage whose schema could not be installed accepts a connection and fails here.
            jobs.GetMonitoringApi().GetStatistics();
            return Ok;
        }
        catch (Exception failure)
        {
            logger.LogWarning(failure, "The job storage does not answer");
            return "does not answer";
        }
    }
}
