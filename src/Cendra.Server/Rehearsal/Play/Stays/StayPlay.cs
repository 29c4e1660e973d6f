using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Server.Console.Words;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>Plays one stay through one scenario: from before its booking to some hours after its end, in a house of its own that is gone afterwards.</summary>
internal sealed class StayPlay
{
    private const long Seed = 20_261_123;
    private const int MostSteps = 100_000;
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan After = TimeSpan.FromHours(3);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TapTakes = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan FreeingTakes = TimeSpan.FromHours(1);
    private readonly PlayHouse _house;
    private readonly StayPlan _plan;
    private readonly StayPortfolio _portfolio;
    private readonly StayStage _stage;
    private readonly StayRecord _record = new();
    private readonly StayEyes _eyes;
    private readonly StayVisitor _visitor;
    private readonly PriorityQueue<StayAct, (DateTimeOffset, int)> _acts = new();
    private int _calls;
    private DateTimeOffset? _tapUtc;
    private DateTimeOffset? _freeUtc;

    private StayPlay(PlayHouse house, StayPlan plan, StayScenario scenario)
    {
        (_house, _plan, _portfolio) = (house, plan, new StayPortfolio(house, plan));
        _stage = new StayStage(house, plan, _portfolio, _record);
        _eyes = new StayEyes(house, plan, _portfolio, _stage, _record);
        _visitor = new StayVisitor(house, plan, _portfolio, _stage, _record);
        var acts = scenario.Acts(plan).Append(new StayAct(plan.BookedUtc, "calendar-days", plan.Stay.IsOfWork ? "A host makes the code" : "The booking comes in", false, (stage, ct) => stage.BookAsync(ct))).OrderBy(a => a.AtUtc);
        foreach (var (act, i) in acts.Select((a, i) => (a, i)))
        {
            _acts.Enqueue(act, (act.AtUtc, i));
        }

        EndsUtc = Instants.Later(plan.Window.CodeEndUtc, _acts.UnorderedItems.Max(a => a.Element.AtUtc)) + After;
    }

    /// <summary>A stay that is extended is played to its new end.</summary>
    private DateTimeOffset EndsUtc { get; set; }

    /// <summary>Plays it; <paramref name="progress"/> hears how far it is, 0 to 1, and the played time.</summary>
    public static async Task<StayOutcome> RunAsync(StayPlan real, StayScenario scenario, DateTimeOffset nowUtc, Action<double, DateTimeOffset> progress, CancellationToken ct)
    {
        var plan = scenario.Prepare(real, nowUtc);
        await using var house = await PlayHouse.OpenAsync(new PlayOptions(Seed, plan.BookedUtc - Before, []), CancellationToken.None); // Whole, or its folder would stay.
        var play = new StayPlay(house, plan, scenario);
        await play._portfolio.PutUpAsync(ct);
        await play._stage.BookNeighboursAsync(ct);
        await play.PlayAsync(progress, ct);
        var promises = new StayPromises(plan, play._record, house.NowUtc).All();
        return new StayOutcome
        {
            Zone = plan.Zone, Title = scenario.Title, Words = scenario.Words(plan), Promises = promises,
            Timeline = [.. play._record.Timeline.OrderBy(t => t.AtUtc)], Steps = house.Walk.Steps, Faults = house.Log.Errors.Count,
        };
    }

    private async Task PlayAsync(Action<double, DateTimeOffset> progress, CancellationToken ct)
    {
        var began = _house.NowUtc;
        for (var step = 0; step < MostSteps; step++)
        {
            ct.ThrowIfCancellationRequested();
            var at = Instants.Earlier(await NextAsync(ct), EndsUtc);
            await StepAsync(at, ct);
            progress((at - began) / (EndsUtc - began), at);
            if (at >= EndsUtc)
            {
                return;
            }
        }

        throw new InvalidOperationException("The play does not come to an end.");
    }

    private async Task<DateTimeOffset> NextAsync(CancellationToken ct)
    {
        var next = await _house.Walk.NextUtcAsync(ct);
        DateTimeOffset?[] moments = [next <= _house.NowUtc ? _house.NowUtc + Tick : next, _tapUtc, _freeUtc, _visitor.DueUtc, _acts.TryPeek(out var act, out _) ? act.AtUtc : null];
        return Instants.Later(moments.Min() ?? EndsUtc, _house.NowUtc);
    }

    private async Task StepAsync(DateTimeOffset atUtc, CancellationToken ct)
    {
        _house.Time.MoveTo(atUtc);
        while (_acts.TryPeek(out var act, out _) && act.AtUtc <= atUtc)
        {
            _acts.Dequeue();
            _record.Acts.Add(act);
            _record.Timeline.Add(new Happening(atUtc, act.IsTrouble ? "Trouble" : "Story", act.Words, "", act.IsTrouble ? "risk" : "", act.Icon));
            await act.DoAsync(_stage, ct);
            EndsUtc = Instants.Later(EndsUtc, _plan.WindowOf(_record.SaidDates ?? _plan.Dates).CodeEndUtc + After);
        }

        if (_freeUtc <= atUtc)
        {
            _freeUtc = null;
            _stage.FreePlaces();
            _record.Timeline.Add(new Happening(atUtc, "Person", "A host takes two other codes off the lock", "", "human", "user"));
        }

        if (_tapUtc <= atUtc)
        {
            await TapAsync(ct);
        }

        await _visitor.StepAsync(ct);
        await _house.Walk.StepToAsync(atUtc, ct);
        await _eyes.LookAsync(ct);
        if (_record.Calls.Count > _calls)
        {
            (_calls, _tapUtc) = (_record.Calls.Count, _tapUtc ?? atUtc + TapTakes);
            _freeUtc = _stage.IsFilled ? _freeUtc ?? atUtc + FreeingTakes : null;
        }
    }

    /// <summary>Whoever was called says that somebody has it.</summary>
    private async Task TapAsync(CancellationToken ct)
    {
        _tapUtc = null;
        await _house.InScopeAsync<CendraDbContext>(async db =>
        {
            var contact = await db.HostContacts.OrderBy(c => c.CallOrder).FirstAsync(ct);
            foreach (var open in await db.Escalations.Where(e => e.ResolvedUtc == null && e.AcknowledgedUtc == null && e.NotifiedUtc != null).ToListAsync(ct))
            {
                open.AcknowledgeByLink(contact.Id, contact.Name, _house.NowUtc);
            }

            await db.SaveChangesAsync(ct);
        });
        _record.Timeline.Add(new Happening(_house.NowUtc, "Person", "A host taps “I have it”", "", "human", "hand"));
    }
}
