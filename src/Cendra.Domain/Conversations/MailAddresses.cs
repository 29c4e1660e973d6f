using System.Globalization;
using System.Text.RegularExpressions;

namespace Cendra.Domain.Conversations;

/// <summary>Mail addresses as they are compared: lower case, the domain in ASCII. Nothing with blanks, brackets or line breaks is one.</summary>
public static class MailAddresses
{
    private const int Longest = 254;

    private static readonly IdnMapping Idn = new();
    private static readonly Regex Shape = new(@"\A[^\s@<>()\[\]\\,;:""\p{C}]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>Null when it is none that mail could be sent to.</summary>
    public static string? Of(string? address)
    {
        var text = address?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        if (at <= 0 || text.Length > Longest)
        {
            return null;
        }

        try
        {
            // Only ASCII letters are made small: the sign of Kelvin would become a k, and another mailbox with it.
            var whole = string.Concat($"{text[..at]}@{Idn.GetAscii(text[(at + 1)..])}".Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c));
            return Shape.IsMatch(whole) ? whole : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Of an address of any channel: it is one of mail.</summary>
    public static bool Is(string address) => address.Contains('@', StringComparison.Ordinal);

    /// <summary>What stands behind the @; empty for null.</summary>
    public static string DomainOf(string? address) => address is null ? "" : address[(address.LastIndexOf('@') + 1)..];

    /// <summary>For a screen or a log: "a····@example.com".</summary>
    public static string Masked(string address) => address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{address[0]}····{address[at..]}" : "····";
}
