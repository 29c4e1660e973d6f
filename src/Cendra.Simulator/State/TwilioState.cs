namespace Cendra.Simulator.State;

/// <summary>What Twilio and the phones know. Holds message texts, digits included, in clear: it is a toy's memory.</summary>
internal sealed class TwilioState
{
    /// <summary>Oldest first.</summary>
    public List<TextState> Texts { get; set; } = [];

    public List<TextStepState> Steps { get; set; } = [];

    public List<CallbackState> Callbacks { get; set; } = [];

    public List<ContentState> Contents { get; set; } = [];

    /// <summary>Number to what is on that phone, oldest first.</summary>
    public Dictionary<string, List<PhoneEntryState>> Phones { get; set; } = [];

    /// <summary>Number to the moment of its last WhatsApp message to us: free text may be sent for 24 h from then.</summary>
    public Dictionary<string, DateTimeOffset> LastWroteAtUtc { get; set; } = [];

    public HashSet<string> NotOnWhatsApp { get; set; } = [];

    /// <summary>Where messages of guests are posted to; null until somebody listens.</summary>
    public string? InboundUrl { get; set; }

    public int DropCallbacks { get; set; }

    public int DuplicateCallbacks { get; set; }

    public int ReorderCallbacks { get; set; }

    public int LoseAnswers { get; set; }

    public int TooMany { get; set; }

    public bool Outage { get; set; }

    /// <summary>Files are not answered with but pointed to, at another host.</summary>
    public bool FilesElsewhere { get; set; }
}

/// <summary>One file as Twilio keeps it.</summary>
internal sealed class FileState
{
    public required string Sid { get; set; }

    public required string ContentType { get; set; }

    public required byte[] Content { get; set; }
}

/// <summary>One message as Twilio keeps it.</summary>
internal sealed class TextState
{
    public required string Sid { get; set; }

    /// <summary>With the channel's prefix, as on the wire.</summary>
    public required string To { get; set; }

    /// <summary>With the channel's prefix, as on the wire.</summary>
    public required string From { get; set; }

    public required string Body { get; set; }

    public required string Direction { get; set; }

    public required string Status { get; set; }

    public required DateTimeOffset CreatedAtUtc { get; set; }

    public required DateTimeOffset UpdatedAtUtc { get; set; }

    public DateTimeOffset? SentAtUtc { get; set; }

    public int? ErrorCode { get; set; }

    public int NumMedia { get; set; }

    /// <summary>The file that came with it; null: none, or it was taken away.</summary>
    public FileState? File { get; set; }

    /// <summary>Twilio keeps the text no more. The phone that got it does.</summary>
    public bool IsRedacted { get; set; }

    public string? ButtonText { get; set; }

    public List<ButtonState> Buttons { get; set; } = [];

    public string? StatusCallback { get; set; }
}

/// <summary>A quick-reply button.</summary>
internal sealed class ButtonState
{
    public required string Id { get; set; }

    public required string Title { get; set; }
}

/// <summary>The status that a message will reach by itself.</summary>
internal sealed class TextStepState
{
    public required string Sid { get; set; }

    public required string Status { get; set; }

    public required DateTimeOffset DueAtUtc { get; set; }

    public int? ErrorCode { get; set; }
}

/// <summary>One status callback that was not made yet.</summary>
internal sealed class CallbackState
{
    /// <summary>The same for a repetition after a failed connect.</summary>
    public required string Token { get; set; }

    public required string Url { get; set; }

    public required Dictionary<string, string> Fields { get; set; }

    public required DateTimeOffset DueAtUtc { get; set; }

    /// <summary>How many calls were made already.</summary>
    public int Attempts { get; set; }
}

/// <summary>A template.</summary>
internal sealed class ContentState
{
    public required string Sid { get; set; }

    public required string FriendlyName { get; set; }

    public required string Language { get; set; }

    /// <summary>JSON object of sample values.</summary>
    public required string Variables { get; set; }

    /// <summary>JSON object as it was given.</summary>
    public required string Types { get; set; }

    public required DateTimeOffset CreatedAtUtc { get; set; }

    /// <summary>Null until approval was asked for, which grants it.</summary>
    public string? ApprovedName { get; set; }

    public string? ApprovedCategory { get; set; }
}

/// <summary>One message on a phone. The phone's own: what Twilio forgets stays here.</summary>
internal sealed class PhoneEntryState
{
    public required string Sid { get; set; }

    public required string Channel { get; set; }

    public required string Direction { get; set; }

    public required string Body { get; set; }

    public required DateTimeOffset AtUtc { get; set; }

    public required string Status { get; set; }

    public string? ButtonText { get; set; }

    public List<ButtonState> Buttons { get; set; } = [];
}
