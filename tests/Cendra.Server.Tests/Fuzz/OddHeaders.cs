namespace Cendra.Server.Tests.Fuzz;

/// <summary>Headers that lie, repeat themselves, or hold what no header holds.</summary>
internal static class OddHeaders
{
    private static readonly string Long = new('x', 10_000);

    private static readonly string[] Types = ["", " ", "text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=nonsense", "a", "*/*", "application/json, text/html", "text/\u00e9"];

    /// <summary>Headers for any call.</summary>
    public static IEnumerable<(string What, (string Name, string Value)[] Headers)> Anywhere { get; } =
    [
        .. Types.Select(type => ($"as '{type}'", new[] { ("Content-Type", type) })),
        ("said to be zipped", [("Content-Encoding", "gzip")]), ("said to be nothing", [("Content-Encoding", "nonsense, br;q=x")]), ("zipped in transfer", [("TE", "gzip, trailers")]),
        ("another host", [("Host", "evil.example")]), ("a host with a port too many", [("Host", "cendra.test:1:2")]), ("a port of 99999", [("Host", "cendra.test:99999")]), ("half an address of IPv6", [("Host", "[::1")]),
        ("a host with a blank", [("Host", "a b")]), ("a host of 10,000", [("Host", Long)]), ("a host with a path", [("Host", "cendra.test/x")]),
        ("behind a proxy", [("X-Forwarded-For", "203.0.113.9, 1.1.1.1"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "ftp"), ("X-Forwarded-Prefix", "/..//")]),
        ("behind a proxy of nonsense", [("X-Forwarded-For", "[::1, %00, \u00e9"), ("X-Forwarded-Proto", ""), ("Forwarded", "for=\"_x\";proto=;host=\"a\"b")]),
        ("another address in headers", [("X-Original-URL", "/jobs"), ("X-Rewrite-URL", "/connections")]),
        ("another method in a header", [("X-HTTP-Method-Override", "DELETE"), ("X-Method-Override", "PUT")]),
        ("a cookie of nothing", [("Cookie", "")]), ("a cookie of signs", [("Cookie", ";;=;,\u00e9=\u00e9; \"")]), ("a cookie of 10,000", [("Cookie", "a=" + Long)]),
        ("an identity nobody gave", [("Cookie", ".AspNetCore.Identity.Application=CfDJ8AAAA; Identity.TwoFactorUserId=x; Identity.External=%00; .AspNetCore.Identity.Application=chunks-9")]),
        ("cookies in pieces", [("Cookie", ".AspNetCore.Identity.Application=chunks-99999; .AspNetCore.Identity.ApplicationC1=x")]),
        ("a theme of nonsense", [("Cookie", "cendra-theme=%00\u00e9<script>")]), ("wants nothing we have", [("Accept", "a/b;q=9, */*;q=-1, ;;"), ("Accept-Language", "\u00e9;q=x"), ("Accept-Encoding", "br;q=x, *")]),
        ("only a part of it", [("Range", "bytes=9-1,-1,0-")]), ("if it is older", [("If-Modified-Since", "tomorrow"), ("If-None-Match", "W/\"")]), ("a length and a wish", [("Expect", "nonsense")]),
        ("would rather talk", [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "x"), ("Sec-WebSocket-Key", "\u00e9")]), ("from elsewhere", [("Origin", "null"), ("Referer", "\u00e9"), ("Sec-Fetch-Site", "cross-site")]),
        ("signed in by name", [("Authorization", "Basic \u00e9:"), ("Proxy-Authorization", "Bearer " + Long)]), ("a trace of nonsense", [("traceparent", "00-" + Long), ("tracestate", "\u00e9"), ("baggage", "a=%00"), ("Request-Id", "|")]),
        ("a page of Blazor", [("blazor-enhanced-nav", "on"), ("Accept", "text/html; blazor-enhanced-nav=on")]),
    ];

    /// <summary>Headers of a signed call in place of the right ones: 401, whatever else.</summary>
    public static IEnumerable<(string What, (string Name, string Value)[] Headers)> OfSignature(string prefix) => prefix.Length == 0 ? OfTwilio : OfWebhook(prefix);

    private static IEnumerable<(string, (string, string)[])> OfTwilio { get; } =
        new[] { "", " ", "***", "AAAA", Long, "\u00e9", "\0", "a b", new string('A', 27) + "=", new string('A', 28), "AAAAAAAAAAAAAAAAAAAAAAAAAAA=, AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "v1,AAAA" }
            .Select(value => ($"signature of {value.Length}", new[] { ("X-Twilio-Signature", value) }));

    private static IEnumerable<(string, (string, string)[])> OfWebhook(string prefix)
    {
        var values = new Dictionary<string, string[]>
        {
            ["id"] = ["", " ", "a b", "a\u0001b", "\0", "\u00e9", Long, "a.b", "../x", "%00", "id\t"],
            ["timestamp"] = ["", "-1", "0", "+1780300800", " 1780300800", "1e5", "0x10", "99999999999999999999", "9223372036854775807", "-9223372036854775808", "253402300799", "253402300800", "1780300800.5", "\u0661", "NaN", "2026-06-01T08:00:00Z", Long],
            ["signature"] =
            [
                "", " ", "v1", "v1,", "v1,AAAA", "v1,***", "v2,AAAA", ",", "v1,\u00e9", "v1," + Long, Long, "\0",
                string.Join(' ', Enumerable.Repeat("v1,AAAA", 1000)), string.Join(' ', Enumerable.Repeat("v1," + Convert.ToBase64String(new byte[32]), 50)), string.Join(',', Enumerable.Repeat("v1", 500)),
            ],
        };
        return values.SelectMany(header => header.Value.Select(value => ($"{header.Key} of {value.Length}: {value[..Math.Min(12, value.Length)]}", new[] { ($"{prefix}-{header.Key}", value) })));
    }
}
