using System.Data.Common;
using Cendra.Agent.Models;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Health;

/// <summary>What is ready, each in one word for a machine and a person.</summary>
/// <param name="Ready">All of it.</param>
/// <param name="Database">The database answers.</param>
/// <param name="Migrations">Every migration is applied.</param>
/// <param name="Jobs">The job storage answers.</param>
/// <param name="Model">How the chat model does. It is no condition: without it guests get basic replies.</param>
public sealed record Readiness(bool Ready, string Database, string Migrations, string Jobs, string Model);

/// <summary>Asks the database and the job storage. Says nothing of addresses or credentials: the answer is public.</summary>
public sealed class ReadinessCheck(CendraDatabase database, JobStorage jobs, ModelHealth model, ILogger<ReadinessCheck> logger)
{
    private const string Ok = "ok";

    /// <summary>Never throws for a part that does not answer.</summary>
    public async Task<Readiness> RunAsync(CancellationToken ct)
    {
        var (data, migrations) = await DatabaseAsync(ct);
        var storage = Jobs();
        return new Readiness(data == Ok && migrations == Ok && storage == Ok, data, migrations, storage, InWord());
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

    private string InWord() => model.IsResting ? "resting, guests get basic replies" : model.Read().State switch
    {
        ConnectionState.Good => Ok,
        ConnectionState.Untried => "not asked yet",
        _ => "failing, guests get basic replies",
    };

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
