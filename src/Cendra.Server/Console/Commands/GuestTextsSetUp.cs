using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Scheduled;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner says about the messages of a property: one call each, in a scope of its own.</summary>
public sealed class GuestTextsSetUp(IServiceScopeFactory scopes)
{
    private static readonly Ordered NotYours = new("Only an owner changes what guests are sent.");

    /// <summary>Sends a kind from now on, or does not any more.</summary>
    public Task<Ordered> SwitchAsync(Guid propertyId, string kind, bool on, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.SwitchAsync(propertyId, kind, on, host.Actor, host.Scope, ct));

    /// <summary>Own words for a language.</summary>
    public Task<Ordered> SaveAsync(Guid propertyId, string kind, string language, string body, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.SaveAsync(propertyId, kind, language, body, host.Actor, host.Scope, ct));

    /// <summary>The built-in words again.</summary>
    public Task<Ordered> ResetAsync(Guid propertyId, string kind, string language, SignedInHost host, CancellationToken ct) => RunAsync(host, d => d.ResetAsync(propertyId, kind, language, host.Actor, host.Scope, ct));

    private async Task<Ordered> RunAsync(SignedInHost host, Func<CourtesyDesk, Task<Ordered>> change)
    {
        if (!host.IsOwner)
        {
            return NotYours;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await change(scope.ServiceProvider.GetRequiredService<CourtesyDesk>());
    }
}
