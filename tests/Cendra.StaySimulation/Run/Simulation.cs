using System.Diagnostics;
using Cendra.Server.Rehearsal.Play;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation.Run;

/// <summary>What became of a story.</summary>
internal sealed record Outcome(Play Play, IReadOnlyList<Breach> Breaches, Counts Counts, int Steps, TimeSpan Took)
{
    /// <summary>What happened and what was seen, in order.</summary>
    public IReadOnlyList<string> Diary { get; init; } = [];
}

/// <summary>Plays one story to its end.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private const int MostSteps = 400_000;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private readonly Play _play;
    private readonly PlayHouse _house;
    private readonly KillSwitch _kill;
    private readonly Counts _counts = new();
    private readonly Watch _watch = new();
    private readonly Judge _judge;
    private readonly Stage _stage;
    private readonly Hosts _hosts;
    private readonly PriorityQueue<Act, (DateTimeOffset, int)> _acts = new();
    private readonly PriorityQueue<DateTimeOffset, DateTimeOffset> _looks = new();
    private bool _calm;

    private Simulation(Play play, PlayHouse house, KillSwitch kill)
    {
        (_play, _house, _kill) = (play, house, kill);
        _judge = new Judge(house, _watch);
        _stage = new Stage(house, kill, _counts, _watch);
        _hosts = new Hosts(house);
        (house.Wire.Passing, house.Wire.Fault, kill.Died) = (kill.Pass, _stage.FaultOf, () => house.Log.IsDeaf = true);
        for (var i = 0; i < play.Acts.Count; i++)
        {
            _acts.Enqueue(play.Acts[i], (play.Acts[i].AtUtc, i));
        }
    }

    /// <summary>Plays it; stops at the first breach.</summary>
    public static async Task<Outcome> RunAsync(Play play)
    {
        var started = Stopwatch.GetTimestamp();
        var kill = new KillSwitch();
        var house = await PlayHouse.OpenAsync(new PlayOptions(play.Seed, play.StartsAtUtc, Portfolio.Properties) { Also = kill.AddTo, PromptsFolder = Prompts }, CancellationToken.None);
        await using var simulation = new Simulation(play, house, kill);
        var breaches = await simulation.PlayAsync();
        simulation._stage.Leave();
        simulation._counts.Add("process killed", kill.Deaths);
        simulation._counts.Add(Counts.ClockChange, play.StaysOverClockChange);
        simulation._counts.Add("codes of nobody ordered off a lock", simulation._hosts.Decided);
        simulation._counts.Add("messages to guests", simulation._judge.Phones.Messages);
        simulation._counts.Add("calls to hosts", simulation._judge.Phones.Notices.Count);
        return new Outcome(play, breaches, simulation._counts, house.Walk.Steps, Stopwatch.GetElapsedTime(started)) { Diary = simulation.Diary() };
    }

    public async ValueTask DisposeAsync() => await _house.DisposeAsync();

    private IReadOnlyList<string> Diary() =>
        [.. _judge.Diary.Concat(_play.Acts.Where(a => a.AtUtc <= _house.NowUtc).Select(a => (a.AtUtc, $"* {a.Words}"))).OrderBy(d => d.Item1)
            .Select(d => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{d.Item1:ddd d MMM HH:mm:ss}  {d.Item2}"))];

    private static string Prompts { get; } = Path.Combine(AppContext.BaseDirectory, "prompts");

    private async Task<IReadOnlyList<Breach>> PlayAsync()
    {
        for (var step = 0; step < MostSteps && _judge.Breaches.Count == 0; step++)
        {
            if (await NextAsync() is not { } next || next > _play.EndsAtUtc)
            {
                break;
            }

            _judge.Before(next);
            if (!_calm && next > _play.EndsAtUtc.AddDays(-3))
            {
                (_calm, _) = (true, true);
                _stage.Calm();
            }

            await StepAsync(next);
            _stage.LookForRefusals();
            _judge.After();
            _hosts.Hear(_judge.Phones.Notices.Count);
        }

        return _judge.Breaches.Count > 0 ? _judge.Breaches : await Remains.OfAsync(_house, _judge);
    }

    private async Task<DateTimeOffset?> NextAsync()
    {
        while (_looks.TryPeek(out var past, out _) && past <= _house.NowUtc)
        {
            _looks.Dequeue();
        }

        var next = await _house.Walk.NextUtcAsync(CancellationToken.None);
        DateTimeOffset?[] moments = [next <= _house.NowUtc ? _house.NowUtc + Tick : next, _hosts.DueUtc, _acts.TryPeek(out var act, out _) ? act.AtUtc : null, _looks.TryPeek(out var look, out _) ? look : null];
        return moments.Min() is { } first ? (first < _house.NowUtc ? _house.NowUtc : first) : null;
    }

    /// <summary>One moment: what the story says first, then all that is due. A process that dies in it starts anew and goes on with the next.</summary>
    private async Task StepAsync(DateTimeOffset atUtc)
    {
        try
        {
            _house.Time.MoveTo(atUtc);
            while (_acts.TryPeek(out var act, out _) && act.AtUtc <= atUtc)
            {
                _acts.Dequeue();
                if (!_calm || act is PmsSays)
                {
                    await ActAsync(act);
                }
            }

            if (_hosts.DueUtc <= atUtc)
            {
                await _hosts.TapAsync();
            }

            await _house.Walk.StepToAsync(atUtc, CancellationToken.None);
        }
        catch (Exception) when (_kill.IsDead)
        {
            // Whatever it looked like from inside: the process is gone.
        }

        if (_kill.IsDead)
        {
            _judge.Diary.Add((_house.NowUtc, $"the process was killed at: {_kill.DiedAt}"));
            await StartAnewAsync();
        }
    }

    private async Task ActAsync(Act act)
    {
        if (await _stage.DoAsync(act) is { } again)
        {
            _acts.Enqueue(again, (again.AtUtc, int.MaxValue));
        }
        else if (act is PmsSays && _watch.Bookings.FirstOrDefault(b => b.Id == ((PmsSays)act).Booking.Id) is { } stay)
        {
            // The oracle looks at the edges of each stay, whatever else happens then.
            DateTimeOffset[] edges = [stay.InUtc.AddMinutes(-61), stay.InUtc, stay.InUtc.AddMinutes(16), stay.OutUtc.AddMinutes(-1), stay.OutUtc.AddMinutes(31), _watch.EndUtc(stay).AddMinutes(2), stay.OutUtc.AddHours(2)];
            _looks.EnqueueRange(edges.Select(e => (e, e)));
        }
    }

    private async Task StartAnewAsync()
    {
        await _house.StopAsync();
        _house.Log.IsDeaf = false;
        _kill.Revive();
        _watch.Trouble(_house.NowUtc, null);
        await _house.StartAsync(CancellationToken.None);
    }
}
