using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Scheduled;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>
/// What a host orders on the page of a stay, or about the codes of those who work in a property: one call each, in a scope of its own. An account that only looks orders
/// nothing; every order is recorded with who gave it.
/// </summary>
public sealed class StayControl(IServiceScopeFactory scopes)
{
    private static readonly Ordered NotYours = new("Your account looks and changes nothing. An owner can change that.");

    /// <summary>Another time of arrival; null = the usual one.</summary>
    public Task<Ordered> ArriveAtAsync(Guid stayId, TimeOnly? time, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.ArriveAtAsync(stayId, time, host.Scope, host.Actor, ct));

    /// <summary>Another time of leaving; null = the usual one.</summary>
    public Task<Ordered> LeaveAtAsync(Guid stayId, TimeOnly? time, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.LeaveAtAsync(stayId, time, host.Scope, host.Actor, ct));

    /// <summary>Cancelled in the house: the codes stay.</summary>
    public Task<Ordered> KeepAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.KeepAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>Cancelled in the house: the codes go now.</summary>
    public Task<Ordered> RevokeNowAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.RevokeNowAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>The second stay in the same nights gets its code.</summary>
    public Task<Ordered> LetInAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.LetInAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>The host told the guest the code another way.</summary>
    public Task<Ordered> ToldAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.ToldAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>Digits of the host's choice.</summary>
    public Task<Ordered> ChooseCodeAsync(Guid stayId, string typed, SignedInHost host, CancellationToken ct) => RunAsync<PinOrders>(host, o => o.ChooseAsync(stayId, typed, host.Scope, host.Actor, ct));

    /// <summary>What a rotation would do; nothing is done.</summary>
    public async Task<RotationPlan> RotationAsync(Guid stayId, SignedInHost host, CancellationToken ct)
    {
        if (!host.MayChange)
        {
            return new RotationPlan([], [], NotYours.Problem);
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PinOrders>().PlanAsync(stayId, host.Scope, ct);
    }

    /// <summary>Other digits in place of the present ones.</summary>
    public Task<Ordered> RotateAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<PinOrders>(host, o => o.RotateAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>The arrival message once more.</summary>
    public Task<Ordered> SendAgainAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<SendAgain>(host, o => o.RunAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>The links to the guest's page that went out open nothing any more.</summary>
    public Task<Ordered> EndLinkAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<StayOrders>(host, o => o.EndLinkAsync(stayId, host.Scope, host.Actor, ct));

    /// <summary>A code for somebody who works in a property.</summary>
    public Task<Ordered> MakeWorkCodeAsync(WorkCode code, SignedInHost host, CancellationToken ct) => RunAsync<WorkOrders>(host, o => o.MakeAsync(code, host.Scope, host.Actor, ct));

    /// <summary>The end of such a code, now.</summary>
    public Task<Ordered> EndWorkCodeAsync(Guid stayId, SignedInHost host, CancellationToken ct) => RunAsync<WorkOrders>(host, o => o.EndAsync(stayId, host.Scope, host.Actor, ct));

    private async Task<Ordered> RunAsync<T>(SignedInHost host, Func<T, Task<Ordered>> order) where T : notnull
    {
        if (!host.MayChange)
        {
            return NotYours;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await order(scope.ServiceProvider.GetRequiredService<T>());
    }
}
