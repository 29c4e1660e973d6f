using Cendra.Domain.Time;

namespace Cendra.Lifecycle;

/// <summary>
/// All that is due now, worked off in order and in this thread of work: how a clock that is moved (rehearsal, tests) walks through every due moment without
/// waiting for the job server. The same sweeps, the same code.
/// </summary>
public sealed class DueWork(IEnumerable<IDueSource> sources, StayClock clock)
{
    private const int MostPasses = 50;

    /// <summary>
    /// Works until nothing is due at this moment of the clock, or a bound is reached (something is due again and again); the next moment at which something is due. A source is asked
    /// right before its turn, so that what one leaves to the next is done in the same pass, and one with nothing to do costs a question.
    /// </summary>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken ct)
    {
        DateTimeOffset? next = null;
        for (var pass = 0; pass < MostPasses; pass++)
        {
            (next, var worked) = (null, false);
            foreach (var source in sources)
            {
                var due = await source.NextUtcAsync(ct);
                next = Instants.Earliest(next, due);
                if (due <= clock.GetUtcNow())
                {
                    worked = true;
                    await source.RunAsync(ct);
                }
            }

            if (!worked)
            {
                break;
            }
        }

        return next;
    }

    /// <summary>The next moment at which something is due; null when nothing is.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        DateTimeOffset? next = null;
        foreach (var source in sources)
        {
            next = Instants.Earliest(next, await source.NextUtcAsync(ct));
        }

        return next;
    }
}
