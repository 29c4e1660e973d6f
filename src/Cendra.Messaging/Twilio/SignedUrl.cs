namespace Cendra.Messaging.Twilio;

/// <summary>
/// The ways in which a URL may have been written when Twilio signed it: Twilio's signers do not agree on ports. Worked on as text, because
/// <see cref="Uri"/> would lower the host's letters and change escapes, and one changed byte spoils the signature.
/// </summary>
internal static class SignedUrl
{
    public static string WithoutFragment(string url) => url.Split('#')[0];

    /// <summary>As it is, without its port, with its scheme's own port; each also without user and password.</summary>
    public static IEnumerable<string> Variants(string url)
    {
        var whole = WithoutFragment(url);
        var scheme = whole.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return [whole];
        }

        var start = scheme + 3;
        var end = whole.IndexOfAny(['/', '?'], start) is var slash and >= 0 ? slash : whole.Length;
        var (head, authority, tail) = (whole[..start], whole[start..end], whole[end..]);
        var user = authority.LastIndexOf('@');
        return Ports(head, authority).Concat(user < 0 ? [] : Ports(head, authority[(user + 1)..])).Select(variant => variant + tail).Distinct(StringComparer.Ordinal);
    }

    private static string[] Ports(string head, string authority)
    {
        var colon = authority.LastIndexOf(':');
        var hasPort = colon > authority.LastIndexOfAny(['@', ']']) && colon < authority.Length - 1 && authority.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0;
        var own = head.StartsWith("https", StringComparison.OrdinalIgnoreCase) ? ":443" : ":80";
        return hasPort ? [head + authority, head + authority[..colon]] : [head + authority, head + authority + own];
    }
}
