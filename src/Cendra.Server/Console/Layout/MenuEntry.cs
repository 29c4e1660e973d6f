using Cendra.Server.Console.Commands;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Layout;

/// <summary>One entry of the menu. Only pages that exist stand here.</summary>
public sealed record MenuEntry(string Path, string Text, string Icon, bool StartsGroup = false)
{
    /// <summary>The menu for this host; the rehearsal stands in it while there is one.</summary>
    public static IReadOnlyList<MenuEntry> For(SignedInHost host, bool isRehearsal) =>
    [
        new("", "Arrivals", "door-open"),
        new("inbox", "Inbox", "inbox"),
        new("escalations", "Escalations", "siren"),
        new("locks", "Locks", "lock"),
        new("properties", "Properties", "building-2"),
        new("staff", "Staff codes", "users"),
        new("knowledge", "Knowledge", "book-open", StartsGroup: true),
        .. host.IsOwner ? [new MenuEntry("releases", "Words and policy", "scroll-text")] : Array.Empty<MenuEntry>(),
        .. isRehearsal ? [new MenuEntry("rehearsal", "Rehearsal", "play")] : Array.Empty<MenuEntry>(),
        .. host.IsOwner ? [new MenuEntry("connections", "Connections", "plug")] : Array.Empty<MenuEntry>(),
        .. !host.IsOwner && UploadDesk.MayUpload(host) ? [new MenuEntry("connections/upload", "Bookings by table", "list-checks")] : Array.Empty<MenuEntry>(),
    ];

    /// <summary>The bar of five on a phone: what is looked at standing up, and a page that holds the rest.</summary>
    public static IReadOnlyList<MenuEntry> ForPhone(SignedInHost host, bool isRehearsal) =>
        [.. For(host, isRehearsal).Where(e => e.Path is "" or "inbox" or "escalations" or "locks"), new("more", "More", "menu")];

    /// <summary>What stands under <c>More</c> on a phone.</summary>
    public static IReadOnlyList<MenuEntry> Rest(SignedInHost host, bool isRehearsal) => [.. For(host, isRehearsal).Except(ForPhone(host, isRehearsal))];

    /// <summary>True on this entry's pages.</summary>
    public bool IsCurrent(string relativePath) => Path.Length == 0
        ? relativePath.Length == 0 || relativePath.StartsWith("stays", StringComparison.Ordinal)
        : relativePath == Path || relativePath.StartsWith(Path + "/", StringComparison.Ordinal);
}
