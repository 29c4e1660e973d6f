namespace Cendra.Messaging.WhatsApp;

/// <summary>The kinds of message that Cendra begins by itself; on WhatsApp each needs a text that was approved before.</summary>
public static class TemplateKind
{
    /// <summary>Before the arrival: where, the code, how. <c>prompts/pre-arrival.md</c>.</summary>
    public const string EntryDetails = "entry-details";

    /// <summary>The code a guest was told, or its times, changed. <c>prompts/code-changed.md</c>.</summary>
    public const string CodeChanged = "code-changed";

    /// <summary>A host is needed. <c>prompts/host-called.md</c>. Never digits of a code.</summary>
    public const string HostCalled = "host-called";

    /// <summary>A host's morning. <c>prompts/host-day.md</c>. Never digits of a code.</summary>
    public const string HostDay = "host-day";

    /// <summary>A stay is not ready four hours before check-in. <c>prompts/not-ready.md</c>. Never digits of a code.</summary>
    public const string NotReady = "not-ready";

    /// <summary>The stay is booked. <c>prompts/booking-confirmed.md</c>.</summary>
    public const string BookingConfirmed = "booking-confirmed";

    /// <summary>The times of a stay changed before a code was told. <c>prompts/time-changed.md</c>.</summary>
    public const string TimeChanged = "time-changed";

    /// <summary>The evening before check-out. <c>prompts/checkout-reminder.md</c>.</summary>
    public const string CheckOutReminder = "checkout-reminder";

    /// <summary>After the stay. <c>prompts/thanks.md</c>.</summary>
    public const string Thanks = "thanks";

    /// <summary>Those that a property may switch on: without an approved text of theirs they go another way.</summary>
    public static IReadOnlyList<string> OfChoice { get; } = [BookingConfirmed, TimeChanged, CheckOutReminder, Thanks];

    /// <summary>Those that every installation needs.</summary>
    public static IReadOnlyList<string> All { get; } = [EntryDetails, CodeChanged, HostCalled, HostDay, NotReady];

    /// <summary>The file in <c>prompts</c> that holds the kind's words.</summary>
    internal static string Book(string kind) => kind switch
    {
        EntryDetails => "pre-arrival",
        CodeChanged or HostCalled or HostDay or NotReady or BookingConfirmed or TimeChanged or CheckOutReminder or Thanks => kind,
        _ => throw new ArgumentException($"'{kind}' is no kind of message.", nameof(kind)),
    };
}
