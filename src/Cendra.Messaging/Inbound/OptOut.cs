using Cendra.Domain.Conversations;
using Cendra.Lifecycle.Escalations;
using Cendra.Messaging.Outbound;

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

    /// <summary>How the causes of words to a host about guests who want no messages begin.</summary>
    private const string Cause = EscalationEnds.OptOut;

    /// <summary>The wish by the words above, or null where the message is none.</summary>
    public static OptOutWish? Of(string text)
    {
        var word = text.Trim().TrimEnd('.', '!').ToUpperInvariant();
        return StopWords.Contains(word) ? OptOutWish.Stop : StartWords.Contains(word) ? OptOutWish.Start : null;
    }

    /// <summary>What Twilio took a message for that keeps the list itself, in whatever words its account knows ("cancel" and "yes" are among those that come with it); null = for neither.</summary>
    public static OptOutWish? Taken(string type) => type switch { "STOP" => OptOutWish.Stop, "START" => OptOutWish.Start, _ => null };

    /// <summary>
    /// What a host is told, once for each address. <paramref name="isPlain"/>: in one of the words above. Another word may have been meant otherwise, about the booking say, so a person looks at it today.
    /// </summary>
    internal static Concern Told(ChannelIdentity identity, Guid conversationId, bool isPlain) => new(
        CauseOf(identity), isPlain ? EscalationPriority.P3 : EscalationPriority.P2, $"A guest wants no messages by {MessageWords.Of(identity.Channel)}",
        (isPlain ? "They wrote so." : "Twilio took what they wrote for that; look whether they meant something else.")
            + " Nothing goes there until they write again, or where Twilio keeps the list until they write START. What they must know, the door code too, goes another way, and where there is none you are called.",
        "See that the guest has a way to be reached.", ConversationId: conversationId);

    /// <summary>The cause of that word.</summary>
    internal static string CauseOf(ChannelIdentity identity) => $"{Cause}{identity.Id:N}";
}
