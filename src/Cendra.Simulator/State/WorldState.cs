namespace Cendra.Simulator.State;

/// <summary>Everything the simulated world knows; saved as one JSON document. Holds digits and secrets in clear: it is a toy's memory.</summary>
internal sealed class WorldState
{
    /// <summary>How far the simulated clock runs ahead of the machine's.</summary>
    public TimeSpan ClockOffset { get; set; }

    /// <summary>The moment up to which every due thing has happened; never goes back.</summary>
    public DateTimeOffset NowUtc { get; set; }

    /// <summary>Mixed into every id, so that ids stay unique when a seeded source starts again.</summary>
    public long IdsMade { get; set; }

    public string WorkspaceId { get; set; } = "";

    public DateTimeOffset CreatedAtUtc { get; set; }

    /// <summary>One connected account per brand: brand name to account id.</summary>
    public Dictionary<string, string> Accounts { get; set; } = [];

    /// <summary>Since when the lock accounts are cut off from Seam; null while connected.</summary>
    public DateTimeOffset? AccountLostAtUtc { get; set; }

    public List<DoorState> Doors { get; set; } = [];

    public List<CodeState> Codes { get; set; } = [];

    public List<EventState> Events { get; set; } = [];

    public List<AttemptState> Attempts { get; set; } = [];

    public List<WebhookState> Webhooks { get; set; } = [];

    public List<DeliveryState> Deliveries { get; set; } = [];

    public List<PmsSubscriptionState> PmsSubscriptions { get; set; } = [];

    public TwilioState Twilio { get; set; } = new();

    /// <summary>Routes that answer 503 now; "*" is all of them.</summary>
    public List<string> Outage { get; set; } = [];

    /// <summary>Route to number of calls whose answer will be lost after it took effect.</summary>
    public Dictionary<string, int> LoseResponses { get; set; } = [];

    public int DropWebhooks { get; set; }

    public int DuplicateWebhooks { get; set; }

    public int ReorderWebhooks { get; set; }
}

/// <summary>One event as Seam keeps it; <see cref="Body"/> is what a webhook carries.</summary>
internal sealed class EventState
{
    public required string EventId { get; set; }

    public required string EventType { get; set; }

    public required DateTimeOffset CreatedAtUtc { get; set; }

    public string? DeviceId { get; set; }

    public string? AccessCodeId { get; set; }

    public string? ConnectedAccountId { get; set; }

    public required string Body { get; set; }
}

/// <summary>One action attempt with its outcome; the first answer says pending, every later read the outcome (as Seam's own fake does).</summary>
internal sealed class AttemptState
{
    public required string ActionAttemptId { get; set; }

    public required string ActionType { get; set; }

    public string? ErrorType { get; set; }

    public string? ErrorMessage { get; set; }

    public bool ConfirmedByDevice { get; set; }
}

/// <summary>A registered webhook endpoint with its signing secret.</summary>
internal sealed class WebhookState
{
    public required string WebhookId { get; set; }

    public required string Url { get; set; }

    public required string Secret { get; set; }

    public required List<string> EventTypes { get; set; }
}

/// <summary>One webhook call that was not accepted yet.</summary>
internal sealed class DeliveryState
{
    public required string MessageId { get; set; }

    public required string WebhookId { get; set; }

    public required string Body { get; set; }

    public required DateTimeOffset DueAtUtc { get; set; }

    /// <summary>How many calls were made already.</summary>
    public int Attempts { get; set; }
}

/// <summary>Where the simulated property management system sends its snapshots.</summary>
internal sealed class PmsSubscriptionState
{
    public required string Name { get; set; }

    public required string Url { get; set; }

    public required string Secret { get; set; }
}
