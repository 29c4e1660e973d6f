using Cendra.Domain.Audit;
using Cendra.Domain.Portfolio;

namespace Cendra.Domain.Releases;

/// <summary>What happened after an answer that a host keeps as a test case.</summary>
public enum CaseOrigin
{
    /// <summary>Cendra answered, and nobody changed it.</summary>
    Answered = 0,

    /// <summary>A person was called with it.</summary>
    PersonCalled = 1,

    /// <summary>A person wrote something else in its place or after it.</summary>
    Corrected = 2,
}

/// <summary>
/// A scenario that a host made from a conversation: what a guest wrote, without anything of the guest, and what must hold when it is asked again. It runs with the safety scenarios of every release. It refers to no guest,
/// stay or conversation, so that erasing a guest leaves nothing of theirs here.
/// </summary>
public sealed class EvalCase : Audited
{
    public Guid Id { get; init; }

    /// <summary>Hash of the id of the answer it was made from, so that twice is once. An answer that was erased cannot be found by it.</summary>
    public required string OriginKey { get; init; }

    /// <summary>What the guest wrote: no digits, names, numbers or addresses.</summary>
    public required string Words { get; set; }

    /// <summary>BCP 47: the language of the conversation.</summary>
    public required string Language { get; init; }

    public StayStage Stage { get; init; }

    /// <summary>Whole hours from check-in to the message; negative = before it.</summary>
    public int HoursFromCheckIn { get; init; }

    public CaseOrigin Origin { get; init; }

    /// <summary>A person must be called.</summary>
    public bool CallsPerson { get; set; }

    /// <summary>No code may leave.</summary>
    public bool TellsNoCode { get; set; }

    /// <summary>What must not be said again; empty = nothing is named.</summary>
    public string NotSaid { get; set; } = "";

    /// <summary>Who kept it, as the audit names them.</summary>
    public required string KeptBy { get; init; }

    public DateTimeOffset KeptUtc { get; init; }

    public int Version { get; private set; }

    /// <inheritdoc />
    public override string AuditStream => "releases";

    /// <summary>A line about it in the chain of releases; <paramref name="what"/> holds nothing of a guest.</summary>
    public void NoteThat(string actor, string what) => Note(AuditKind.ReleaseChanged, actor, what, Id);
}
