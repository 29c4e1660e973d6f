using Cendra.Server.Security;

namespace Cendra.Server.Console.Layout;

/// <summary>One entry of the menu. Only pages that exist stand here.</summary>
public sealed record MenuEntry(string Path, string Text, string Icon, bool StartsGroup = false)
{
    /// <summary>The menu for this host; the rehearsal stands in it while there is one.</summary>
    public static IReadOnlyList<MenuEntry> For(SignedInHost host, bool isRehearsal) =>
    [
        new("", "Arrivals", "door-open"),
        new("locks", "Locks", "lock"),
        new("properties", "Properties", "building-2"),
        .. isRehearsal ? [new MenuEntry("rehearsal", "Rehearsal", "play")] : Array.Empty<MenuEntry>(),
        .. host.IsOwner ? [new MenuEntry("connections", "Connections", "plug", StartsGroup: true)] : Array.Empty<MenuEntry>(),
    ];

    /// <summary>True on this entry's pages.</summary>
    public bool IsCurrent(string relativePath) => Path.Length == 0
        ? relativePath.Length == 0 || relativePath.StartsWith("stays", StringComparison.Ordinal)
        : relativePath == Path || relativePath.StartsWith(Path + "/", StringComparison.Ordinal);
}
