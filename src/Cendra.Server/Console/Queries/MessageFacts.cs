using Cendra.Domain.Conversations;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>How far the arrival message came.</summary>
public sealed record MessageFacts(string Text, string Icon, string Kind, string Detail)
{
    /// <summary>The latest one to the guest, or null when there is none.</summary>
    public static MessageFacts? Of(IEnumerable<Message> messages, string zone, DateTimeOffset nowUtc)
    {
        var message = messages.Where(m => m.Direction == MessageDirection.Outbound && m.State != MessageState.Withdrawn).MaxBy(m => m.CreatedUtc);
        if (message is null)
        {
            return null;
        }

        var delivery = message.Deliveries.MaxBy(d => d.Status is DeliveryStatus.Failed ? -1 : (int)d.Status);
        return message.State switch
        {
            MessageState.Held => new("Held back", "hourglass", "risk", message.StateText),
            MessageState.Failed => new("Not delivered", "octagon-x", "blocked", message.StateText),
            MessageState.Queued or MessageState.Sending when message.DueAtUtc > nowUtc => new($"Due {HouseTime.Moment(message.DueAtUtc.Value, zone, nowUtc)}", "clock", "", ""),
            MessageState.Queued or MessageState.Sending => new("Waits", "hourglass", "", message.StateText),
            _ => OfDelivery(delivery, zone, nowUtc),
        };
    }

    private static MessageFacts OfDelivery(Delivery? delivery, string zone, DateTimeOffset nowUtc) => delivery switch
    {
        { ReadUtc: { } read } => new($"Read {HouseTime.Moment(read, zone, nowUtc)}", "check-check", "", Channel(delivery)),
        { DeliveredUtc: { } delivered } => new($"Delivered {HouseTime.Moment(delivered, zone, nowUtc)}", "check", "", Channel(delivery)),
        { AcceptedUtc: { } accepted } => new($"Sent {HouseTime.Moment(accepted, zone, nowUtc)}", "check", "", Channel(delivery)),
        _ => new("Sent", "check", "", delivery is null ? "" : Channel(delivery)),
    };

    private static string Channel(Delivery delivery) => delivery.Channel switch
    {
        ChannelKind.WhatsApp => "WhatsApp",
        ChannelKind.Sms => "SMS",
        ChannelKind.Email => "Email",
        _ => "Booking site",
    };
}
