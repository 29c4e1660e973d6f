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

                while (TakeCallback() is { } callback)
                {
                    await DeliverAsync(callback, cancellationToken);
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
        DateTimeOffset?[] dues = [state.Codes.Min(life.NextDueUtc), webhooks.NextDueUtc, twilio.Life.NextDueUtc, twilio.Callbacks.NextDueUtc];
        return dues.Min();
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

    /// <summary>Carries out every step of a code or a message that is due by then, in order; true when there was one.</summary>
    private bool Happen(DateTimeOffset untilUtc)
    {
        var happened = false;
        while (NextStep() is { } step && step.DueUtc <= untilUtc)
        {
            Reach(step.DueUtc);
            step.Take();
            happened = true;
        }

        Reach(untilUtc);
        return happened;
    }

    /// <summary>The step that is due first; of two at one moment the door's.</summary>
    private (DateTimeOffset DueUtc, Action Take)? NextStep()
    {
        var code = state.Codes.MinBy(one => life.NextDueUtc(one) ?? DateTimeOffset.MaxValue);
        var codeDueUtc = code is null ? null : life.NextDueUtc(code);
        if (twilio.Life.NextDueUtc is { } textDueUtc && !(codeDueUtc <= textDueUtc))
        {
            return (textDueUtc, twilio.Life.Advance);
        }

        return codeDueUtc is { } dueUtc ? (dueUtc, () => life.Advance(code!)) : null;
    }

    private void Reach(DateTimeOffset instantUtc)
    {
        if (instantUtc > state.NowUtc)
        {
            state.NowUtc = instantUtc;
        }
    }
}
