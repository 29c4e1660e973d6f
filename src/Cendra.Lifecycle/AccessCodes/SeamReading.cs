using Cendra.Domain.Access;
using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>
/// Reads a Seam access code in Cendra's words. Statuses and error codes are open sets (Seam: "avoid building logic that depends on specific code keys"):
/// whatever is not known is unreadable or a delay, never gone and never fine.
/// </summary>
public static class SeamReading
{
    /// <summary>The fault of a code whose digits stand on the lock for somebody else: others cure it, as long as nobody was told these.</summary>
    public const string DigitsTaken = "The lock already holds these digits under another name.";

    /// <summary>The fault of a code for which the lock has no room.</summary>
    public const string NoRoom = "The lock has no room for another code. Remove one that is not needed.";

    /// <summary>What this object says. <paramref name="nowUtc"/> decides whether an offline code's window has begun.</summary>
    public static CodeReading Of(SeamAccessCode code, PinVault vault, DateTimeOffset nowUtc)
    {
        // Seam copies the lock's own trouble onto each of its codes; one that is on the lock already works without a connection.
        var onLock = code.Status == "set" || code.IsScheduledOnDevice == true;
        var problem = code.Errors.Select(e => Short(e.Code)).Concat(code.Warnings.Where(w => IsTrouble(w.Code)).Select(w => w.Code)).ToList();
        var worst = problem.Select(p => Trouble(p, code.Status, onLock)).OrderByDescending(t => Rank(t.Fault)).FirstOrDefault((AccessCodeFault.None, ""));
        var presence = worst.Item1 == AccessCodeFault.Unreadable ? CodePresence.Unreadable : Presence(code, nowUtc);
        var digits = code.Code is { } pin && pin.Expose() is { Length: >= 4 and <= 20 } text && text.All(char.IsAsciiDigit) ? vault.Hash(text) : null;
        return new CodeReading(
            presence,
            code.StartsAt,
            Latest(code),
            code.PendingMutations.Any(m => m.MutationCode is "updating_time_frame" or "updating_code"),
            digits,
            presence == CodePresence.Unreadable && worst.Item1 == AccessCodeFault.None ? AccessCodeFault.Unreadable : worst.Item1,
            presence == CodePresence.Unreadable && worst.Item2.Length == 0 ? "Seam cannot say how this code is." : worst.Item2,
            !problem.Exists(p => p is "device_disconnected" or "device_offline" or "hub_disconnected" or "device_removed" or "bridge_disconnected"));
    }

    /// <summary>While a change of times is under way the lock may still hold the old end: the later one counts, so that no end is claimed too early.</summary>
    private static DateTimeOffset? Latest(SeamAccessCode code) =>
        code.PendingMutations.Where(m => m.MutationCode == "updating_time_frame").Select(m => m.From?.EndsAt).Append(code.EndsAt).Max();

    /// <summary>An open set, and it stands in words that people read.</summary>
    private static string Short(string code) => code.Length <= 64 ? code : code[..64];

    private static CodePresence Presence(SeamAccessCode code, DateTimeOffset nowUtc) => code.Status switch
    {
        "set" => CodePresence.Working,
        "setting" => CodePresence.Setting,
        "removing" => CodePresence.Removing,
        "unset" when code.IsOfflineAccessCode == true && code.Code is null => CodePresence.Waiting,
        "unset" when code.IsOfflineAccessCode == true && code.StartsAt <= nowUtc => CodePresence.Working,
        "unset" when code.IsOfflineAccessCode == true || code.IsScheduledOnDevice == true => CodePresence.ScheduledOnLock,
        "unset" => CodePresence.Waiting,
        _ => CodePresence.Unreadable,
    };

    /// <summary>Most warnings are news, these few mean that something is late.</summary>
    private static bool IsTrouble(string warning) =>
        warning is "delay_in_setting_on_device" or "delay_in_removing_from_device" or "external_modification_in_effect";

    private static (AccessCodeFault Fault, string Text) Trouble(string problem, string? status, bool onLock) => problem switch
    {
        "account_disconnected" or "bridge_disconnected" or "dormakaba_sites_disconnected" =>
            (AccessCodeFault.Unreadable, "Seam has lost the lock's account. Sign in to it again in Seam; nothing was removed."),
        "failed_to_set_on_device" => (AccessCodeFault.SetFailed, "The lock did not take the code. Seam keeps trying until check-out."),
        "no_space_for_access_code_on_device" or "august_device_slots_full" or "smartthings_no_free_slots_available" => (AccessCodeFault.SetFailed, NoRoom),
        "duplicate_code_on_device" => (AccessCodeFault.SetFailed, DigitsTaken),
        "conflicting_external_modification" or "code_modified_external_to_seam" or "external_modification_in_effect" =>
            (AccessCodeFault.ChangedElsewhere, "Somebody changed this code at the lock or in its app."),
        "access_code_inactive" => (AccessCodeFault.ChangedElsewhere, "Somebody switched this code off at the lock or in its app."),
        "failed_to_remove_from_device" => (AccessCodeFault.RemovalFailed, "The lock did not give the code up. Cendra keeps trying."),
        "delay_in_removing_from_device" => (AccessCodeFault.RemovalDelayed, "The removal takes longer than it should."),
        "insufficient_permissions" => (AccessCodeFault.SetFailed, "The lock's account may not change codes. Give it the owner role in the lock's app."),
        "device_removed" => (AccessCodeFault.SetFailed, "The lock was removed from its account."),
        "device_disconnected" or "device_offline" or "hub_disconnected" when status == "removing" =>
            (AccessCodeFault.RemovalDelayed, "The lock is offline and cannot give the code up."),
        "device_disconnected" or "device_offline" or "hub_disconnected" when onLock => (AccessCodeFault.None, ""),
        "device_disconnected" or "device_offline" or "hub_disconnected" => (AccessCodeFault.SetDelayed, "The lock is offline and has not taken the code yet."),
        _ when status == "removing" => (AccessCodeFault.RemovalDelayed, $"Seam reports trouble while removing ({problem})."),
        _ => (AccessCodeFault.SetDelayed, $"Seam reports trouble with this code ({problem})."),
    };

    private static int Rank(AccessCodeFault fault) => fault switch
    {
        AccessCodeFault.None => 0,
        AccessCodeFault.SetDelayed or AccessCodeFault.RemovalDelayed => 1,
        AccessCodeFault.Withheld => 1,
        AccessCodeFault.ChangedElsewhere => 2,
        AccessCodeFault.SetFailed or AccessCodeFault.RemovalFailed or AccessCodeFault.NotPossible => 3,
        AccessCodeFault.Unreadable => 4,
    };
}
