using Cendra.Agent.Replies;

namespace Cendra.Agent.Plugins;

/// <summary>What a tool may have done in a turn. A model may tell a guest of a deed only when it is among those of its turn.</summary>
internal enum Deed
{
    /// <summary>A person was called, who will answer the guest.</summary>
    HostCalled,

    /// <summary>The locks of the stay were looked at.</summary>
    DoorsChecked,

    /// <summary>The host was asked for a new code.</summary>
    NewCodeAsked,

    /// <summary>Other times were asked for; the host, or a rule of the host, decides.</summary>
    TimesAskedFor,

    /// <summary>Other times were granted by a rule of the host.</summary>
    TimesGranted,
}

/// <summary>What came of the tools of one turn: steps for "Why this answer", deeds that may be told, and the person who was called.</summary>
internal sealed class TurnDeeds
{
    private readonly List<string> _steps = [];
    private readonly HashSet<Deed> _done = [];

    /// <summary>What was looked up and done, in a host's words.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>The human who was called; null = none.</summary>
    public Handover? Handover { get; private set; }

    /// <summary>What was done so far.</summary>
    public IReadOnlySet<Deed> Done => _done;

    /// <summary>The time of the stay that is moved with the answer; null = none is.</summary>
    public TimeMove? Moves { get; private set; }

    /// <summary>A rule of the host granted it. The last one counts.</summary>
    public void Move(TimeMove move) => Moves = move;

    /// <summary>The other stay of the guest that they ask about; null = it is this one. With it the turn ends.</summary>
    public Guid? OtherStayId { get; private set; }

    /// <summary>The guest asks about this other stay of theirs.</summary>
    public void Leave(Guid otherStayId) => OtherStayId = otherStayId;

    public void Note(string step) => _steps.Add(step);

    public void Did(Deed deed) => _done.Add(deed);

    /// <summary>Calls a human, with all that one was called for before.</summary>
    public void Call(Handover handover)
    {
        Handover = ReplyDraft.Together(Handover, handover);
        Did(Deed.HostCalled);
    }
}
