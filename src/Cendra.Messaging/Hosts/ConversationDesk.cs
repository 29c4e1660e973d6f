using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;

namespace Cendra.Messaging.Hosts;

/// <summary>What came of a person's act in a conversation.</summary>
public enum DeskOutcome
{
    /// <summary>Done; twice is once.</summary>
    Done,

    /// <summary>There is no such conversation among the properties that this person sees.</summary>
    NotFound,

    /// <summary>Nothing was written.</summary>
    Empty,

    /// <summary>More than <see cref="ConversationDesk.LongestReply"/> characters.</summary>
    TooLong,

    /// <summary>The text holds digits that are a code of a door of this property but not this guest's: nothing was sent or kept.</summary>
    ForeignCode,

    /// <summary>The guest's code may not be told now; the text says it should be.</summary>
    CodeMayNotBeTold,

    /// <summary>Nobody can be reached: the guest has no telephone number on file.</summary>
    NoAddress,
}

/// <summary>A person answers: takes a conversation over, writes, gives it back. What a person writes silences Cendra there until it is given back (P8).</summary>
public sealed class ConversationDesk(CendraDatabase database)
{
    /// <summary>Characters of one reply.</summary>
    public const int LongestReply = 1500;

    /// <summary>What stands in a person's text for the guest's door code; it becomes a grant, and digits at delivery.</summary>
    public const string CodePlace = "[[code]]";

    /// <summary>This person answers here from now on.</summary>
    public Task<DeskOutcome> TakeOverAsync(Guid conversationId, Guid userId, PropertyScope scope, CancellationToken ct) => throw new NotSupportedException(database.ToString());

    /// <summary>Sends the person's words and takes the conversation over.</summary>
    public Task<DeskOutcome> ReplyAsync(Guid conversationId, Guid userId, string text, PropertyScope scope, CancellationToken ct) => throw new NotSupportedException();

    /// <summary>Cendra answers here again.</summary>
    public Task<DeskOutcome> HandBackAsync(Guid conversationId, Guid userId, PropertyScope scope, CancellationToken ct) => throw new NotSupportedException();
}
