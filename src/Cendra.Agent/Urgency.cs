using Cendra.Domain.Conversations;

namespace Cendra.Agent;

/// <summary>How fast a message wants an answer, by its words alone.</summary>
public enum Urgency
{
    /// <summary>It may wait for the rest of what the guest writes.</summary>
    Calm = 0,

    /// <summary>Somebody stands at a door that does not open.</summary>
    LockedOut = 1,

    /// <summary>Somebody is in danger.</summary>
    Danger = 2,
}

/// <summary>Tells urgency before anything is loaded.</summary>
public static class Urgencies
{
    /// <summary>The urgency of one message.</summary>
    public static Urgency Of(string text, TypedCode typed) => text.Length > 0 && typed == TypedCode.None ? Urgency.Calm : Urgency.LockedOut;
}
