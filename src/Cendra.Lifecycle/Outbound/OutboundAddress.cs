using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Outbound;

/// <summary>
/// Where a call may go whose address a person or a message set: https on its own port, a name and no bare number, no user in the address, and public addresses once the name is
/// resolved. Exact exceptions stand in <c>Outbound:AllowPrivate</c> (hosts, comma-separated); those may be private, plain http, on any port and numbers.
/// </summary>
public static class OutboundAddress
{
    /// <summary>The IPv4 networks that are not the public Internet (IANA IPv4 Special-Purpose Address Registry, and multicast).</summary>
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Global unicast; everything else of IPv6 is loopback, translated, local, multicast or not given out.</summary>
    private static readonly IPNetwork GlobalUnicast6 = IPNetwork.Parse("2000::/3");

    /// <summary>Parts of global unicast that lead elsewhere: protocol assignments with Teredo, documentation, 6to4, segment routing.</summary>
    private static readonly IPNetwork[] NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    /// <summary>The address, or why it cannot be called, in words that begin with what it is called (a configuration key, "The address of the calendar").</summary>
    public static (Uri? Address, string WhyNot) Of(string text, string name, IReadOnlySet<string> exceptions)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.IdnHost.Length == 0)
        {
            return (null, $"{name} is no web address.");
        }

        return WhyNot(address, exceptions) is { Length: > 0 } why ? (null, $"{name} {why}") : (address, "");
    }

    /// <summary>Why this address is never called, as the end of a sentence about it; empty = it may be, as far as can be said before the name is resolved.</summary>
    internal static string WhyNot(Uri address, IReadOnlySet<string> exceptions) =>
        address.Scheme is not ("https" or "http") ? "is no web address."
        : address.UserInfo.Length > 0 ? "holds a user name or password. Leave it out."
        : exceptions.Contains(address.IdnHost) ? ""
        : address.Scheme != "https" ? "must begin with https, or its host must stand in Outbound:AllowPrivate."
        : !address.IsDefaultPort ? "names a port. Leave it out, or put the host into Outbound:AllowPrivate."
        : address.HostNameType != UriHostNameType.Dns ? "names a machine by its number. Use its name, or put the number into Outbound:AllowPrivate."
        : "";

    /// <summary>The exceptions that configuration names.</summary>
    public static IReadOnlySet<string> Exceptions(IConfiguration configuration) =>
        (configuration["Outbound:AllowPrivate"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What may be shown and logged of an address whose path or query may be a secret: scheme and host.</summary>
    public static string Masked(Uri address) => $"{address.Scheme}://{address.IdnHost}/…";

    /// <summary>Reachable from everywhere: not this machine, not a private, link-local, shared, translated, multicast or reserved range.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(NotPublic4, n => n.Contains(plain)),
            AddressFamily.InterNetworkV6 => GlobalUnicast6.Contains(plain) && !Array.Exists(NotPublic6, n => n.Contains(plain)),
            _ => false,
        };
    }
}
