using System.Text.RegularExpressions;

namespace Cendra.Messaging.Email.Writing;

/// <summary>The name that programs show in place of our address. Hosts and booking systems type it; many programs show nothing else of a sender.</summary>
internal static partial class SenderNames
{
    private const int Longest = 80;
    private const int LongestRead = 500;

    /// <summary>The name without what could be read as another address and without the signs that part names from addresses; empty when nothing is left.</summary>
    public static string Shown(string? name)
    {
        var plain = (name ?? "").Replace('\uFF20', '@').Replace('\uFE6B', '@').Replace('<', ' ').Replace('>', ' ').Replace('"', ' ').Replace('\\', ' ');
        return WrittenText.Line(AnAddress().Replace(WrittenText.Line(plain, LongestRead), " "), Longest);
    }

    /// <summary>
    /// Also with blanks around its sign and with the full stops that programs take for a dot (UTS #46). It backtracks over a short text: without that, .NET 10 passes over
    /// the first of two matches of an expression that begins like this one.
    /// </summary>
    [GeneratedRegex(@"[^\s@]*\s*@\s*[^\s@]+[.\u3002\uFF0E\uFF61][^\s@]+", RegexOptions.CultureInvariant)]
    private static partial Regex AnAddress();
}
