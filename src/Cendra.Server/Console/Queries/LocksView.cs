using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Locks;
using Cendra.Server.Console.Words;

namespace Cendra.Server.Console.Queries;

/// <summary>A code on a lock: whose, until when, and how it is there.</summary>
public sealed record CodeOnLock(Guid Id, Guid? StayId, string Guest, DateTimeOffset FromUtc, DateTimeOffset UntilUtc, AccessCode Code)
{
    /// <summary>Its state.</summary>
    public Chip ChipAt(DateTimeOffset nowUtc) => Chip.Of(Code, nowUtc);
}

/// <summary>A lock with its doors and what Cendra has put on it.</summary>
public sealed record LockRow
{
    public required Guid Id { get; init; }
    public required LockFacts Facts { get; init; }
    public required string Model { get; init; }

    /// <summary>What guests call its doors; the lock's own name where no property uses it.</summary>
    public required string DoorName { get; init; }

    /// <summary>The properties it stands in.</summary>
    public required string Place { get; init; }

    /// <summary>Zone of its times.</summary>
    public required string Zone { get; init; }

    /// <summary>Codes that the vendor or the lock may hold, by start.</summary>
    public required IReadOnlyList<CodeOnLock> Codes { get; init; }

    /// <summary>Decided and not sent yet, by start.</summary>
    public required IReadOnlyList<CodeOnLock> Planned { get; init; }

    public int? MaxCodes { get; init; }
    public required string Fault { get; init; }
    public bool IsGone { get; init; }

    /// <summary>What the vendor warns of; empty = nothing.</summary>
    public string Warning { get; init; } = "";

    /// <summary>Codes that stand on it and that nobody has decided on.</summary>
    public int Unknown { get; init; }

    /// <summary>Codes that stand on it and are none of Cendra's.</summary>
    public int Others { get; init; }

    public bool HasDoor { get; init; }
    public DateTimeOffset? LastUnlockedUtc { get; init; }
    public required string LastUnlockedHow { get; init; }
    public DateTimeOffset? LastDeniedUtc { get; init; }

    /// <summary>The connection comes and goes.</summary>
    public bool IsFlaky => Warning.Contains(LockHealth.Flaky, StringComparison.Ordinal);

    /// <summary>The vendor has lost the account behind it.</summary>
    public bool IsAccountLost => Fault == SmartLock.AccountLost;

    /// <summary>Places left, as far as the lock states how many it has.</summary>
    public int? FreePlaces => MaxCodes is { } max ? Math.Max(0, max - Codes.Count - Others) : null;

    /// <summary>What is asked for and not confirmed: codes on their way to it or off it, and new times.</summary>
    public int Pending => Codes.Concat(Planned).Count(c => c.Code.Fault is not (AccessCodeFault.NotPossible or AccessCodeFault.Withheld)
        && (c.Code.State is AccessCodeState.Planned or AccessCodeState.Creating or AccessCodeState.Removing || (c.Code.IsServing && c.Code.WindowChangePending)));

    /// <summary>The windows of the 30 days ahead that this lock has or is to have, by start.</summary>
    public IReadOnlyList<CodeOnLock> AheadAt(DateTimeOffset nowUtc) =>
        [.. Codes.Concat(Planned).Where(c => c.UntilUtc > nowUtc && c.FromUtc < nowUtc.AddDays(30)).OrderBy(c => c.FromUtc).ThenBy(c => c.UntilUtc)];

    /// <summary>Whose window runs.</summary>
    public IReadOnlyList<CodeOnLock> InsideAt(DateTimeOffset nowUtc) => [.. Codes.Where(c => c.FromUtc <= nowUtc && nowUtc < c.UntilUtc && c.Code.IsOnLock)];

    /// <summary>The next window to start.</summary>
    public CodeOnLock? NextAt(DateTimeOffset nowUtc) => Codes.Concat(Planned).Where(c => c.FromUtc > nowUtc).MinBy(c => c.FromUtc);

    /// <summary>The worst thing about it, or null.</summary>
    public Chip? IssueAt(DateTimeOffset nowUtc) => this switch
    {
        { IsGone: true } => new("Gone from vendor", "blocked", "octagon-x"),
        { IsAccountLost: true } => new("Account lost", "blocked", "octagon-x"),
        { Fault.Length: > 0 } => new("Fault", "blocked", "octagon-x"),
        _ when Worst(nowUtc, "blocked") is { } chip => chip with { Text = chip.Text == "Not on lock" ? "Code not on lock" : chip.Text },
        _ when Worst(nowUtc, "risk") is { } chip => chip,
        { IsFlaky: true } => new("Comes and goes", "risk", "wifi"),
        { Warning.Length: > 0 } => new("Warning", "risk", "triangle-alert"),
        { Unknown: > 0 } => new("Unknown code", "risk", "circle-question-mark"),
        { Facts.IsBatteryLow: true } => new("Battery low", "risk", "battery-low"),
        { FreePlaces: 0 } => new("No room left", "risk", "triangle-alert"),
        { Facts.Timing: LockTiming.OfflineCode } => new("No remote removal", "", "info"),
        { HasDoor: false } => new("No door yet", "", "info"),
        _ => null,
    };

    /// <summary>Kind of the row's edge.</summary>
    public string KindAt(DateTimeOffset nowUtc) => this switch
    {
        { IsGone: true } or { Facts.IsOnline: false } => "blocked",
        _ when IssueAt(nowUtc)?.Kind is "blocked" or "risk" => IssueAt(nowUtc)!.Kind,
        _ when Facts.IsStale(nowUtc) && Facts.Timing != LockTiming.OfflineCode => "risk",
        _ => "ready",
    };

    private Chip? Worst(DateTimeOffset nowUtc, string kind) => Codes.Concat(Planned).Select(c => c.ChipAt(nowUtc)).FirstOrDefault(c => c.Kind == kind);
}

/// <summary>The page of one lock.</summary>
public sealed record LockPageView(LockRow Row, string DeviceType, string PinLengths, IReadOnlyList<string> Constraints, string Budget, IReadOnlyList<Happening> Happened,
    IReadOnlyList<(Guid PropertyId, string Property, string Door)> Doors, LockHealthView Health, DoorOpeners? Openers);

/// <summary>What a lock says of itself beside its connection and level.</summary>
public sealed record LockHealthView(string BatteryStatus, bool? IsKeypadConnected, double? KeypadBatteryLevel, string Warning, string TimeZoneId, LockTrend Trend);
