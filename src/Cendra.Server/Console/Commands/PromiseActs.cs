using System.Globalization;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.Orders;
using Cendra.Messaging.Promises;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What a person does with the promises of a stay: one call each, in a scope of its own. An account that only looks does nothing.</summary>
public sealed class PromiseActs(IServiceScopeFactory scopes)
{
    private static readonly Ordered NotYours = new("Your account looks and changes nothing. An owner can change that.");

    /// <summary>Notes a promise made elsewhere; day and time as typed, on the property's wall.</summary>
    public Task<Ordered> AddAsync(Guid stayId, string what, string day, string time, string zone, SignedInHost host, CancellationToken ct) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && TimeOnly.TryParseExact(time, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? RunAsync(host, desk => desk.AddAsync(stayId, what, StayWindow.InstantOf(date, at, zone), host.Id, host.Actor, host.Scope, ct))
            : Task.FromResult(new Ordered("Say by when: a day, and a time such as 14:30."));

    /// <summary>It was done, and the guest knows.</summary>
    public Task<Ordered> KeptAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, desk => desk.KeptAsync(id, host.Actor, host.Scope, ct));

    /// <summary>It is taken back, and the guest knows.</summary>
    public Task<Ordered> WithdrawAsync(Guid id, SignedInHost host, CancellationToken ct) => RunAsync(host, desk => desk.WithdrawAsync(id, host.Actor, host.Scope, ct));

    private async Task<Ordered> RunAsync(SignedInHost host, Func<PromiseDesk, Task<Ordered>> act)
    {
        if (!host.MayChange)
        {
            return NotYours;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<PromiseDesk>());
    }
}
