namespace Cendra.Lifecycle.Locks;

/// <summary>Forgets readings of locks that are older than half a year.</summary>
public sealed class OldReadingsSweep(LockReadings readings)
{
    /// <summary>One pass.</summary>
    public Task RunAsync(CancellationToken ct) => readings.ForgetAsync(ct);
}
