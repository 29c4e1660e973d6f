using System.Globalization;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Locks;
using Cendra.Server.Console.Queries;

namespace Cendra.Server.Console.Words;

/// <summary>What a lock can and cannot, in a host's words.</summary>
public static class LockWords
{
    /// <summary>How it gets and keeps the times of a code.</summary>
    public static string Timing(LockTiming timing) => timing switch
    {
        LockTiming.NativeSchedule => "Keeps start and end of a code by itself, also without a connection. Loaded up to 72 h ahead.",
        LockTiming.JustInTime => "Gets a code up to 60 min before its start and opens whenever the code is on it. The vendor’s cloud takes it off at the end.",
        LockTiming.OfflineCode => "Makes its codes by itself and needs no connection. A code can be neither changed nor taken back.",
    };

    /// <summary>Seam's code constraints (docs.seam.co, "code constraints"); one that nobody here knows keeps its own words.</summary>
    public static string Constraint(string name) => name switch
    {
        "no_zeros" => "No zeros",
        "cannot_start_with_12" => "Does not start with 12",
        "no_triple_consecutive_ints" => "No three digits that follow each other",
        "cannot_specify_pin_code" => "The lock chooses the digits",
        "pin_code_matches_existing_set" => "Only digits from the lock’s own set",
        "start_date_in_future" => "Starts in the future",
        "no_ascending_or_descending_sequence" => "No rising or falling row of digits",
        "at_least_three_unique_digits" => "At least three different digits",
        "cannot_contain_089" => "No 0, 8 or 9",
        "cannot_contain_0789" => "No 0, 7, 8 or 9",
        "unique_first_four_digits" => "First four digits differ from every other code on it",
        "no_all_same_digits" => "Not all digits the same",
        "name_length" => "Limits the length of a code’s name",
        "name_must_be_unique" => "Every code has another name",
        _ => Count.Capital(name.Replace('_', ' ')),
    };

    /// <summary>The pace of a battery, where its readings carry it.</summary>
    public static string Trend(LockTrend trend) => trend is { DaysLeft: { } days, FallADay: { } fall }
        ? string.Create(CultureInfo.InvariantCulture, $"Falls {fall * 700:0.#} points a week; about {days} days left at that pace")
        : "Not known yet: it takes readings over a week";

    /// <summary>The keypad, where it is a device of its own.</summary>
    public static string Keypad(LockHealthView health) => (health.IsKeypadConnected, health.KeypadBatteryLevel) switch
    {
        (null, null) => "Not reported by this lock",
        (false, _) => "Not connected",
        (_, { } level) => string.Create(CultureInfo.InvariantCulture, $"Connected, battery {Math.Floor(level * 100):0} %"),
        _ => "Connected",
    };

    /// <summary>What a door is for a guest.</summary>
    public static string Role(DoorRole role) => role switch
    {
        DoorRole.Unit => "Door of the flat or house",
        DoorRole.Entrance => "Shared entrance",
        DoorRole.Gate => "Gate or garage",
        DoorRole.Extra => "Second way, not needed to get in",
    };
}
