using Cendra.Domain.Conversations;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>How far a message to a guest came: the state, its sign and tint, and beside it channel and language or the reason.</summary>
public sealed record MessageFacts(string Text, string Icon, string Kind, string Detail)
{
    /// <summary>The kinds that tell a guest how to get in.</summary>
    public static readonly string[] EntryKinds = [MessageKinds.PreArrival, MessageKinds.CodeChanged];

    /// <summary>Stopped on purpose: the switch belongs beside it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>All of it in one line: a reason after a colon, a way after a comma.</summary>
    public string Line => (Detail.Length, Kind) switch
    {
        (0, _) => Text,
        (_, "risk" or "blocked") => $"{Text}: {Detail}",
        _ => $"{Text}, {Detail}",
    };

    /// <summary>The latest that tells the guest how to get in, or null when there is none.</summary>
    public static MessageFacts? Of(IEnumerable<Message> messages, string guestLanguage, string zone, DateTimeOffset nowUtc, string willGoBy = "") =>
        messages.Where(m => m.Direction == MessageDirection.Outbound && m.State != MessageState.Withdrawn && EntryKinds.Contains(m.Kind)).MaxBy(m => m.CreatedUtc) is { } latest
            ? OfOne(latest, guestLanguage, zone, nowUtc, willGoBy: willGoBy)
            : null;

    /// <summary>One message to a guest. The language is named only where <paramref name="guestLanguage"/> (BCP 47) is given.</summary>
    /// <param name="message">The message with its deliveries.</param>
    /// <param name="guestLanguage">Where the message has no language of its own.</param>
    /// <param name="zone">IANA zone of the times shown.</param>
    /// <param name="nowUtc">Now, as the page shows it.</param>
    /// <param name="besideUtc">A moment that stands beside it: its day is not named again. Null = today's.</param>
    /// <param name="willGoBy">By what it will leave, where that is known before; else empty.</param>
    public static MessageFacts OfOne(Message message, string guestLanguage, string zone, DateTimeOffset nowUtc, DateTimeOffset? besideUtc = null, string willGoBy = "")
    {
        var delivery = message.Deliveries.MaxBy(d => d.Status is DeliveryStatus.Failed ? -1 : (int)d.Status);
        var language = guestLanguage.Length == 0 ? "" : ConversationWords.Language(message.Language.Length > 0 ? message.Language : guestLanguage);
        var way = string.Join(", ", new[] { delivery is null ? "" : ConversationWords.Channel(delivery.Channel), language }.Where(w => w.Length > 0));
        return message.State switch
        {
            MessageState.Held => new("Held back", "hourglass", "risk", message.StateText) { IsHeld = true },
            MessageState.Failed => new("Not delivered", "octagon-x", "blocked", message.StateText),
            MessageState.Draft => new("Draft", "pencil", "", "It waits for you to send it"),
            MessageState.Withdrawn => new("Not sent", "x", "", message.StateText),
            MessageState.Queued or MessageState.Sending when message.DueAtUtc > nowUtc => new($"Due {HouseTime.Moment(message.DueAtUtc.Value, zone, nowUtc)}", "clock", "", string.Join(", ", new[] { willGoBy, language }.Where(w => w.Length > 0))),
            MessageState.Queued or MessageState.Sending => new("Queued", "hourglass", "", message.StateText),
            _ => OfDelivery(delivery, way, zone, besideUtc ?? nowUtc),
        };
    }

    private static MessageFacts OfDelivery(Delivery? delivery, string way, string zone, DateTimeOffset nowUtc) => delivery switch
    {
        { Status: DeliveryStatus.Failed } => new("Not delivered", "octagon-x", "blocked", delivery.StatusText.Length > 0 ? delivery.StatusText : way),
        { ReadUtc: { } read } => new($"Read {HouseTime.Moment(read, zone, nowUtc)}", "check-check", "", way),
        { DeliveredUtc: { } delivered } => new($"Delivered {HouseTime.Moment(delivered, zone, nowUtc)}", "check-check", "", way),
        { AcceptedUtc: { } accepted, Channel: ChannelKind.Email } => new($"Sent {HouseTime.Moment(accepted, zone, nowUtc)}", "check", "", $"{way}, accepted by the mail server"),
        { AcceptedUtc: { } accepted } => new($"Sent {HouseTime.Moment(accepted, zone, nowUtc)}", "check", "", way),
        _ => new("Sent", "check", "", way),
    };
}
