using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace Cendra.Tests.Lifecycle;

/// <summary>Takes jobs and runs none: what is due is due by its row, and a test's clock works it off.</summary>
internal sealed class NoJobs : IBackgroundJobClient
{
    public string Create(Job job, IState state) => "0";

    public bool ChangeState(string jobId, IState state, string expectedState) => true;
}

/// <summary>Remembers which sweeps were woken.</summary>
internal sealed class RecordedSweeps : IRecurringJobManager
{
    private readonly List<string> _woken = [];

    public IReadOnlyList<string> Woken => _woken;

    public void AddOrUpdate(string recurringJobId, Job job, string cronExpression, RecurringJobOptions options)
    {
    }

    public void Trigger(string recurringJobId) => _woken.Add(recurringJobId);

    public void RemoveIfExists(string recurringJobId)
    {
    }
}
