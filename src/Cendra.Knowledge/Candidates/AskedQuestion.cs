namespace Cendra.Knowledge.Candidates;

/// <summary>A guest's question that nothing answered, as the turn that left it so hands it over.</summary>
/// <param name="PropertyId">Where the guest stays.</param>
/// <param name="Text">What the guest wrote, cleaned: codes stand as <c>[[typed]]</c> or as tokens.</param>
/// <param name="Language">BCP 47; empty = unknown.</param>
/// <param name="MessageId">The message that asked, of several the last.</param>
/// <param name="ConversationId">Where a host answers.</param>
/// <param name="StayId">The stay of the guest; null = none.</param>
/// <param name="AtUtc">When the message was written.</param>
public sealed record AskedQuestion(Guid PropertyId, string Text, string Language, Guid MessageId, Guid ConversationId, Guid? StayId, DateTimeOffset AtUtc)
{
    /// <summary>Without the text.</summary>
    public override string ToString() => $"{nameof(AskedQuestion)} {MessageId:N}";
}
