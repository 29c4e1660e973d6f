namespace Cendra.Server.Tests.Fuzz;

/// <summary>Paths, queries and methods that nobody needs.</summary>
internal static class OddTargets
{
    public static readonly IReadOnlyList<string> Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "X"];

    private static readonly string[] Queries =
    [
        "?", "?&&=&", "?a", "?%00=%00", "?a=%FF&a=%ZZ", "?list=%00&list=waiting&show=%FF", "?stay=not-a-guid&list=x", "?returnUrl=//evil.example", "?returnUrl=/%C3%A9", "?returnUrl=%0d%0aa:b", "?o=%00", "?o=x&o=y",
        "?bodySHA256=x", "?_handler=x", "?page=99999999999999999999", "?q=<script>",
    ];

    private static readonly string[] Ends =
        ["/", "//", "/x", "/.", "/..", "/%2e%2e/", "/..%2f..%2fetc%2fpasswd", "/%00", "%00", "%FF", "%u0041", "%", "%2", ";a=b", "/%C3%A9", "/%ED%A0%80", "/%EF%BF%BE", "/" + string.Concat(Enumerable.Repeat("a/", 500)), "/con", "%20", "/*", "."];

    /// <summary>In place of the last part of a path.</summary>
    public static readonly IReadOnlyList<string> Parts =
        ["%00", "a%00b", "..%2f..%2f", "%2e%2e", "00000000-0000-0000-0000-000000000000", "{token}", "%ED%A0%80", "%EF%BF%BF", "%C3%A9", "%27;--", "%FF", "0", new string('x', 6000), "%F0%9F%94%91", "a+b%20c", "~", "\\", "seam", "%25%30%30"];

    public static IEnumerable<string> Of(string target)
    {
        var path = target.Split('?')[0];
        var parent = path[..(path.LastIndexOf('/') + 1)];
        return Queries.Select(q => path + q).Concat(Ends.Select(e => path + e)).Concat(Parts.Select(p => parent + p)).Append(path.ToUpperInvariant()).Append("/" + path).Append(path.Replace("/", "//", StringComparison.Ordinal))
            .Append($"{path}?q={new string('q', 6000)}").Append(path + "?" + string.Join('&', Enumerable.Range(0, 1500).Select(n => $"{n}")));
    }
}
