using Cendra.Lifecycle.Locks;
using Hangfire;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>One look at one stay, as a job.</summary>
public sealed class ReconcileStayJob(ReconcileStay reconcile, IBackgroundJobClient jobs)
{
    private static readonly TimeSpan Shortly = TimeSpan.FromSeconds(1);

    /// <summary>Looks at the stay with this id. While another worker has one of its devices the look is put off: that is daily life at a shared door, not a failure.</summary>
    public async Task RunAsync(Guid stayId, CancellationToken ct)
    {
        try
        {
            await reconcile.RunAsync(stayId, ct);
        }
        catch (DeviceBusyException)
        {
            jobs.Schedule<ReconcileStayJob>(job => job.RunAsync(stayId, CancellationToken.None), Shortly);
        }
    }
}
