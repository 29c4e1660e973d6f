using Cendra.Lifecycle.WriteBack;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner says about codes in fields of booking systems: one call each, in a scope of its own.</summary>
public sealed class WriteBackSetUp(IServiceScopeFactory scopes, WayOutside way)
{
    private static readonly WriteBackChanged NotYours = new("Only an owner changes connections.");

    /// <summary>Codes are written from now on.</summary>
    public Task<WriteBackChanged> SwitchOnAsync(Guid id, string url, bool adopts, SignedInHost host, CancellationToken ct) =>
        url.Trim().Length > 0 && way.IsClosedTo(url) ? Task.FromResult(new WriteBackChanged(WayOutside.NotReal)) : RunAsync(host, d => d.SwitchOnAsync(id, url, adopts, host.Actor, ct));

    /// <summary>Another secret.</summary>
    public Task<WriteBackChanged> NewSecretAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.NewSecretAsync(id, host.Actor, ct));

    /// <summary>They are not written any more.</summary>
    public Task<WriteBackChanged> SwitchOffAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.SwitchOffAsync(id, host.Actor, ct));

    private async Task<WriteBackChanged> RunAsync(SignedInHost host, Func<WriteBackDesk, Task<WriteBackChanged>> change)
    {
        if (!host.IsOwner)
        {
            return NotYours;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<WriteBackDesk>());
    }
}
