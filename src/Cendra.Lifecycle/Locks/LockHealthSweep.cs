using Cendra.Lifecycle.Seam;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Locks;

/// <summary>Reads Seam's list of locks; stays with a code on a lock that went away or came back are due at once.</summary>
public sealed class LockHealthSweep(LockList list, IOptionsMonitor<SeamOptions> options)
{
    /// <summary>One pass; nothing while Seam is not connected, which the connections page says. Throws <see cref="SeamException"/> when Seam cannot be read.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(options.CurrentValue.ApiKey))
        {
            await list.ReadAsync(ct);
        }
    }
}
