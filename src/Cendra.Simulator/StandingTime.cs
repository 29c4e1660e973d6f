namespace Cendra.Simulator;

/// <summary>A clock that stands; only the world's own offset moves what is counted from it. Timers run as on the machine's clock.</summary>
internal sealed class StandingTime(DateTimeOffset standsAtUtc) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => standsAtUtc;
}
