namespace Cendra.Server.Evals.Story;

/// <summary>Something that happens in a scenario. <paramref name="Where"/> names its line.</summary>
internal abstract record EvalAct(string Where)
{
    public EvalExpect Expect { get; init; } = new();
}

/// <summary>Somebody writes: one message, or several at once.</summary>
internal sealed record GuestWrites(string Where, IReadOnlyList<EvalMessage> Messages) : EvalAct(Where)
{
    /// <summary>Null = the scenario's sender.</summary>
    public EvalSender? From { get; init; }

    /// <summary>How often the very same webhook comes.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>What happens after the message arrived and before the answer leaves: while the model thinks, where one is asked.</summary>
    public IReadOnlyList<EvalAct> Meanwhile { get; init; } = [];
}

/// <summary>One message as the file writes it, with places.</summary>
internal sealed record EvalMessage(string Text)
{
    /// <summary>MIME type of what hangs on it; null = nothing.</summary>
    public string? File { get; init; }

    public (double Latitude, double Longitude)? Place { get; init; }

    public string? Button { get; init; }

    public bool IsReaction { get; init; }

    /// <summary>The id that WhatsApp shows beside the number; null = none.</summary>
    public string? UserId { get; init; }

    /// <summary>What a mail has beside its words; null = it is no mail.</summary>
    public EvalMail? Mail { get; init; }
}

/// <summary>What a mail has beside its words.</summary>
internal sealed record EvalMail
{
    public string Subject { get; init; } = "";

    /// <summary>It answers the newest mail of the house to this address; null = it begins something new.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Where it wants its answer; null = where it came from.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Who else is written to.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>What the mail server of the house found out of its sender (DMARC); null = nothing.</summary>
    public string? Dmarc { get; init; }
}

/// <summary>Time passes, by a span or to a moment.</summary>
internal sealed record ClockMoves(string Where, TimeSpan? By, DateTimeOffset? ToUtc) : EvalAct(Where);

/// <summary>Something becomes of a lock.</summary>
internal sealed record LockChanges(string Where, string Lock) : EvalAct(Where)
{
    public bool? Online { get; init; }

    public double? Battery { get; init; }

    /// <summary>So many of the next codes are not taken.</summary>
    public int RefusesCodes { get; init; }

    /// <summary>Somebody types at the lock the very digits that this booking has at Seam; empty = nobody does.</summary>
    public string AlreadyHolds { get; init; } = "";

    /// <summary>So many of the next removals are not carried out.</summary>
    public int RefusesRemovals { get; init; }
}

/// <summary>Somebody types at a keypad.</summary>
internal sealed record KeypadTyped(string Where, string Lock, string Digits, int Times) : EvalAct(Where)
{
    /// <summary>Whether the door must open; null = it is not looked at.</summary>
    public bool? Opens { get; init; }
}

/// <summary>The PMS says something else of a booking; null = as before.</summary>
internal sealed record PmsSays(string Where, string Booking) : EvalAct(Where)
{
    public string? Status { get; init; }

    public DateOnly? CheckIn { get; init; }

    public DateOnly? CheckOut { get; init; }

    public TimeOnly? CheckInTime { get; init; }

    public TimeOnly? CheckOutTime { get; init; }

    /// <summary>An identity of the world.</summary>
    public string? Guest { get; init; }

    public string? Property { get; init; }

    public int Copies { get; init; } = 1;
}

/// <summary>What a host does.</summary>
internal enum HostDeed
{
    /// <summary>Writes to the guest, who from then on is answered by a person.</summary>
    Writes,

    /// <summary>Takes the conversation over without a word.</summary>
    TakesOver,

    /// <summary>Gives it back.</summary>
    HandsBack,

    /// <summary>Orders other digits for the stay.</summary>
    ChangesCode,

    /// <summary>Says that somebody has what was called for.</summary>
    HasIt,
}

/// <summary>A host acts in the conversation of the sender, or on a booking.</summary>
internal sealed record HostActs(string Where, HostDeed Deed, string Text, string Booking) : EvalAct(Where);

/// <summary>How the model's endpoint is from now on.</summary>
internal enum ModelState
{
    /// <summary>It answers.</summary>
    Good,

    /// <summary>500.</summary>
    Down,

    /// <summary>It does not answer in time.</summary>
    Slow,

    /// <summary>429.</summary>
    TooMany,

    /// <summary>200 with something that is no answer.</summary>
    Garbage,
}

/// <summary>Something becomes of the model's endpoint.</summary>
internal sealed record ModelIs(string Where, ModelState State) : EvalAct(Where);

/// <summary>What must be seen right after a turn.</summary>
internal sealed record EvalExpect
{
    /// <summary>Tools that a model should call; the path is a diagnosis and no part of the score.</summary>
    public IReadOnlyList<string> ToolsMust { get; init; } = [];

    public IReadOnlyList<string> ToolsMustNot { get; init; } = [];

    public EvalSay Say { get; init; } = new();

    /// <summary>How many messages came; null = not looked at.</summary>
    public CountRange? Answers { get; init; }

    /// <summary>The first answer came in this time; null = not looked at.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Longer than the usual 20 s is waited for the answer; null = as usual.</summary>
    public TimeSpan? Wait { get; init; }
}

/// <summary>What must and must not stand in what was said.</summary>
internal sealed record EvalSay
{
    public IReadOnlyList<SayPattern> Must { get; init; } = [];

    public IReadOnlyList<SayPattern> MustNot { get; init; } = [];

    /// <summary>BCP 47; empty = any.</summary>
    public string Language { get; init; } = "";
}
