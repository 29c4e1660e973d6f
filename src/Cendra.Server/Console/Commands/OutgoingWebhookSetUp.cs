using Cendra.Lifecycle.Outgoing;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner does with connections to programs that are told: one call each, in a scope of its own. In rehearsal nothing leaves the machine but to hosts that its operator allowed.</summary>
public sealed class OutgoingWebhookSetUp(IServiceScopeFactory scopes, WayOutside way)
{
    private static readonly OutgoingChanged NotYours = new("Only an owner changes connections.");
    private static readonly OutgoingChanged NotReal = new(WayOutside.NotReal);

    /// <summary>A new one with its secret.</summary>
    public Task<OutgoingChanged> MakeAsync(string name, string url, IReadOnlyCollection<string> kinds, SignedInHost host, CancellationToken ct) =>
        way.IsClosedTo(url) ? Task.FromResult(NotReal) : RunAsync(host, d => d.MakeAsync(name, url, kinds, host.Actor, ct));

    /// <summary>Another address or other kinds; an empty address keeps the one before.</summary>
    public Task<OutgoingChanged> ChangeAsync(Guid id, string url, IReadOnlyCollection<string> kinds, SignedInHost host, CancellationToken ct) =>
        url.Trim().Length > 0 && way.IsClosedTo(url) ? Task.FromResult(NotReal) : RunAsync(host, d => d.ChangeAsync(id, url, kinds, host.Actor, ct));

    /// <summary>After the keys were lost: the address again, with a new secret.</summary>
    public Task<OutgoingChanged> EnterAnewAsync(Guid id, string url, IReadOnlyCollection<string> kinds, SignedInHost host, CancellationToken ct) =>
        way.IsClosedTo(url) ? Task.FromResult(NotReal) : RunAsync(host, d => d.EnterAnewAsync(id, url, kinds, host.Actor, ct));

    /// <summary>A new secret beside the old one.</summary>
    public Task<OutgoingChanged> RotateAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.RotateAsync(id, host.Actor, ct));

    /// <summary>Only the newest secret signs.</summary>
    public Task<OutgoingChanged> RemoveOldAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.RemoveOldAsync(id, host.Actor, ct));

    /// <summary>Nothing is sent.</summary>
    public Task<OutgoingChanged> PauseAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.PauseAsync(id, host.Actor, ct));

    /// <summary>It is sent again.</summary>
    public Task<OutgoingChanged> ResumeAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.ResumeAsync(id, host.Actor, ct));

    /// <summary>An event that means nothing, now.</summary>
    public Task<OutgoingChanged> TestAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.TestAsync(id, ct));

    /// <summary>One of the last deliveries again.</summary>
    public Task<OutgoingChanged> SendAgainAsync(Guid eventId, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.SendAgainAsync(eventId, ct));

    private async Task<OutgoingChanged> RunAsync(SignedInHost host, Func<OutgoingDesk, Task<OutgoingChanged>> change)
    {
        if (!host.IsOwner)
        {
            return NotYours;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<OutgoingDesk>());
    }
}
