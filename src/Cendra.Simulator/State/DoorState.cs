using Cendra.Simulator.Locks;

namespace Cendra.Simulator.State;

/// <summary>One lock: what it is, how it is doing, and what is physically stored on it.</summary>
internal sealed class DoorState
{
    public required DoorOptions Options { get; set; }

    public required DateTimeOffset CreatedAtUtc { get; set; }

    /// <summary>Since when the lock has no connection; null while online.</summary>
    public DateTimeOffset? OfflineSinceUtc { get; set; }

    /// <summary>0 to 1; at 0 the keypad is dead.</summary>
    public double BatteryLevel { get; set; }

    /// <summary>The battery status Seam reported last; it changes only while the lock is online.</summary>
    public string ReportedBatteryStatus { get; set; } = "";

    /// <summary>Seam cannot take off what was made without it, as with some brands.</summary>
    public bool KeepsUnmanaged { get; set; }

    /// <summary>Seam's warning codes of the device.</summary>
    public List<string> Warnings { get; set; } = [];

    /// <summary>A keypad that is a device of its own is attached; null = none of its own.</summary>
    public bool? KeypadConnected { get; set; }

    /// <summary>0 to 1; null = the keypad has no battery of its own.</summary>
    public double? KeypadBattery { get; set; }

    public int FailSets { get; set; }

    public int FailRemovals { get; set; }

    /// <summary>Refused entries in a row, and until when the keypad takes nothing for it.</summary>
    public int RefusedInARow { get; set; }

    public DateTimeOffset? RestsUntilUtc { get; set; }

    /// <summary>Until when the bolt stays open after an entry; the lock relocks by itself.</summary>
    public DateTimeOffset? OpenUntilUtc { get; set; }

    public List<StoredCode> OnLock { get; set; } = [];

    /// <summary>What happened at the keypad or in the lock's own app while Seam could not see it.</summary>
    public List<UnseenChange> Unseen { get; set; } = [];

    /// <summary>Entries made while offline; the lock tells them when it is back.</summary>
    public List<UnseenEntry> UnseenEntries { get; set; } = [];

    public string DeviceId => Options.DeviceId;

    public bool IsOnline => OfflineSinceUtc is null;

    public StoredCode? Stored(string accessCodeId) => OnLock.FirstOrDefault(stored => stored.AccessCodeId == accessCodeId);
}

/// <summary>A code as the lock itself holds it, whatever Seam believes.</summary>
internal sealed class StoredCode
{
    public required string AccessCodeId { get; set; }

    public required string Digits { get; set; }

    public required string Name { get; set; }

    /// <summary>Null: the lock does not know a start.</summary>
    public DateTimeOffset? FromUtc { get; set; }

    /// <summary>Null: the lock does not know an end and opens until the code is taken off.</summary>
    public DateTimeOffset? UntilUtc { get; set; }

    /// <summary>An algoPIN longer than a day dies when it was not used by then.</summary>
    public DateTimeOffset? FirstUseByUtc { get; set; }

    public DateTimeOffset? FirstUsedAtUtc { get; set; }

    public bool OneTime { get; set; }

    /// <summary>Computed by the lock from the clock instead of stored; nobody can take it off.</summary>
    public bool IsAlgorithmic { get; set; }
}

/// <summary>A change made at the lock that Seam has not seen yet.</summary>
internal sealed class UnseenChange
{
    public required ExternalChange Change { get; set; }

    public required string AccessCodeId { get; set; }

    public string? FromDigits { get; set; }

    public string? ToDigits { get; set; }
}

/// <summary>A keypad entry that Seam has not been told yet.</summary>
internal sealed class UnseenEntry
{
    public required DateTimeOffset AtUtc { get; set; }

    /// <summary>Null for an entry that opened the door.</summary>
    public string? DeniedReason { get; set; }

    public string? AccessCodeId { get; set; }

    public string? Digits { get; set; }
}
