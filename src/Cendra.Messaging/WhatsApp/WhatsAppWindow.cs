namespace Cendra.Messaging.WhatsApp;

/// <summary>
/// WhatsApp's customer-service window: free text may go until 24 hours after the guest's LAST message, afterwards only approved texts. Taken as closed five minutes
/// early, because what leaves at the last moment arrives after it. Source: developers.facebook.com/docs/whatsapp, "customer service windows".
/// </summary>
public static class WhatsAppWindow
{
    /// <summary>How long free text is allowed after the guest's last message, our margin taken off.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24) - TimeSpan.FromMinutes(5);

    /// <summary>True while free text may go.</summary>
    public static bool IsOpen(DateTimeOffset? lastInboundUtc, DateTimeOffset nowUtc) => Remaining(lastInboundUtc, nowUtc) > TimeSpan.Zero;

    /// <summary>How long it stays open; zero = closed, also when the guest never wrote.</summary>
    public static TimeSpan Remaining(DateTimeOffset? lastInboundUtc, DateTimeOffset nowUtc) =>
        lastInboundUtc is { } last && last + Length - nowUtc is { Ticks: > 0 } left ? left < Length ? left : Length : TimeSpan.Zero;
}
