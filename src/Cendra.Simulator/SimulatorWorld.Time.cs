namespace Cendra.Simulator;

/// <summary>Time passing: every due moment in order.</summary>
public sealed partial class SimulatorWorld
{
    /// <summary>The next moment at which something happens by itself; null when nothing will.</summary>
    public DateTimeOffset? NextDueUtc()
    {
        lock (gate)
        {
            return NextDue();
        }
    }

    /// <summary>Lets happen what is due by the clock's now, webhooks included.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken = default) => AdvanceToAsync(Clock.GetUtcNow(), cancellationToken);

    /// <summary>
    /// Moves through every due moment up to <paramref name="instantUtc"/>, in order, the clock with them; delivers each moment's webhooks before
    /// the next. An instant already passed only catches up.
    /// </summary>
    public async Task AdvanceToAsync(DateTimeOffset instantUtc, CancellationToken cancellationToken = default)
    {
        await moving.WaitAsync(cancellationToken);
        try
        {
            while (MoveToNextDue(instantUtc))
            {
                while (TakeDelivery() is { } delivery)
                {
                    await DeliverAsync(delivery, cancellationToken);
                }
            }

            if (Clock.GetUtcNow() < instantUtc)
            {
                Change(_ => Clock.MoveOnTo(instantUtc));
            }
        }
        finally
        {
            moving.Release();
        }
    }

    private DateTimeOffset? NextDue()
    {
        var code = state.Codes.Min(life.NextDueUtc);
        var call = webhooks.NextDueUtc;
        return code is null || call < code ? call : code;
    }

    /// <summary>Goes to the next moment if there is one by then.</summary>
    private bool MoveToNextDue(DateTimeOffset instantUtc)
    {
        lock (gate)
        {
            if (NextDue() is not { } due || due > instantUtc)
            {
                return false;
            }

            Clock.MoveOnTo(due);
            Happen(due);
            Save();
            return true;
        }
    }

    /// <summary>Carries out every step of a code that is due by then, in order; true when there was one.</summary>
    private bool Happen(DateTimeOffset untilUtc)
    {
        var happened = false;
        while (state.Codes.MinBy(code => life.NextDueUtc(code) ?? DateTimeOffset.MaxValue) is { } next
            && life.NextDueUtc(next) is { } due && due <= untilUtc)
        {
            Reach(due);
            life.Advance(next);
            happened = true;
        }

        Reach(untilUtc);
        return happened;
    }

    private void Reach(DateTimeOffset instantUtc)
    {
        if (instantUtc > state.NowUtc)
        {
            state.NowUtc = instantUtc;
        }
    }
}
