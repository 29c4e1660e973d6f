using System.Diagnostics.CodeAnalysis;
using Cendra.Domain.Audit;

namespace Cendra.Domain.Portfolio;

/// <summary>One lock on one door, as its vendor reports it, with the budget and the lease under which Cendra writes to it.</summary>
public sealed class SmartLock : Audited
{
    /// <summary>The fault of a lock whose account is lost.</summary>
    public const string AccountLost = "Seam has lost the account of this lock. Sign in to it again in Seam; nothing was removed.";

    /// <summary>The warning of a lock to which others write as well.</summary>
    public const string OtherSystem = "Another system also manages the codes of this lock.";

    public Guid Id { get; init; }
    public Guid ConnectionId { get; set; }

    /// <summary>The vendor's id of the device. Unique within the connection.</summary>
    public required string DeviceId { get; set; }

    public required string Name { get; set; }

    /// <summary>Vendor's device type, for example <c>yale_lock</c>; an open set.</summary>
    public string DeviceType { get; set; } = "";

    /// <summary>Brand and model in words.</summary>
    public string Model { get; set; } = "";

    public LockTiming Timing { get; set; }

    /// <summary>The lock tells which code opened it; elsewhere "used" cannot be known and is never guessed.</summary>
    public bool ReportsUse { get; set; }

    /// <summary>The lock chooses the PIN itself (offline codes and some online ones).</summary>
    public bool ChoosesPin { get; set; }

    /// <summary>PIN lengths this lock accepts, ascending, comma-separated; empty = not stated.</summary>
    public string PinLengths { get; set; } = "";

    /// <summary>Seam's code constraints by name, comma-separated; an open set.</summary>
    public string PinConstraints { get; set; } = "";

    /// <summary>Shortest and longest name of a code that the lock keeps; null = not stated.</summary>
    public int? NameShortest { get; set; }

    public int? NameLongest { get; set; }

    /// <summary>Seam's time frame options (JSON as Seam sends it, an open set): a code must obey one of them; empty = any times.</summary>
    public string TimeFrames { get; set; } = "";

    /// <summary>IANA zone that the lock keeps; empty = not stated.</summary>
    public string TimeZoneId { get; set; } = "";

    /// <summary>The vendor can keep spare codes on this lock.</summary>
    public bool HasBackupCodes { get; set; }

    /// <summary>Most codes the lock holds at once, future ones included; null = not stated.</summary>
    public int? MaxCodes { get; set; }

    public bool IsOnline { get; set; } = true;

    /// <summary>Since when the vendor reports it offline; null while online.</summary>
    public DateTimeOffset? OfflineSinceUtc { get; set; }

    /// <summary>When the vendor last answered about this lock.</summary>
    public DateTimeOffset? LastSeenUtc { get; set; }

    /// <summary>0 to 1; the last known value, which a lock that is offline no longer reports.</summary>
    public double? BatteryLevel { get; set; }

    public DateTimeOffset? BatterySeenUtc { get; set; }

    /// <summary>The vendor's word for the battery (<c>critical</c>, <c>low</c>, <c>good</c>, <c>full</c>; an open set); empty = not stated.</summary>
    public string BatteryStatus { get; set; } = "";

    /// <summary>A keypad that is a device of its own is attached; null = the lock has none of its own kind or does not say.</summary>
    public bool? IsKeypadConnected { get; set; }

    /// <summary>0 to 1, last known; null = the keypad has no battery of its own.</summary>
    public double? KeypadBatteryLevel { get; set; }

    /// <summary>What the vendor warns of, in words; empty = nothing.</summary>
    public string Warning { get; set; } = "";

    /// <summary>The vendor's id of the account behind the lock; locks of one account fail together.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>When everything on the lock was last listed without trouble, and when that is due again; null = never listed.</summary>
    public DateTimeOffset? AuditedUtc { get; set; }

    public DateTimeOffset? AuditDueUtc { get; set; }

    /// <summary>Device or account faults in words, empty when none.</summary>
    public string Fault { get; set; } = "";

    public DateTimeOffset? LastUnlockedUtc { get; set; }

    /// <summary>How it was last unlocked, in words.</summary>
    public string LastUnlockedHow { get; set; } = "";

