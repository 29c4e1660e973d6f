using Cendra.Domain;
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

    /// <summary>What comes every minute. A clock that is moved brings the minutes faster than they pass.</summary>
    private static readonly string[] Minutely = [Sweeps.ReceivedWebhooks, Sweeps.SeamEvents, Sweeps.DueStays, Sweeps.NotifyHosts, Sweeps.DueMessages, Sweeps.OutgoingEvents, Sweeps.CodeWriteBacks];

    private IMonitoringApi Monitoring => Services.GetRequiredService<JobStorage>().GetMonitoringApi();

    /// <summary>Jobs in the queue that no worker has begun.</summary>
    public IReadOnlyList<string> WaitingJobs() =>
        [.. Monitoring.EnqueuedJobs(EnqueuedState.DefaultQueue, 0, 1000).Select(j => j.Key)];

    /// <summary>What has become of a job, in Hangfire's word.</summary>
    public string StateOf(string job) => Monitoring.JobDetails(job).History.Select(h => h.StateName).First();

    /// <summary>Wakes the sweeps as their minute does, as long as anything is due, and waits until the workers are done.</summary>
    private async Task JobsWorkAsync()
    {
        var due = Services.GetRequiredService<DueWork>();
        var sweeps = (IRecurringJobManagerV2)Services.GetRequiredService<IRecurringJobManager>();
        await JobsAreDoneAsync(WaitingJobs());
        for (var round = 0; round < MostRounds && await due.NextUtcAsync(CancellationToken.None) <= Now; round++)
        {
            await JobsAreDoneAsync([.. Minutely.Select(sweeps.TriggerJob)]);
        }
    }

    private async Task JobsAreDoneAsync(IReadOnlyList<string> jobs) => await ServerProcess.UntilAsync(
        "the jobs are done", () => Task.FromResult(jobs.All(job => StateOf(job) is not ("Enqueued" or "Processing")) && WaitingJobs().Count == 0 && Monitoring.ProcessingCount() == 0));
}
