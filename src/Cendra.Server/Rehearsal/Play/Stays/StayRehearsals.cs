using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;

namespace Cendra.Server.Rehearsal.Play.Stays;

/// <summary>How far a play is.</summary>
/// <param name="Waits">Another one is played; this one comes after it.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="AtUtc">The played time; null = it has not begun.</param>
public sealed record StayProgress(bool Waits, double Share, DateTimeOffset? AtUtc);

/// <summary>What came of asking for a play: its outcome, or why there is none, in a host's words.</summary>
public sealed record StayAnswer(StayOutcome? Outcome, string Problem);

/// <summary>
/// Plays stays for hosts, one at a time in a process and each within a minute. A play has a database, keys, doors, phones and a log of its own; of the real house it only reads. Whoever
/// leaves the page ends it.
/// </summary>
public sealed class StayRehearsals(StayPlans plans, StayClock clock, TimeProvider time, ILogger<StayRehearsals> logger) : IDisposable
{
    /// <summary>The longest that one is played.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Plays; throws <see cref="OperationCanceledException"/> when <paramref name="ct"/> ends it.</summary>
    public async Task<StayAnswer> RunAsync(Guid stayId, string scenarioKey, PropertyScope scope, Action<StayProgress> progress, CancellationToken ct)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, ct))
        {
            progress(new StayProgress(true, 0, null));
            await _turn.WaitAsync(ct);
        }

        try
        {
            progress(new StayProgress(false, 0, null));
            return await Task.Run(() => PlayAsync(stayId, scenarioKey, scope, progress, ct), ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<StayAnswer> PlayAsync(Guid stayId, string scenarioKey, PropertyScope scope, Action<StayProgress> progress, CancellationToken ct)
    {
        var stay = await plans.ReadAsync(stayId, scope, ct);
        if (stay is not { Plan: { } plan })
        {
            return new StayAnswer(null, stay?.Problem ?? "There is no such stay.");
        }

        if (StayScenario.All.FirstOrDefault(s => s.Key == scenarioKey) is not { } scenario || scenario.WhyNot(plan).Length > 0)
        {
            return new StayAnswer(null, "This stay cannot be played in that way.");
        }

        using var limit = new CancellationTokenSource(Longest, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            return new StayAnswer(await StayPlay.RunAsync(plan, scenario, clock.GetUtcNow(), Hundredths(progress), both.Token), "");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return new StayAnswer(null, $"The play took longer than {Longest.TotalSeconds:0} seconds and was ended. Nothing real was touched. Try it again when the machine has less to do.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Only its kind: what was thrown within a played house may hold anything of it.
            logger.LogError("A rehearsal of a stay broke off: {Kind}", failure.GetType().Name);
            return new StayAnswer(null, "The play broke off. Nothing real was touched. The log of the server names the kind of fault.");
        }
    }

    /// <summary>A play has thousands of moments; a page hears of each hundredth.</summary>
    private static Action<double, DateTimeOffset> Hundredths(Action<StayProgress> progress)
    {
        var said = -1;
        return (share, atUtc) =>
        {
            if ((int)(share * 100) is var now && now > said)
            {
                said = now;
                progress(new StayProgress(false, share, atUtc));
            }
        };
    }
}
