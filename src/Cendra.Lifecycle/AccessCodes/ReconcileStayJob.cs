namespace Cendra.Lifecycle.AccessCodes;

/// <summary>One look at one stay, as a job.</summary>
public sealed class ReconcileStayJob(ReconcileStay reconcile)
{
    /// <summary>Looks at the stay with this id.</summary>
    public Task RunAsync(Guid stayId, CancellationToken ct) => reconcile.RunAsync(stayId, ct);
}
