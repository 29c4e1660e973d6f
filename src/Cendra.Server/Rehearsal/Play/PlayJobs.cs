using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>In place of the job server: takes jobs and runs none. What is due is due by its row, and the walk works it off in order.</summary>
internal sealed class PlayJobs : IBackgroundJobClient
{
    /// <inheritdoc />
    public string Create(Job job, IState state) => "0";

    /// <inheritdoc />
    public bool ChangeState(string jobId, IState state, string expectedState) => true;
}

/// <summary>In place of the job server's timetable: the walk knows when each sweep would come.</summary>
internal sealed class PlaySweeps : IRecurringJobManager
{
    /// <inheritdoc />
    public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options)
    {
    }

    /// <inheritdoc />
    public void Trigger(string recurringJobId)
    {
    }

    /// <inheritdoc />
    public void RemoveIfExists(string recurringJobId)
    {
    }
}
