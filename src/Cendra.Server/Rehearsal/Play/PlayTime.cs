namespace Cendra.Server.Rehearsal.Play;

/// <summary>The one clock of a played house: it stands until it is moved, and only ever moves forward. Timers run on the machine's clock, so that a hang ends.</summary>
internal sealed class PlayTime(DateTimeOffset startsAtUtc) : TimeProvider
{
    private DateTimeOffset _nowUtc = startsAtUtc;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _nowUtc;

    /// <summary>Moves on; a moment already past changes nothing.</summary>
    public void MoveTo(DateTimeOffset toUtc) => _nowUtc = toUtc > _nowUtc ? toUtc : _nowUtc;
}
