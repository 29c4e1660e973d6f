using System.Text.RegularExpressions;

namespace Cendra.Lifecycle;

/// <summary>What a connection may be called: its name stands in addresses.</summary>
public static partial class ConnectionNames
{
    /// <summary>What to change in a name that cannot be.</summary>
    public const string Problem = "Name: use small letters, digits and dashes, 2 to 40 of them, such as my-pms. It stands in the address.";

    /// <summary>Small letters, digits and dashes, 2 to 40 of them, no dash at an end.</summary>
    public static bool AreValid(string name) => Slug().IsMatch(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Slug();
}
