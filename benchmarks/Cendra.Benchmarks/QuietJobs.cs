using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Cendra.Benchmarks;

/// <summary>A queue that takes every job and runs none.</summary>
internal sealed class NoJobs : IBackgroundJobClient
{
    public string Create(Job job, IState state) => "0";

    public bool ChangeState(string jobId, IState state, string expectedState) => true;
}

/// <summary>Sweeps that never run.</summary>
internal sealed class NoSweeps : IRecurringJobManager
{
    public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options)
    {
    }

    public void Trigger(string recurringJobId)
    {
    }

    public void RemoveIfExists(string recurringJobId)
    {
    }
}
