namespace Cendra.AgentEvals.Fuzz.Model;

/// <summary>Of what kind something is that a model wrote and no guest may read.</summary>
internal enum Wrong
{
    /// <summary>A number that nobody told, in any disguise.</summary>
    Number,

    /// <summary>A link or a mail address.</summary>
    Link,

    /// <summary>A deed that was not done, or money.</summary>
    Claim,

    /// <summary>Other times, which no rule of the host granted.</summary>
    Times,

    /// <summary>What no source says.</summary>
    Unbacked,

    /// <summary>The word of a frame.</summary>
    FrameWord,

    /// <summary>A clock time or a price that nobody told.</summary>
    TimeOrPrice,
}

/// <summary>Something that the model wrote and that must stand in no text of the agent, and in no call for a person.</summary>
internal sealed record Planted(Wrong Kind, string Needle);
