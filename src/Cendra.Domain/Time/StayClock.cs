namespace Cendra.Domain.Time;

/// <summary>
/// Cendra's own clock: everything about stays, codes and messages asks it. Sign-in, rate limits and other framework parts keep the system's clock.
/// Live it is the source's time; in rehearsal it runs ahead by <see cref="Offset"/>, and only ever forward.
/// </summary>
public sealed class StayClock(TimeProvider source) : TimeProvider
{
    private long _offsetTicks;

    /// <summary>How far this clock runs ahead of its source. Zero outside rehearsal.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Instants.ToMicroseconds(source.GetUtcNow().ToUniversalTime() + Offset);

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => source.TimestampFrequency;

    /// <inheritdoc />
    public override long GetTimestamp() => source.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        source.CreateTimer(callback, state, dueTime, period);

    /// <summary>Runs the clock ahead so that it shows <paramref name="toUtc"/>; a moment already past leaves it as it is (forward only).</summary>
    public void MoveTo(DateTimeOffset toUtc)
    {
        var gain = toUtc - GetUtcNow();
        if (gain > TimeSpan.Zero)
        {
            Interlocked.Add(ref _offsetTicks, gain.Ticks);
        }
    }
}
