using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator;

/// <summary>Twilio's wire, its status callbacks and its faults.</summary>
public sealed partial class SimulatorWorld
{
    /// <summary>Twilio posts messages of guests to this URL from now on.</summary>
    public void ListenForMessages(string inboundUrl) => Change(one => one.State.Twilio.InboundUrl = inboundUrl);

    /// <summary>How many sends took effect since this object was made, lost answers included.</summary>
    public int AcceptedMessages()
    {
        lock (gate)
        {
            return twilio.Api.Messages.Accepted;
        }
    }

    /// <summary>The next n status callbacks are never made (a look at the message still tells its status).</summary>
    public void DropNextCallbacks(int count) => Change(one => one.State.Twilio.DropCallbacks = count);

    /// <summary>The next n status callbacks are made twice.</summary>
    public void DuplicateNextCallbacks(int count) => Change(one => one.State.Twilio.DuplicateCallbacks = count);

    /// <summary>The next n status callbacks come in reverse order, the earliest 20 s later for each one behind it.</summary>
    public void ReorderNextCallbacks(int count) => Change(one => one.State.Twilio.ReorderCallbacks = count);

    /// <summary>Twilio points to files at another host, as it does in earnest, or answers with them itself.</summary>
    public void KeepFilesElsewhere(bool elsewhere) => Change(one => one.State.Twilio.FilesElsewhere = elsewhere);

    /// <summary>The next n messages are taken on, but the answers to their senders never arrive.</summary>
    public void LoseNextMessageAnswers(int count = 1) => Change(one => one.State.Twilio.LoseAnswers = count);

    /// <summary>The next n sends are answered 429 and take no effect.</summary>
    public void RefuseNextMessages(int count = 1) => Change(one => one.State.Twilio.TooMany = count);

    /// <summary>Everything about messages answers 503 until <see cref="EndMessagesOutage"/>; what was taken on before still goes out.</summary>
    public void StartMessagesOutage() => Change(one => one.State.Twilio.Outage = true);

    public void EndMessagesOutage() => Change(one => one.State.Twilio.Outage = false);

    internal SimResponse AnswerTwilio(SimRequest request) => Run(_ => twilio.Api.Answer(request), saves: request.Method != "GET");

    private CallbackState? TakeCallback()
    {
        lock (gate)
        {
            return twilio.Callbacks.Take();
        }
    }

    private async Task DeliverAsync(CallbackState callback, CancellationToken cancellationToken)
    {
        var connected = false;
        try
        {
            connected = (await twilio.Post!.SendAsync(callback.Url, callback.Fields, callback.Token, cancellationToken)).Connected;
        }
        finally
        {
            lock (gate)
            {
                twilio.Callbacks.Settle(callback, connected);
                Save();
            }
        }
    }
}
