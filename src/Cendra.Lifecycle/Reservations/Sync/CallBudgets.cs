using System.Collections.Concurrent;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.Reservations.Sync;

/// <summary>How often a source may be asked.</summary>
/// <param name="Burst">Calls at once, after a quiet time.</param>
/// <param name="AMinute">Calls that come back each minute.</param>
/// <param name="KeptForArrivals">Of the burst, what only questions about guests who are about to arrive may use.</param>
public sealed record CallBudget(int Burst, int AMinute, int KeptForArrivals);

/// <summary>What a source is asked for.</summary>
public enum CallPurpose
{
    /// <summary>Its list, or a booking that it may have changed: put off until the budget has room.</summary>
    Reading,

    /// <summary>A guest is about to arrive or to be told a code: uses what is kept for that.</summary>
    Arrival,
}

/// <summary>
/// The budgets of all sources in this process: each fills by the minute and every call takes one from it. A source that said that it was asked too often is left alone until the moment
/// that it named. Kept in memory: after a restart each budget is full.
/// </summary>
public sealed class CallBudgets(StayClock clock)
{
    private readonly ConcurrentDictionary<Guid, Bucket> _buckets = new();

    /// <summary>Takes one call; zero = taken, else how long until there may be one.</summary>
    public TimeSpan Take(Guid connectionId, CallBudget budget, CallPurpose purpose) =>
        _buckets.GetOrAdd(connectionId, _ => new Bucket()).Take(budget, purpose == CallPurpose.Arrival ? 0 : budget.KeptForArrivals, clock.GetUtcNow());

    /// <summary>Takes one call that is made in any case; what is kept for arrivals stays.</summary>
    public void Spend(Guid connectionId, CallBudget budget) => _buckets.GetOrAdd(connectionId, _ => new Bucket()).Take(budget, budget.KeptForArrivals, clock.GetUtcNow());

    /// <summary>The source wants to be left alone until then.</summary>
    public void Close(Guid connectionId, DateTimeOffset untilUtc) => _buckets.GetOrAdd(connectionId, _ => new Bucket()).Close(untilUtc);

    /// <summary>From when the source may be asked about an arrival; a moment that is past = now.</summary>
    public DateTimeOffset OpensUtc(Guid connectionId) => _buckets.TryGetValue(connectionId, out var bucket) ? bucket.OpensUtc : DateTimeOffset.MinValue;

    private sealed class Bucket
    {
        private readonly Lock _gate = new();
        private double _calls = double.NaN;
        private DateTimeOffset _filledUtc;
        private DateTimeOffset _closedUntilUtc;
        private DateTimeOffset _emptyUntilUtc;

        public DateTimeOffset OpensUtc
        {
            get
            {
                lock (_gate)
                {
                    return Instants.Later(_closedUntilUtc, _emptyUntilUtc);
                }
            }
        }

        public void Close(DateTimeOffset untilUtc)
        {
            lock (_gate)
            {
                _closedUntilUtc = Instants.Later(_closedUntilUtc, untilUtc);
            }
        }

        public TimeSpan Take(CallBudget budget, int kept, DateTimeOffset nowUtc)
        {
            lock (_gate)
            {
                if (nowUtc < _closedUntilUtc)
                {
                    return _closedUntilUtc - nowUtc;
                }

                _calls = double.IsNaN(_calls) ? budget.Burst : Math.Min(budget.Burst, _calls + ((nowUtc - _filledUtc).TotalMinutes * budget.AMinute));
                _filledUtc = nowUtc;
                if (_calls - 1 >= kept)
                {
                    _calls--;
                    _emptyUntilUtc = _calls >= 1 ? default : nowUtc + UntilOne(budget, 0);
                    return TimeSpan.Zero;
                }

                return UntilOne(budget, kept);
            }
        }

        /// <summary>Rounded up, so that whoever waits so long has one.</summary>
        private TimeSpan UntilOne(CallBudget budget, int kept) => TimeSpan.FromSeconds(Math.Ceiling((kept + 1 - _calls) * 60 / budget.AMinute));
    }
}
