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

    /// <summary>How the causes of words to a host about guests who want no messages begin. They tell, and wait for nobody.</summary>
    internal const string Cause = "opt-out:";

    /// <summary>The wish, or null where the message is none. <paramref name="type"/> is what Twilio took it for: an account may know words of its own.</summary>
    public static OptOutWish? Of(string text, string type)
    {
        var word = (type is "STOP" or "START" ? type : text).Trim().TrimEnd('.', '!').ToUpperInvariant();
        return StopWords.Contains(word) ? OptOutWish.Stop : StartWords.Contains(word) ? OptOutWish.Start : null;
    }

    /// <summary>What a host is told, once for each address.</summary>
    internal static Concern Told(ChannelIdentity identity, Guid conversationId) => new(
        CauseOf(identity), EscalationPriority.P3, $"A guest wants no messages by {MessageWords.Of(identity.Channel)}",
        $"Their own word was “stop”. Nothing goes there until they write again; what they must know, the door code too, goes another way, and where there is none you are called.", "See that the guest has a way to be reached.",
        ConversationId: conversationId);

    /// <summary>The cause of that word.</summary>
    internal static string CauseOf(ChannelIdentity identity) => $"{Cause}{identity.Id:N}";
}
