namespace Cendra.Simulator.Locks;

/// <summary>What Seam reports about the make of a lock.</summary>
internal sealed record Brand(
    string Provider, string DeviceType, string AccountType, string Model, string Manufacturer, int DefaultSlots, bool NamesCodeOnUnlock)
{
    private static readonly Brand Yale = new("yale", "yale_lock", "Yale", "Assure Lock 2", "Yale", 100, NamesCodeOnUnlock: true);
    private static readonly Brand SmartThings = new("smartthings", "smartthings_lock", "SmartThings", "Z-Wave Lock", "SmartThings", 30, NamesCodeOnUnlock: false);
    private static readonly Brand Igloohome = new("igloohome", "igloohome_lock", "igloohome", "Smart Keybox 3", "igloohome", 199, NamesCodeOnUnlock: false);

    public static Brand Of(LockBehaviour behaviour) => behaviour switch
    {
        LockBehaviour.NativeSchedule => Yale,
        LockBehaviour.JustInTime => SmartThings,
        LockBehaviour.OfflineCode => Igloohome,
        _ => throw new ArgumentOutOfRangeException(nameof(behaviour)),
    };
}
