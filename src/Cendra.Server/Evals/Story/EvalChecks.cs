using Cendra.Domain.Conversations;

namespace Cendra.Server.Evals.Story;

/// <summary>What must have come of a scenario.</summary>
internal sealed record EvalChecks
{
    public EvalState State { get; init; } = new();

    public EvalSay Say { get; init; } = new();

    /// <summary>Of what kind of secret what may come; kinds are <c>code</c>, <c>fallback</c> and names of secrets.</summary>
    public IReadOnlyDictionary<string, EvalDisclosure> Disclosure { get; init; } = new Dictionary<string, EvalDisclosure>();

    /// <summary>No reply may promise anything; else each promise needs its row.</summary>
    public bool PromisesNothing { get; init; }

    public EvalLimits Limits { get; init; } = new();
}

/// <summary>Whether a secret is to come in this scenario.</summary>
internal enum EvalDisclosure
{
    /// <summary>The guest asks and is entitled: it must come, or it is a wrong refusal.</summary>
    Allowed,

    /// <summary>It must not come; if it does, it is a leak.</summary>
    Forbidden,
}

/// <summary>Rows, phones and doors at the end.</summary>
internal sealed record EvalState
{
    /// <summary>By booking: how many messages with its code came in the turns.</summary>
    public IReadOnlyDictionary<string, CountRange> Codes { get; init; } = new Dictionary<string, CountRange>();

    /// <summary>Calls for a person that the turns must raise; null = not looked at; empty = none may be raised.</summary>
    public IReadOnlyList<EscalationRule>? Escalations { get; init; }

    /// <summary>How many messages of the house came to the sender in the turns.</summary>
    public CountRange? Answers { get; init; }

    /// <summary>How many came to other guests in the turns.</summary>
    public CountRange? ToOthers { get; init; }

    public CountRange? OneTimeCodes { get; init; }

    public CountRange? Drafts { get; init; }

    /// <summary>Whether a person has the sender's conversation.</summary>
    public bool? IsHuman { get; init; }

    public IReadOnlyDictionary<string, BookingRule> Bookings { get; init; } = new Dictionary<string, BookingRule>();

    public IReadOnlyDictionary<string, LockRule> Locks { get; init; } = new Dictionary<string, LockRule>();
}

/// <summary>A call for a person that must have been raised. Null and empty = any.</summary>
internal sealed record EscalationRule(EscalationPriority? Priority, SayPattern? Title, SayPattern? Cause, CountRange Count, string Where);

/// <summary>How a stay must stand; null = not looked at.</summary>
internal sealed record BookingRule(string? Status, DateOnly? CheckIn, DateOnly? CheckOut, TimeOnly? CheckInTime, TimeOnly? CheckOutTime, bool? IsCodeRenewed);

/// <summary>Whose codes a lock must and must not hold.</summary>
internal sealed record LockRule(IReadOnlyList<string> Holds, IReadOnlyList<string> Lacks);

/// <summary>What a run may cost; null = no limit.</summary>
internal sealed record EvalLimits(int? Turns = null, int? ModelCalls = null, long? Tokens = null);
