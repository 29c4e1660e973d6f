namespace Cendra.Lifecycle.Webhooks;

/// <summary>What the signature of a delivery is worth.</summary>
public enum WebhookVerdict
{
    /// <summary>Signed with one of our secrets, within the last five minutes: the body is the sender's.</summary>
    Valid,

    /// <summary>Id, timestamp or signature is missing or is not of the right shape: not from the sender we know.</summary>
    MissingHeaders,

    /// <summary>Signed rightly but more than 300 s ago: a replay, or a clock is wrong. The sender's own retries carry a new timestamp.</summary>
    Stale,

    /// <summary>Signed rightly but more than 300 s ahead: a clock is wrong.</summary>
    TooNew,

    /// <summary>No signature of version 1 fits body, id and timestamp: forged, changed on the way, or signed with another secret.</summary>
    BadSignature,

    /// <summary>None of our own secrets can be used: nothing can be checked, an owner must correct the configuration.</summary>
    BadSecret,
}

/// <summary>The verdict, with the delivery's id (null when its header is missing or odd). The id of anything but a valid delivery is only what a stranger claims.</summary>
public sealed record WebhookCheck(WebhookVerdict Verdict, string? DeliveryId);
