namespace Cendra.Messaging.Email.Wire;

/// <summary>What a watch is doing.</summary>
public enum MailboxCondition
{
    /// <summary>It opens the mailbox, or takes what lies there.</summary>
    Connecting,

    /// <summary>The server says at once when mail comes.</summary>
    Listening,

    /// <summary>The server cannot say so; it is asked once a minute.</summary>
    Polling,

    /// <summary>Mail lies there and could not be taken; it is tried again, and later mail waits behind it.</summary>
    Stuck,

    /// <summary>Nothing comes in until somebody signs in or mends the settings.</summary>
    SignInNeeded,

    /// <summary>Nothing comes in; the server is tried again by itself.</summary>
    Unreachable,
}

/// <summary>How a watch stands.</summary>
/// <param name="Condition">In one word.</param>
/// <param name="Why">One sentence; empty where all is well.</param>
/// <param name="SinceUtc">When it came to be so.</param>
/// <param name="NextTryUtc">Null where nothing is waited for.</param>
public sealed record MailboxState(MailboxCondition Condition, string Why, DateTimeOffset SinceUtc, DateTimeOffset? NextTryUtc)
{
    /// <summary>For an operator; times in UTC.</summary>
    public string Words => Condition switch
    {
        MailboxCondition.Connecting => "Connecting to the mailbox.",
        MailboxCondition.Listening => $"Listening since {SinceUtc:u}.",
        MailboxCondition.Polling => $"Asking once a minute since {SinceUtc:u}: the server cannot tell by itself when mail comes.",
        MailboxCondition.Stuck => $"{Why} Next try {NextTryUtc:u}; later mail waits.",
        MailboxCondition.SignInNeeded => $"Sign-in needed: {Why} Next try {NextTryUtc:u}.",
        _ => $"Cannot be reached: {Why} Next try {NextTryUtc:u}.",
    };
}
