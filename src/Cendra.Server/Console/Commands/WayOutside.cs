using Cendra.Lifecycle.Outbound;

namespace Cendra.Server.Console.Commands;

/// <summary>Whether an address that is typed on a page may be called at all: in rehearsal nothing leaves the machine but to hosts that its operator allowed.</summary>
public sealed class WayOutside(Installation installation, IConfiguration configuration)
{
    /// <summary>What to change; said of an address in rehearsal.</summary>
    public const string NotReal = "Address: this is a rehearsal, nothing leaves this machine. Its operator may put a host of this machine into Outbound:AllowPrivate.";

    /// <summary>This address is not called here.</summary>
    public bool IsClosedTo(string url) =>
        installation.IsRehearsal && !(Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) && OutboundAddress.Exceptions(configuration).Contains(address.IdnHost));
}
