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

    /// <summary>The text holds digits that are a code of a door but not this guest's, the digits of another way in, or a secret of another property: nothing was sent or kept.</summary>
    ForeignCode,

    /// <summary>The guest's code may not be told now; the text says it should be.</summary>
    CodeMayNotBeTold,

    /// <summary>The text names a secret of the property that is not set, or may not be told to this guest now: nothing was sent.</summary>
    SecretMayNotBeTold,

    /// <summary>The address that is answered proved itself once and counts no more: nothing was sent.</summary>
    AddressGone,

    /// <summary>Nobody can be reached: the guest has no telephone number or mail address on file.</summary>
    NoAddress,

    /// <summary>The draft is none any more: the guest or a person wrote meanwhile, or somebody decided on it.</summary>
    Overtaken,

    /// <summary>The draft promises a time for which there is no room any more: nothing was sent.</summary>
    TimeNotFree,

    /// <summary>The text says what does not hold for the stay, and the person has not been warned of that: nothing was sent. <see cref="ConversationDesk.FindingsAsync"/> says what.</summary>
    Contradicts,
}
