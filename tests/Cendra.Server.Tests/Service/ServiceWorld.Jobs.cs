using Cendra.Lifecycle;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>The work left to the job server.</summary>
internal sealed partial class ServiceWorld
{
    private const int MostRounds = 30;

    private IMonitoringApi Monitoring => Services.GetRequiredService<JobStorage>().GetMonitoringApi();

    /// <summary>Jobs in the queue that no worker has begun.</summary>
    public IReadOnlyList<string> WaitingJobs() =>
        [.. Monitoring.EnqueuedJobs(EnqueuedState.DefaultQueue, 0, 1000).Select(j => j.Key)];

    /// <summary>What has become of a job, in Hangfire's word.</summary>
    public string StateOf(string job) => Monitoring.JobDetails(job).History.Select(h => h.StateName).First();

    /// <summary>Wakes the sweeps as their minute does, as long as anything is due, and waits until the workers are done; when the next thing is due.</summary>
    private async Task<DateTimeOffset?> JobsWorkAsync()
    {
        var due = Services.GetRequiredService<DueWork>();
        var sweeps = (IRecurringJobManagerV2)Services.GetRequiredService<IRecurringJobManager>();
        var minutely = MinutelySweeps();
        await JobsAreDoneAsync(WaitingJobs());
        var next = await due.NextUtcAsync(CancellationToken.None);
        for (var round = 0; round < MostRounds && next <= Now; round++)
        {
            await JobsAreDoneAsync([.. minutely.Select(sweeps.TriggerJob)]);
            next = await due.NextUtcAsync(CancellationToken.None);
        }

        return next;
    }

    /// <summary>What comes every minute. A clock that is moved brings the minutes faster than they pass.</summary>
    private IReadOnlyList<string> MinutelySweeps()
    {
        using var jobs = Services.GetRequiredService<JobStorage>().GetConnection();
        return [.. jobs.GetRecurringJobs().Where(job => job.Cron == Cron.Minutely()).Select(job => job.Id)];
    }

    private async Task JobsAreDoneAsync(IReadOnlyList<string> jobs) => await ServerProcess.UntilAsync(
        "the jobs are done", () => Task.FromResult(jobs.All(job => StateOf(job) is not ("Enqueued" or "Processing")) && WaitingJobs().Count == 0 && Monitoring.ProcessingCount() == 0));
}
