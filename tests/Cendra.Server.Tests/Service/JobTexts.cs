using System.Collections.Concurrent;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>Every job in every state: arguments, properties, history with the exceptions.</summary>
internal static class JobTexts
{
    /// <summary>All of them.</summary>
    public static List<string> Of(ServiceWorld world)
    {
        var jobs = world.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        var ids = new ConcurrentBag<string>();
        jobs.Queues().SelectMany(q => q.FirstJobs).ToList().ForEach(j => ids.Add(j.Key));
        jobs.EnqueuedJobs("default", 0, 10_000).ForEach(j => ids.Add(j.Key));
        jobs.ProcessingJobs(0, 10_000).ForEach(j => ids.Add(j.Key));
        jobs.ScheduledJobs(0, 10_000).ForEach(j => ids.Add(j.Key));
        jobs.SucceededJobs(0, 10_000).ForEach(j => ids.Add(j.Key));
        jobs.FailedJobs(0, 10_000).ForEach(j => ids.Add(j.Key));
        jobs.DeletedJobs(0, 10_000).ForEach(j => ids.Add(j.Key));
        return [.. ids.Distinct(StringComparer.Ordinal).Select(jobs.JobDetails).Where(d => d is not null).Select(d =>
            $"{d.Job} {string.Join(' ', d.Job?.Args ?? [])} {d.InvocationData?.Arguments} {string.Join(' ', d.Properties.Select(p => $"{p.Key}={p.Value}"))} " +
            string.Join(' ', d.History.Select(h => $"{h.StateName} {h.Reason} {string.Join(' ', h.Data.Select(v => $"{v.Key}={v.Value}"))}")))];
    }
}
