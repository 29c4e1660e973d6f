using Cendra.Domain.Conversations;

namespace Cendra.Messaging.Outbound;

/// <summary>Kinds and channels in a host's words.</summary>
public static class MessageWords
{
    /// <summary>What a message is.</summary>
    public static string Of(string kind) => kind switch
    {
        MessageKinds.PreArrival => "Arrival message",
        MessageKinds.CodeChanged => "Message about the changed code",
        MessageKinds.BookingConfirmed => "Confirmation of the booking",
        MessageKinds.TimeChanged => "Message about the changed times",
        MessageKinds.CheckOutReminder => "Check-out reminder",
        MessageKinds.Thanks => "Thanks",
        MessageKinds.OneTimeCode => "One-time code for somebody who asks from another address",
        MessageKinds.AddressAdded => "Word about another address",
        MessageKinds.Safety => "Safety message",
        MessageKinds.LockOutHelp => "Lock-out help",
        MessageKinds.FromHost => "A person's message",
        MessageKinds.HostDay => "Morning message for a host",
        MessageKinds.NotReady => "Word to a host about a stay that is not ready",
        MessageKinds.HostCalled => "Call for a host",
        _ => "Answer",
    };

    /// <summary>By what it travels.</summary>
    public static string Of(ChannelKind channel) => channel switch
    {
        ChannelKind.WhatsApp => "WhatsApp",
        ChannelKind.Sms => "SMS",
        ChannelKind.Email => "email",
        ChannelKind.PmsThread => "the booking site",
    };
}
