namespace Cendra.Messaging.Email.Writing;

/// <summary>
/// What is to stand in one mail to one guest. Names, subject and text may come from anybody; <see cref="MailWriter"/> makes them harmless. Not a record: with its digits
/// in place it must not print itself.
/// </summary>
public sealed class MailDraft
{
    /// <summary>The address it is from.</summary>
    public required string From { get; init; }

    /// <summary>The name that is shown for it, such as the property's; what looks like an address in it goes.</summary>
    public required string SenderName { get; init; }

    /// <summary>The one address it goes to.</summary>
    public required string To { get; init; }

    /// <summary>It becomes one line of at most <see cref="MailWriter.LongestSubject"/> characters. Lock screens show it: never a code.</summary>
    public required string Subject { get; init; }

    /// <summary>The words with digits and links in place, <c>\n</c> between lines, a blank line between paragraphs.</summary>
    public required string Text { get; init; }

    /// <summary>What in <see cref="Text"/> is a door's code, as it stands there; it is made large where a program shows HTML.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>The mail's own id, without brackets. The same id and the same draft make the same bytes, so that sending again shows one mail in programs that fold by it.</summary>
    public required string MessageId { get; init; }

    /// <summary>The mail it answers, without brackets; null = none.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The mails of the conversation, oldest first, without brackets; the last <see cref="MailWriter.MostReferences"/> are named.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Where answers go, an address that carries the conversation's token; null = to <see cref="From"/>.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Why it leaves.</summary>
    public required MailOccasion Occasion { get; init; }

    /// <summary>The mark by which we know our own mails when they come back; empty = none.</summary>
    public string LoopMark { get; init; } = "";

    /// <summary>Small print under the text; empty = none.</summary>
    public string Foot { get; init; } = "";

    /// <summary>Heading above the text where a program shows HTML; empty = none.</summary>
    public string Header { get; init; } = "";

    /// <summary>When it was written.</summary>
    public DateTimeOffset Date { get; init; }
}
