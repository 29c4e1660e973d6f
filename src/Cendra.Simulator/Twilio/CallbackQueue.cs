using Cendra.Simulator.Locks;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Twilio;

/// <summary>
/// Status callbacks that are due, and what the transport does to them. Twilio repeats a callback once when it could not connect and never
/// because of an answer (<see href="https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides">its defaults</see>).
/// </summary>
internal sealed class CallbackQueue(World world, TwilioAccount account, bool canDeliver)
{
    private const int Calls = 2;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How long the first of n reordered callbacks is held back for each of its followers.</summary>
    private static readonly TimeSpan ReorderStep = TimeSpan.FromSeconds(20);

    /// <summary>Calls being made at this moment; forgotten by a crash, so that they are made again.</summary>
    private readonly HashSet<CallbackState> inFlight = [];

    private TwilioState State => world.State.Twilio;

    public DateTimeOffset? NextDueUtc => canDeliver && account.IsOpen
        ? State.Callbacks.Where(callback => !inFlight.Contains(callback)).Min(callback => (DateTimeOffset?)callback.DueAtUtc)
        : null;

    /// <summary>Tells the message's status as it is now, if the sender asked for it.</summary>
    public void Enqueue(TextState text)
    {
        if (text.StatusCallback is null || !canDeliver)
        {
            return;
        }

        if (State.DropCallbacks > 0)
        {
            State.DropCallbacks--;
            return;
        }

        var heldBack = TimeSpan.Zero;
        if (State.ReorderCallbacks > 0)
        {
            heldBack = --State.ReorderCallbacks * ReorderStep;
        }

        State.Callbacks.Add(New(text, heldBack));
        if (State.DuplicateCallbacks > 0)
        {
            State.DuplicateCallbacks--;
            State.Callbacks.Add(New(text, heldBack));
        }
    }

    /// <summary>Takes the callback that is due first; null when none is.</summary>
    public CallbackState? Take()
    {
        var next = NextDueUtc <= world.NowUtc
            ? State.Callbacks.Where(callback => !inFlight.Contains(callback)).MinBy(callback => callback.DueAtUtc)
            : null;
        if (next is not null)
        {
            inFlight.Add(next);
        }

        return next;
    }

    /// <summary>Any answer ends it; a call that did not connect comes once more.</summary>
    public void Settle(CallbackState callback, bool connected)
    {
        inFlight.Remove(callback);
        callback.Attempts++;
        if (connected || callback.Attempts >= Calls)
        {
            State.Callbacks.Remove(callback);
            return;
        }

        callback.DueAtUtc = world.NowUtc + RetryAfter;
    }

    private CallbackState New(TextState text, TimeSpan heldBack) => new()
    {
        Token = world.Ids.NewId(),
        Url = text.StatusCallback!,
        Fields = WebhookFields.OfStatus(text, account),
        DueAtUtc = world.NowUtc + heldBack,
    };
}
