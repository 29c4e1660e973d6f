using System.Text.RegularExpressions;

namespace Cendra.Server.Console.Words;

/// <summary>A piece of a text; with an address it is a link.</summary>
public sealed record LinkedPart(string Text, Uri? Link);

/// <summary>Texts in which addresses of this server become links. Any other address stays plain text: whoever writes it could lead a reader anywhere.</summary>
public static partial class LinkedText
{
    private const string Closing = ".,;:!?)]}\"'»”’";

    /// <summary>The pieces in order. Only http and https, and only exactly these origins (scheme, host and port).</summary>
    public static IReadOnlyList<LinkedPart> Parts(string text, IReadOnlyCollection<Uri> origins)
    {
        var (parts, at) = (new List<LinkedPart>(), 0);
        foreach (var match in Address().EnumerateMatches(text))
        {
            var address = text.Substring(match.Index, match.Length).TrimEnd(Closing.ToCharArray());
            if (Uri.TryCreate(address, UriKind.Absolute, out var link) && link.UserInfo.Length == 0 && origins.Any(o => IsSame(o, link)))
            {
                Say(text[at..match.Index]);
                parts.Add(new LinkedPart(address, link));
                at = match.Index + address.Length;
            }
        }

        Say(text[at..]);
        return parts;

        void Say(string words)
        {
            if (words.Length > 0)
            {
                parts.Add(new LinkedPart(words, null));
            }
        }
    }

    private static bool IsSame(Uri origin, Uri link) =>
        link.Scheme is "http" or "https" && (origin.Scheme, origin.Host.ToUpperInvariant(), origin.Port) == (link.Scheme, link.Host.ToUpperInvariant(), link.Port);

    [GeneratedRegex(@"https?://[^\s<>]{1,500}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
