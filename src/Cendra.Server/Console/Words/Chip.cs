using Cendra.Domain.Access;

namespace Cendra.Server.Console.Words;

/// <summary>A state in one to three fixed words with its icon; the kind (<c>ready</c>, <c>risk</c>, <c>blocked</c>, <c>planned</c>, <c>info</c> or none) only tints it.</summary>
public sealed record Chip(string Text, string Kind, string Icon)
{
    /// <summary>The state of a code on a door. A fault goes before the state unless the code's end is settled.</summary>
    public static Chip Of(AccessCode code, DateTimeOffset nowUtc) => code.State switch
    {
        AccessCodeState.Revoked => new("Proven gone", "ready", "shield-check"),
        AccessCodeState.EndedByLock => new("Ended by lock", "", "clock"),
        AccessCodeState.Unproven when code.Fault != AccessCodeFault.RemovalFailed => new("Not proven gone", "risk", "circle-question-mark"),
        _ when code.Fault != AccessCodeFault.None => OfFault(code, nowUtc),
        AccessCodeState.Planned => new("Planned", "planned", "circle-dashed"),
        AccessCodeState.Creating or AccessCodeState.Accepted => new("Queued", "planned", "clock"),
        AccessCodeState.Scheduled => new("Scheduled", "ready", "clock"),
        AccessCodeState.Active => new("On lock", "ready", "lock"),
        AccessCodeState.InUse => new("In use", "ready", "door-open"),
        AccessCodeState.Removing => new("Removing", "", "refresh-cw"),
        _ => new("Unknown", "risk", "circle-question-mark"),
    };

    private static Chip OfFault(AccessCode code, DateTimeOffset nowUtc) => code.Fault switch
    {
        AccessCodeFault.SetDelayed when code.FaultSinceUtc is { } since && nowUtc - since < TimeSpan.FromMinutes(5) =>
            new($"Setting, {HouseTime.Coarse(nowUtc - since)}", "", "refresh-cw"),
        AccessCodeFault.SetDelayed => new("Setting late", "risk", "hourglass"),
        AccessCodeFault.SetFailed => new("Not on lock", "blocked", "octagon-x"),
        AccessCodeFault.ChangedElsewhere => new("Changed elsewhere", "risk", "triangle-alert"),
        AccessCodeFault.RemovalDelayed => new("Removal late", "risk", "hourglass"),
        AccessCodeFault.RemovalFailed => new("Removal failed", "blocked", "octagon-x"),
        AccessCodeFault.NotPossible => new("Not possible", "", "circle-dashed"),
        AccessCodeFault.Withheld => new("Held back", "", "hand"),
        _ => new("Unknown", "risk", "circle-question-mark"),
    };
}
