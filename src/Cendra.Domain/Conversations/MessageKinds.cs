namespace Cendra.Domain.Conversations;

/// <summary>The kinds of message.</summary>
public static class MessageKinds
{
    /// <summary>What a guest writes.</summary>
    public const string FromGuest = "from-guest";

    /// <summary>A button of ours under a message, tapped: its words are what the tap means.</summary>
    public const string FromButton = "from-button";

    /// <summary>By which a guest says which of their stays they speak of, and nothing else.</summary>
    public const string ChoosesStay = "chooses-stay";

    /// <summary>An emoji that a guest put on a message. Nothing is asked by it.</summary>
    public const string Reaction = "reaction";

    /// <summary>What a guest taps on the page of the stay. The link went to the address on file alone.</summary>
    public const string FromPage = "from-page";

    /// <summary>How to get in, before the stay.</summary>
    public const string PreArrival = "pre-arrival";

    /// <summary>The code or its times are others than those that were told.</summary>
    public const string CodeChanged = "code-changed";

    /// <summary>The stay is booked.</summary>
    public const string BookingConfirmed = "booking-confirmed";

    /// <summary>The times of the stay are others than those that were told, and no code was told yet.</summary>
    public const string TimeChanged = "time-changed";

    /// <summary>The evening before check-out.</summary>
    public const string CheckOutReminder = "checkout-reminder";

    /// <summary>After check-out.</summary>
    public const string Thanks = "thanks";

    /// <summary>Cendra answers a guest.</summary>
    public const string Answer = "answer";

    /// <summary>Words for danger, which leave also while a person has the conversation.</summary>
    public const string Safety = "safety";

    /// <summary>Help at a locked door, which leaves also where a person has the conversation and did not write.</summary>
    public const string LockOutHelp = "lock-out-help";

    /// <summary>A person writes to a guest.</summary>
    public const string FromHost = "from-host";

    /// <summary>Six digits for whoever asks from another address, to the address on file.</summary>
    public const string OneTimeCode = "one-time-code";

    /// <summary>Another address proved itself, to the address on file.</summary>
    public const string AddressAdded = "address-added";

    /// <summary>A host is called.</summary>
    public const string HostCalled = "host-called";

    /// <summary>A host's morning: who arrives tonight and who would not get in.</summary>
    public const string HostDay = "host-day";

    /// <summary>Four hours before check-in a stay is not ready.</summary>
    public const string NotReady = "not-ready";
}
