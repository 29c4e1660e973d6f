using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Twilio;

/// <summary>
/// From queued to read, or to failed. What WhatsApp refuses (free text outside the window, a number that it does not know) Twilio accepts
/// and tells by status callback a second later.
/// </summary>
internal sealed class MessageLife(World world, TextLog log, PhoneBook phones, CallbackQueue callbacks)
{
    private static readonly TimeSpan SentAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DeliveredAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadAfter = TimeSpan.FromSeconds(20);

    private List<TextStepState> Steps => world.State.Twilio.Steps;

    public DateTimeOffset? NextDueUtc => Steps.Min(step => (DateTimeOffset?)step.DueAtUtc);

    /// <summary>Takes a message on; what becomes of it is decided by the phone and the window of this moment.</summary>
    public TextState Accept(MessageRequest request)
    {
        var text = new TextState
        {
            Sid = world.Ids.NewSid("SM"),
            To = request.To,
            From = request.From,
            Body = request.Body,
            Buttons = request.Buttons,
            Direction = "outbound-api",
            Status = "queued",
            CreatedAtUtc = world.NowUtc,
            UpdatedAtUtc = world.NowUtc,
            StatusCallback = request.StatusCallback,
        };
        log.Add(text);
        Plan(text, request.IsTemplate);
        return text;
    }

    /// <summary>Carries out the step that is due first.</summary>
    public void Advance()
    {
        var step = Steps.MinBy(one => one.DueAtUtc)!;
        Steps.Remove(step);
        var text = log.Find(step.Sid)!;
        text.Status = step.Status;
        text.ErrorCode = step.ErrorCode;
        text.UpdatedAtUtc = world.NowUtc;
        switch (step.Status)
        {
            case "sent":
                text.SentAtUtc = world.NowUtc;
                break;
            case "delivered":
                phones.Receive(text);
                break;
            case "read":
                phones.MarkRead(text);
                break;
        }

        callbacks.Enqueue(text);
    }

    private void Plan(TextState text, bool isTemplate)
    {
        var number = PhoneAddress.NumberOf(text.To);
        var onWhatsApp = PhoneAddress.ChannelOf(text.To) == PhoneChannels.WhatsApp;
        if (onWhatsApp && !phones.IsOnWhatsApp(number))
        {
            Add(text, "undelivered", SentAfter, TwilioErrors.NotOnChannel);
            return;
        }

        if (onWhatsApp && !isTemplate && !phones.IsWindowOpen(number))
        {
            Add(text, "failed", SentAfter, TwilioErrors.OutsideWindow);
            return;
        }

        Add(text, "sent", SentAfter);
        Add(text, "delivered", DeliveredAfter);
        if (onWhatsApp)
        {
            Add(text, "read", ReadAfter);
        }
    }

    private void Add(TextState text, string status, TimeSpan after, int? errorCode = null) => Steps.Add(
        new TextStepState { Sid = text.Sid, Status = status, DueAtUtc = text.CreatedAtUtc + after, ErrorCode = errorCode });
}
