namespace Cendra.Messaging.Inbound;

/// <summary>What a guest wants of messages on this channel.</summary>
public enum OptOutWish
{
    /// <summary>None any more.</summary>
    Stop,

    /// <summary>Again.</summary>
    Start,
}

/// <summary>
/// The words by which somebody ends or begins messages, as the whole message only. "Cancel" and "yes" are not among them: guests say them about their booking. Source: Twilio's default keywords.
/// </summary>
public static class OptOut
{
    private static readonly string[] StopWords = ["STOP", "STOPALL", "UNSUBSCRIBE", "QUIT", "END"];
    private static readonly string[] StartWords = ["START", "UNSTOP"];

    /// <summary>The wish, or null where the message is none.</summary>
    public static OptOutWish? Of(string text)
    {
        var word = text.Trim().TrimEnd('.', '!').ToUpperInvariant();
        return StopWords.Contains(word) ? OptOutWish.Stop : StartWords.Contains(word) ? OptOutWish.Start : null;
    }
}
