namespace Cendra.Simulator.Locks;

/// <summary>A door to add. What is left null takes what is usual for the behaviour.</summary>
/// <param name="DeviceId">Seam's device id; adding the same id again changes nothing.</param>
/// <param name="Name">What the owner calls the door.</param>
/// <param name="Behaviour">How the lock gets its codes.</param>
/// <param name="TimeZone">IANA zone of the door; null leaves the location out, as some brands do.</param>
public sealed record DoorOptions(string DeviceId, string Name, LockBehaviour Behaviour, string? TimeZone)
{
    /// <summary>Lengths of PIN the keypad takes.</summary>
    public IReadOnlyList<int>? SupportedCodeLengths { get; init; }

    /// <summary>How many codes fit on the lock, waiting ones that are already loaded included.</summary>
    public int? MaxActiveCodes { get; init; }

    /// <summary>Seam's constraint_type names, such as no_zeros.</summary>
    public IReadOnlyList<string>? CodeConstraints { get; init; }

    /// <summary>Longest name the lock keeps; a longer one is cut on the lock, Seam keeps it whole.</summary>
    public int? MaxNameLength { get; init; }

    /// <summary>0 to 1.</summary>
    public double BatteryLevel { get; init; } = 0.9;

    /// <summary>After so many wrong entries in a row the keypad takes nothing for five minutes; 0 = it never rests.</summary>
    public int RestsAfter { get; init; }

    /// <summary>Whether lock.unlocked names the code. Yale does, SmartThings and igloohome do not.</summary>
    public bool? ReportsCodeOnUnlock { get; init; }

    /// <summary>Whether entries at the keypad become events at all.</summary>
    public bool HasNativeEntryEvents { get; init; } = true;

    /// <summary>algoPINs longer than 24 h must be used within 24 h of their start (igloohome); only for offline codes.</summary>
    public bool FirstUseWithin24Hours { get; init; } = true;

    /// <summary>Spare codes can be kept on the lock and pulled when one fails.</summary>
    public bool HasBackupPool { get; init; }

    /// <summary>What Seam calls the make of the lock (provider key), such as nuki; null takes what is usual for the behaviour.</summary>
    public string? Provider { get; init; }

    /// <summary>Time frame options as Seam sends them (a JSON array); null takes what is usual for the behaviour.</summary>
    public string? TimeFrameOptions { get; init; }

    internal IReadOnlyList<int> Lengths => SupportedCodeLengths ?? (Behaviour == LockBehaviour.OfflineCode ? [9] : [4, 5, 6, 7, 8]);

    internal int Slots => MaxActiveCodes ?? Brand.DefaultSlots;

    internal IReadOnlyList<string> Constraints =>
        CodeConstraints ?? (Behaviour == LockBehaviour.OfflineCode ? [Locks.CodeConstraints.CannotSpecifyPinCode] : []);

    internal bool NamesCodeOnUnlock => ReportsCodeOnUnlock ?? Brand.NamesCodeOnUnlock;

    internal Brand Brand => Provider is null ? Brand.Of(Behaviour) : Brand.Of(Behaviour) with { Provider = Provider, DeviceType = $"{Provider}_lock", AccountType = Provider, Manufacturer = Provider, Model = "Lock" };
}
