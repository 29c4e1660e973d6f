namespace Cendra.Simulator;

/// <summary>The machine's clock (or a test's) plus an offset that only grows. Timers run on the underlying clock.</summary>
public sealed class SimulatorClock(TimeProvider underlying) : TimeProvider
{
    private long offsetTicks;

    /// <summary>How far this clock is ahead of the underlying one.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    public override TimeZoneInfo LocalTimeZone => underlying.LocalTimeZone;

    public override long TimestampFrequency => underlying.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => underlying.GetUtcNow() + Offset;

    public override long GetTimestamp() => underlying.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        underlying.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves on to <paramref name="instantUtc"/>; an instant already passed changes nothing, for this clock never goes back.</summary>
    public void MoveOnTo(DateTimeOffset instantUtc)
    {
        var ahead = instantUtc - GetUtcNow();
        if (ahead > TimeSpan.Zero)
        {
            Interlocked.Add(ref offsetTicks, ahead.Ticks);
        }
    }

    internal void Restore(TimeSpan offset) => Interlocked.Exchange(ref offsetTicks, offset.Ticks);
}
