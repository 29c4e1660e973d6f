namespace Cendra.Domain.Portfolio;

/// <summary>How a lock was at one moment: kept where something changed, so that a battery's trend and a flaky connection can be seen.</summary>
public sealed class LockReading
{
    public Guid Id { get; init; }
    public Guid LockId { get; set; }
    public DateTimeOffset AtUtc { get; init; }
    public bool IsOnline { get; init; }

    /// <summary>0 to 1; null = the lock did not say.</summary>
    public double? BatteryLevel { get; init; }
}
