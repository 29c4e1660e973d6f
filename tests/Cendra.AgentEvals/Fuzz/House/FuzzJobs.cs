using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.AgentEvals.Fuzz.House;

/// <summary>In place of the job server: keeps every job with its arguments, for whoever looks at them, and runs those of a conversation when told to. The others are level-triggered: the walk finds their rows.</summary>
internal sealed class FuzzJobs(Action<string> heard) : IBackgroundJobClient
{
    private readonly Queue<Job> _waiting = new();
    private readonly List<Job> _later = [];
    private bool _isRunning;

    /// <inheritdoc />
    public string Create(Job job, IState state)
    {
        heard(job.Args.Count == 0 ? job.Method.Name : $"{job.Type.Name}.{job.Method.Name} {string.Join(' ', job.Args)}");
        if (_isRunning && state is ScheduledState)
        {
            _later.Add(job); // It comes when some time has passed; run at once it would plan itself anew for ever.
        }
        else
        {
            _waiting.Enqueue(job);
        }

        return "0";
    }

    /// <inheritdoc />
    public bool ChangeState(string jobId, IState state, string expectedState) => true;

    /// <summary>Runs what waits of these classes, and what it leads to; what waits of <paramref name="later"/> is kept, everything else is dropped.</summary>
    public async Task RunAsync(IServiceProvider services, IReadOnlyCollection<Type> now, IReadOnlyCollection<Type> later)
    {
        var kept = new List<Job>();
        _isRunning = true;
        while (_waiting.TryDequeue(out var job))
        {
            if (now.Contains(job.Type))
            {
                await using var scope = services.CreateAsyncScope();
                await (Task)job.Method.Invoke(scope.ServiceProvider.GetRequiredService(job.Type), [.. job.Args.Select(a => a ?? CancellationToken.None)])!;
            }
            else if (later.Contains(job.Type))
            {
                kept.Add(job);
            }
        }

        _isRunning = false;
        kept.AddRange(_later.Where(j => now.Contains(j.Type) || later.Contains(j.Type)));
        _later.Clear();
        kept.ForEach(_waiting.Enqueue);
    }
}
