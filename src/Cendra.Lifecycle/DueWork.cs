using Cendra.Domain.Time;

namespace Cendra.Lifecycle;

/// <summary>
/// All that is due now, worked off in order and in this thread of work: how a clock that is moved (rehearsal, tests) walks through every due moment without
/// waiting for the job server. The same sweeps, the same code.
/// </summary>
public sealed class DueWork(IEnumerable<IDueSource> sources, StayClock clock)
{
    private const int MostTurns = 50;
    private readonly IReadOnlyList<IDueSource> _sources = [.. sources];

    /// <summary>
    /// Works until nothing is due at this moment of the clock, or a bound is reached (something is due again and again); the next moment at which something is due. The sources take
    /// turns, each asked right before its own, so that what one leaves to the next is done in the same round; it is over when none of them had anything to do since one last worked.
    /// </summary>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken ct)
    {
        var next = new DateTimeOffset?[_sources.Count];
        for (int turn = 0, idle = 0; idle < _sources.Count && turn < MostTurns * _sources.Count; turn++)
        {
            var at = turn % _sources.Count;
            next[at] = await _sources[at].NextUtcAsync(ct);
            if (next[at] <= clock.GetUtcNow())
            {
                await _sources[at].RunAsync(ct);
                idle = 0;
            }
            else
            {
                idle++;
            }
        }

        return next.Min();
    }

    /// <summary>The next moment at which something is due; null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        DateTimeOffset? next = null;
        foreach (var source in _sources)
        {
            next = Instants.Earliest(next, await source.NextUtcAsync(ct));
        }

        return next;
    }
}
