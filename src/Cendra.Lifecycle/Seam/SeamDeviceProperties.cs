using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Lifecycle.Seam;

/// <summary>State and limits of a device. Seam looks every ten minutes.</summary>
public sealed record SeamDeviceProperties
{
    /// <summary>The device's own name.</summary>
    public string? Name { get; init; }

    /// <summary>E.g. <c>schlage</c>.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Reachable at Seam's last look.</summary>
    public bool? Online { get; init; }

    /// <summary>The bolt is out.</summary>
    public bool? Locked { get; init; }

    /// <summary>The leaf is open.</summary>
    public bool? DoorOpen { get; init; }

    /// <summary>The lock's battery; absent while offline.</summary>
    public SeamBattery? Battery { get; init; }

    /// <summary>A keypad with a battery of its own.</summary>
    public SeamBattery? KeypadBattery { get; init; }

    /// <summary>A keypad that is a device of its own.</summary>
    public SeamKeypad? AccessoryKeypad { get; init; }

    /// <summary>Lengths that the lock takes; null = not stated.</summary>
    public IReadOnlyList<int>? SupportedCodeLengths { get; init; }

    /// <summary>How many codes fit, future ones that the lock schedules itself included.</summary>
    public int? MaxActiveCodesSupported { get; init; }

    /// <summary>Rules for digits and names.</summary>
    [AllowNull]
    public IReadOnlyList<SeamCodeConstraint> CodeConstraints { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Spare codes are possible.</summary>
    public bool? SupportsBackupAccessCodePool { get; init; }

    /// <summary>Windows that online codes must fit into; empty = any.</summary>
    [AllowNull]
    public IReadOnlyList<SeamTimeFrameOption> OnlineTimeFrameOptions { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Windows that offline codes must fit into; empty = any.</summary>
    [AllowNull]
    public IReadOnlyList<SeamTimeFrameOption> OfflineTimeFrameOptions { get; init => field = value.OrEmpty(); } = [];

    /// <summary>What it is, in the maker's words.</summary>
    public SeamModel? Model { get; init; }
}

/// <summary>A battery: level 0 to 1, status <c>critical</c>, <c>low</c>, <c>good</c> or <c>full</c>.</summary>
public sealed record SeamBattery(double? Level = null, string? Status = null);

/// <summary>A keypad that is a device of its own.</summary>
public sealed record SeamKeypad(bool? IsConnected = null, SeamBattery? Battery = null);

/// <summary>Names of the model and its maker.</summary>
public sealed record SeamModel(string? DisplayName = null, string? ManufacturerDisplayName = null);

/// <summary>One rule for codes, e.g. <c>no_zeros</c>; lengths only with <c>name_length</c>.</summary>
public sealed record SeamCodeConstraint(string? ConstraintType = null, int? MinLength = null, int? MaxLength = null);

/// <summary>One window shape: pick one and obey all of it. Durations are ISO 8601, recurrences RRULE, times of day in <see cref="TimeZone"/>.</summary>
public sealed record SeamTimeFrameOption
{
    /// <summary>The maker's name of it.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Shortest, e.g. <c>PT1H</c>.</summary>
    public string? MinDuration { get; init; }

    /// <summary>Longest, e.g. <c>P31D</c>.</summary>
    public string? MaxDuration { get; init; }

    /// <summary>Must start and end at the same time of day.</summary>
    public bool? MatchingStartEndTime { get; init; }

    /// <summary>IANA zone of the times of day.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Allowed pairs of times of day.</summary>
    [AllowNull]
    public IReadOnlyList<SeamTimePair> TimePairs { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Days on which it may start.</summary>
    public string? StartDateRecurrenceRule { get; init; }

    /// <summary>Days on which it may end.</summary>
    public string? EndDateRecurrenceRule { get; init; }

    /// <summary>Rules that nobody here knows yet; an option with one is not used, because it would be obeyed in part.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>Times of day as <c>HH:mm</c>.</summary>
public sealed record SeamTimePair(string? DisplayName = null, string? StartTime = null, string? EndTime = null);
