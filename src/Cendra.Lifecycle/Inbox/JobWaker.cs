using System.Linq.Expressions;
using Hangfire;
using Microsoft.Extensions.Logging;

namespace Cendra.Lifecycle.Inbox;

/// <summary>
/// Enqueues a job, or wakes a sweep, so that work begins at once instead of with the next sweep. The row that is due is saved before: a queue that is down costs a minute, and is no
/// reason to fail what was done.
/// </summary>
public sealed class JobWaker(IBackgroundJobClient jobs, IRecurringJobManager sweeps, ILogger<JobWaker> log)
{
    /// <summary>Enqueues the call; logs where the queue does not take it.</summary>
    public void Wake<TJob>(Expression<Func<TJob, Task>> call)
    {
        try
        {
            jobs.Enqueue(call);
        }
        catch (BackgroundJobClientException failure)
        {
            log.LogWarning(failure, "The queue took no {Job}; the sweep works it off", typeof(TJob).Name);
        }
    }

    /// <summary>The same after a while.</summary>
    public void WakeAfter<TJob>(Expression<Func<TJob, Task>> call, TimeSpan wait)
    {
        try
        {
            jobs.Schedule(call, wait);
        }
        catch (BackgroundJobClientException failure)
        {
            log.LogWarning(failure, "The queue took no {Job}; the sweep works it off", typeof(TJob).Name);
        }
    }

    /// <summary>Wakes a sweep by its name; logs where the queue does not take it. A sweep that nobody registered yet is no trouble.</summary>
    public void WakeSweep(string name)
    {
        try
        {
            sweeps.Trigger(name);
        }
        catch (BackgroundJobClientException failure)
        {
            log.LogWarning(failure, "The queue did not wake {Sweep}; it comes by itself", name);
        }
    }
}
