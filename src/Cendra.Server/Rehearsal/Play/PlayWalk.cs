using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Lifecycle.Locks;
using Cendra.Lifecycle.Seam;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>
/// How time passes in a played house: from one due moment of doors, phones and rows to the next. The sweeps that would come every minute are run when they could find something:
/// Seam's events are polled in the minute after a webhook went astray, the locks' health is read at the next five-minute mark after a lock or Seam itself changed.
/// </summary>
internal sealed class PlayWalk(PlayHouse house)
{
    private const int MostSteps = 1_000_000;
    private static readonly TimeSpan PollEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan HealthEvery = TimeSpan.FromMinutes(5);
    private long _troubles;
    private DateTimeOffset? _pollUtc;
    private DateTimeOffset? _healthUtc;
    private DateTimeOffset? _rowsUtc;
    private bool _isStale = true;

    /// <summary>Moments stepped through.</summary>
    public int Steps { get; private set; }

    /// <summary>Rows may have changed: they are asked anew.</summary>
    public void RowsChanged() => _isStale = true;

    /// <summary>Something changed that only a sweep would see: both sweeps come in their time.</summary>
    public void LookSoon()
    {
        _isStale = true;
        _pollUtc = Instants.Earliest(_pollUtc, Mark(PollEvery));
        _healthUtc = Instants.Earliest(_healthUtc, Mark(HealthEvery));
    }

    /// <summary>The next moment at which something happens by itself; null when nothing will.</summary>
    public async Task<DateTimeOffset?> NextUtcAsync(CancellationToken ct)
    {
        if (_isStale)
        {
            (_rowsUtc, _isStale) = (await house.Services.GetRequiredService<DueWork>().NextUtcAsync(ct), false);
        }

        if (house.Doors.WebhookTroubles != _troubles)
        {
            (_troubles, _pollUtc) = (house.Doors.WebhookTroubles, Instants.Earliest(_pollUtc, Mark(PollEvery)));
        }

        return Instants.Earliest(Instants.Earliest(house.Doors.NextDueUtc(), _rowsUtc), Instants.Earliest(_pollUtc, _healthUtc));
    }

    /// <summary>Time is at this moment; all that is due by then happens, in the world first.</summary>
    public async Task StepToAsync(DateTimeOffset momentUtc, CancellationToken ct)
    {
        Steps++;
        house.Time.MoveTo(momentUtc);
        await house.Doors.CatchUpAsync(ct);
        if (_healthUtc <= house.NowUtc)
        {
            _healthUtc = null;
            await SweepAsync<LockHealthSweep>(s => s.RunAsync(ct), again: () => _healthUtc = Mark(HealthEvery));
        }

        if (_pollUtc <= house.NowUtc)
        {
            _pollUtc = null;
            await SweepAsync<SeamEventsSweep>(s => s.RunAsync(ct), again: () => _pollUtc = Mark(PollEvery));
        }

        if (_isStale || _rowsUtc <= house.NowUtc)
        {
            _isStale = true; // Until it is done: a process that dies in between leaves nobody who knows.
            (_rowsUtc, _isStale) = (await house.Services.GetRequiredService<DueWork>().RunAsync(ct), false);
        }
    }

    /// <summary>Walks through every due moment up to this one.</summary>
    public async Task ToAsync(DateTimeOffset untilUtc, CancellationToken ct)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var moment = Instants.Earlier(untilUtc, await NextUtcAsync(ct) ?? untilUtc);
            await StepToAsync(moment, ct);
            if (moment >= untilUtc)
            {
                return;
            }
        }

        throw new InvalidOperationException("The walk does not come to an end.");
    }

    private DateTimeOffset Mark(TimeSpan every) => new(((house.NowUtc.UtcTicks / every.Ticks) + 1) * every.Ticks, TimeSpan.Zero);

    /// <summary>As the job server does: a sweep that Seam's trouble ended comes again with its next turn.</summary>
    private async Task SweepAsync<T>(Func<T, Task> run, Action again)
        where T : notnull
    {
        try
        {
            _isStale = true;
            await house.InScopeAsync(run);
        }
        catch (SeamException)
        {
            again();
        }
    }
}
