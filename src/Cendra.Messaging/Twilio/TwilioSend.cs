namespace Cendra.Messaging.Twilio;

/// <summary>
/// One message to be sent: a free text, or an approved one with its variables. No record on purpose: what it says may hold door codes and its address is a
/// guest's, so it never prints itself.
/// </summary>
public sealed class TwilioSend
{
    /// <summary>The longest body that Twilio takes (error 21617 beyond it).</summary>
    public const int LongestBody = 1600;

    /// <summary><c>whatsapp:+34…</c>, <c>whatsapp:ES.1A2B…</c> or <c>+34…</c> for an SMS.</summary>
    public required string To { get; init; }

    /// <summary>Our number in the same form as <see cref="To"/>.</summary>
    public required string From { get; init; }

    /// <summary>Free text, at most <see cref="LongestBody"/> characters; on WhatsApp only within 24 h of the guest's last message.</summary>
    public string? Body { get; init; }

    /// <summary>The approved text (<c>HX…</c>), in place of <see cref="Body"/>.</summary>
    public string? ContentSid { get; init; }

    /// <summary>Values of the approved text by number: "1", "2" … One line each.</summary>
    public IReadOnlyDictionary<string, string>? ContentVariables { get; init; }

    /// <summary>Where Twilio tells what becomes of the message. Its query is signed, so it may name our own row.</summary>
    public Uri? StatusCallback { get; init; }

    /// <summary>Neither address nor text.</summary>
    public override string ToString() => ContentSid is null ? "TwilioSend (free text)" : $"TwilioSend ({ContentSid})";

    /// <exception cref="ArgumentException">Not exactly one of text and approved text, or one that Twilio refuses anyway. The message holds nothing of it.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(To);
        ArgumentException.ThrowIfNullOrWhiteSpace(From);
        if (string.IsNullOrEmpty(Body) == string.IsNullOrEmpty(ContentSid))
        {
            throw new ArgumentException("A message has either a body or an approved text.");
        }

        if (Body?.Length > LongestBody)
        {
            throw new ArgumentException("A body has at most 1600 characters.");
        }

        if (ContentVariables is not null && (ContentSid is null || ContentVariables.Values.Any(string.IsNullOrWhiteSpace)))
        {
            throw new ArgumentException("Variables belong to an approved text, and none is empty.");
        }
    }
}
