using System.Net;
using System.Net.Sockets;

namespace Cendra.Server.Health;

/// <summary>
/// Where a call may go whose address a person set: https, and public addresses after the name was resolved, with the address that was looked at being the one that is
/// called. Exact exceptions stand in <c>Outbound:AllowPrivate</c> (hosts, comma-separated); those may be private and plain http.
/// </summary>
public static class OutboundAddress
{
    /// <summary>The address, or why it cannot be called, in words that name the key.</summary>
    public static (Uri? Address, string WhyNot) Of(string text, string key, IReadOnlySet<string> exceptions) =>
        !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 ? (null, $"{key} is no web address.")
        : address.Scheme == "https" || exceptions.Contains(address.Host) ? (address, "")
        : (null, $"{key} must begin with https, or its host must stand in Outbound:AllowPrivate.");

    /// <summary>The exceptions that configuration names.</summary>
    public static IReadOnlySet<string> Exceptions(IConfiguration configuration) =>
        (configuration["Outbound:AllowPrivate"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Resolves the name, refuses what is not public, and connects to the very address that was looked at.</summary>
    /// <exception cref="HttpRequestException">Every address of the host is private.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, IReadOnlySet<string> exceptions, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, ct);
        var allowed = Array.FindAll(addresses, a => exceptions.Contains(host.Host) || IsPublic(a));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException("The host has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Reachable from everywhere: not this machine, not a private, link-local, shared, multicast or reserved range.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (IPAddress.IsLoopback(plain) || plain.Equals(IPAddress.Any) || plain.Equals(IPAddress.IPv6Any))
        {
            return false;
        }

        var bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? bytes switch
            {
                [0 or 10 or 127, ..] or [>= 224, ..] or [192, 168, ..] or [169, 254, ..] or [192, 0, 0 or 2, _] or [198, 18 or 19, ..] => false,
                [172, >= 16 and <= 31, ..] or [100, >= 64 and <= 127, ..] => false,
                _ => true,
            }
            : !plain.IsIPv6LinkLocal && !plain.IsIPv6SiteLocal && !plain.IsIPv6Multicast && !plain.IsIPv6UniqueLocal && !(bytes is [0x20, 0x01, 0x0d, 0xb8, ..] or [0x00, 0x64, 0xff, 0x9b, ..] or [0x20, 0x02, ..]);
    }
}