    public DateTimeOffset? LastDeniedUtc { get; set; }

    /// <summary>The device is no longer in the vendor's list.</summary>
    public bool IsGone { get; set; }

    /// <summary>Who writes to the device now; null = nobody.</summary>
    public Guid? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntilUtc { get; set; }

    /// <summary>Start of the minute that the three counters below count (Seam allows 10 creates, 10 updates, 20 deletes a minute and device).</summary>
    public DateTimeOffset? BudgetMinuteUtc { get; set; }

    public int CreatesThisMinute { get; set; }
    public int UpdatesThisMinute { get; set; }
    public int DeletesThisMinute { get; set; }

    public int Version { get; set; }

    /// <summary>The vendor has lost the account behind the lock: nothing can be read or changed there until somebody signs in again.</summary>
    public bool IsAccountLost => Fault == AccountLost;

    /// <summary>Another system writes codes to this lock too.</summary>
    public bool HasOtherSystem => Warning.Contains(OtherSystem, StringComparison.Ordinal);

    /// <inheritdoc />
    public override string AuditStream => $"lock:{Id:N}";

    /// <summary>Leaves a line in the lock's chain.</summary>
    public void NoteThat(AuditKind kind, string actor, string what) => Note(kind, actor, what, Id);

    /// <summary>Takes one write out of this minute's budget. False = the minute is used up; ask again after it.</summary>
    public bool TryTakeWrite(LockWrite write, DateTimeOffset nowUtc)
    {
        if (BudgetMinuteUtc is not { } minute || nowUtc >= minute.AddMinutes(1) || nowUtc < minute)
        {
            (BudgetMinuteUtc, CreatesThisMinute, UpdatesThisMinute, DeletesThisMinute) = (nowUtc, 0, 0, 0);
        }

        return write switch
        {
            LockWrite.Create => Take(CreatesThisMinute, 10, v => CreatesThisMinute = v),
            LockWrite.Update => Take(UpdatesThisMinute, 10, v => UpdatesThisMinute = v),
            LockWrite.Delete => Take(DeletesThisMinute, 20, v => DeletesThisMinute = v),
        };

        static bool Take(int used, int limit, Action<int> set)
        {
            if (used >= limit)
            {
                return false;
            }

            set(used + 1);
            return true;
        }
    }

    /// <summary>Records that the vendor says the lock is reachable or not; true when that changed.</summary>
    public bool SetOnline(bool online, DateTimeOffset nowUtc)
    {
        var changed = IsOnline != online;
        IsOnline = online;
        OfflineSinceUtc = online ? null : OfflineSinceUtc ?? nowUtc;
        if (changed)
        {
            Note(online ? AuditKind.LockOnline : AuditKind.LockOffline, AuditActor.Seam, online ? "Back online" : "Went offline");
        }

        return changed;
    }

    /// <summary>The PIN lengths as numbers, empty when the lock does not state them.</summary>
    [SuppressMessage("Design", "CA1024", Justification = "Parses on each call.")]
    public IReadOnlyList<int> GetPinLengths() =>
        [.. PinLengths.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(l => int.Parse(l, System.Globalization.CultureInfo.InvariantCulture)).Order()];

    /// <summary>The constraints by name.</summary>
    [SuppressMessage("Design", "CA1024", Justification = "Parses on each call.")]
    public IReadOnlySet<string> GetPinConstraints() =>
        PinConstraints.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}

/// <summary>How a lock gets and keeps the times of a code. Decides what "in time" and "ended" can mean at its door.</summary>
public enum LockTiming
{
    /// <summary>Loaded up to 72 h ahead; the lock itself keeps start and end, also without a connection.</summary>
    NativeSchedule = 0,

    /// <summary>Programmed 60 min before the start and removed at the end by the vendor's cloud; opens whenever it is on the lock.</summary>
    JustInTime = 1,

    /// <summary>The lock derives the PIN itself and needs no connection; such a code can be neither changed nor taken back.</summary>
    OfflineCode = 2,
}

/// <summary>The kinds of write a device budget counts.</summary>
public enum LockWrite
{
    /// <summary>A new code.</summary>
    Create,

    /// <summary>A changed window.</summary>
    Update,

    /// <summary>A removal.</summary>
    Delete,
}
