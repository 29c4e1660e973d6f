using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// How a lock is, as Seam's device object says it. Error and warning codes are an open set: those that a host can do something about have words, others are named.
/// What a lock that is offline no longer says stays as it was last known, with its age.
/// </summary>
public static class LockHealth
{
    private const int Longest = 500;

    /// <summary>The lock is in its privacy mode: codes do not open it.</summary>
    public const string PrivacyMode = "Privacy mode is on: codes do not open the door until somebody inside switches it off.";

    /// <summary>The connection comes and goes.</summary>
    public const string Flaky = "The connection comes and goes.";

    /// <summary>The lock sleeps between looks at its vendor.</summary>
    public const string PowerSaving = "Power saving is on: the lock hears Seam only now and then.";

    private static readonly string[] OfAccount = ["account_disconnected", "bridge_disconnected", "dormakaba_sites_disconnected"];

    /// <summary>What is said elsewhere (reachability), or concerns nobody who opens a door.</summary>
    private static readonly string[] Quiet = ["hub_required_for_additional_capabilities", "many_active_backup_codes", "partial_backup_access_code_pool", "scheduled_maintenance_window", "ttlock_lock_gateway_unlocking_not_enabled"];

    /// <summary>Takes battery, keypad, warnings, account and faults over into the row.</summary>
    public static void Take(SmartLock row, SeamDevice device, DateTimeOffset nowUtc)
    {
        var properties = device.Properties;
        row.AccountId = Cut(device.ConnectedAccountId ?? row.AccountId, 100);
        row.TimeZoneId = Cut(device.Location?.TimeZone ?? "", 64);
        row.Fault = IsAccountLost(device) ? SmartLock.AccountLost
            : Cut(device.Errors.Where(e => e.Code is not ("device_disconnected" or "device_offline")).Select(FaultWords).FirstOrDefault() ?? "", Longest);
        row.Warning = Cut(string.Join(' ', device.Warnings.Where(w => !Quiet.Contains(w.Code)).Select(w => Words(w.Code)).Distinct()), Longest);
        if (properties.Battery?.Level is { } level)
        {
            (row.BatteryLevel, row.BatterySeenUtc) = (level, nowUtc);
        }

        if (properties.Battery?.Status is { Length: > 0 } status)
        {
            row.BatteryStatus = Cut(status, 64);
        }

        row.IsKeypadConnected = properties.AccessoryKeypad?.IsConnected ?? row.IsKeypadConnected;
        row.KeypadBatteryLevel = properties.AccessoryKeypad?.Battery?.Level ?? properties.KeypadBattery?.Level ?? row.KeypadBatteryLevel;
    }

    /// <summary>The battery is about to fail; the vendor's own word first, the level where it has none.</summary>
    public static bool IsCritical(SmartLock smartLock) => smartLock.BatteryStatus == "critical" || (smartLock.BatteryStatus.Length == 0 && smartLock.BatteryLevel <= 0.1) || smartLock.KeypadBatteryLevel <= 0.1;

    /// <summary>The battery should be changed soon.</summary>
    public static bool IsLow(SmartLock smartLock) => IsCritical(smartLock) || smartLock.BatteryStatus == "low" || (smartLock.BatteryStatus.Length == 0 && smartLock.BatteryLevel <= 0.25) || smartLock.KeypadBatteryLevel <= 0.25;

    /// <summary>What is wrong with the lock itself and what helps, worst first; empty = nothing that keeps a guest with a code outside.</summary>
    public static string Risk(SmartLock smartLock) => smartLock switch
    {
        { IsKeypadConnected: false } => "The keypad is not connected to the lock: nobody can type a code. Look at it before the guest comes.",
        _ when smartLock.Warning.Contains(PrivacyMode, StringComparison.Ordinal) => PrivacyMode,
        _ when IsCritical(smartLock) => "The battery is about to fail. Change it before the guest comes.",
        _ when IsLow(smartLock) => "The battery is low. Change it soon.",
        _ => "",
    };

    private static bool IsAccountLost(SeamDevice device) => device.Errors.Any(e => Array.Exists(OfAccount, code => code == e.Code));

    private static string FaultWords(SeamProblem problem) => problem.Code switch
    {
        "hub_disconnected" => "The hub is offline: nothing reaches the lock. Look at its power and network.",
        "device_removed" => "The lock was removed from its account.",
        "subscription_required" => "The lock's service asks for a subscription.",
        "missing_device_credentials" or "august_lock_not_authorized" => "Seam lacks the rights for this lock. Sign in to its account again.",
        _ => problem.Message ?? $"Seam reports trouble ({problem.Code}).",
    };

    private static string Words(string warning) => warning switch
    {
        "privacy_mode" or "salto_ks_office_mode" or "salto_ks_privacy_mode" => PrivacyMode,
        "device_has_flaky_connection" or "device_communication_degraded" or "unreliable_online_status" or "ttlock_weak_gateway_signal" => Flaky,
        "power_saving_mode" => PowerSaving,
        "time_zone_unknown" or "ultraloq_time_zone_unknown" or "lockly_time_zone_not_configured" => "The lock's time zone is not set: times of codes may be off.",
        "time_zone_mismatch" => "The lock keeps another time zone than Seam: times of codes may be off.",
        "accessory_keypad_setup_required" => "The keypad is not set up: nobody can type a code.",
        "max_access_codes_reached" => "The lock is full: it takes no further code.",
        "third_party_integration_detected" => SmartLock.OtherSystem,
        "insufficient_permissions" => "The lock's account may not change codes. Give it the owner role in the lock's app.",
        _ => $"Seam warns of this lock ({(warning.Length <= 64 ? warning : warning[..64])}).",
    };

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];
}
