namespace Cendra.Simulator.Seam;

/// <summary>Seam's limits per device and minute: 10 creates, 10 updates, 20 deletes (its "rate limits and guardrails").</summary>
internal sealed class DeviceBudget
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private readonly Dictionary<(string DeviceId, string Operation), Queue<DateTimeOffset>> calls = [];

    /// <summary>Null when the call may go on, else how long to wait.</summary>
    public TimeSpan? Spend(string deviceId, string operation, int limit, DateTimeOffset nowUtc)
    {
        if (!calls.TryGetValue((deviceId, operation), out var recent))
        {
            calls[(deviceId, operation)] = recent = new Queue<DateTimeOffset>();
        }

        while (recent.TryPeek(out var oldest) && nowUtc - oldest >= Window)
        {
            recent.Dequeue();
        }

        if (recent.Count >= limit)
        {
            return recent.Peek() + Window - nowUtc;
        }

        recent.Enqueue(nowUtc);
        return null;
    }
}
