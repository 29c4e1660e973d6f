using Cendra.Agent.Prompts;
using Cendra.Lifecycle.Orders;
using Cendra.Server.Releases;
using Cendra.Server.Security;

namespace Cendra.Server.Console.Commands;

/// <summary>What an owner does with words and policy of the house: one call each. Who is no owner is refused.</summary>
public sealed class ReleaseActs(ReleaseDesk desk, PublishDesk publish, SafetyRuns runs, CaseDesk cases)
{
    private static readonly Ordered NotYours = new("Only an owner changes what is in force.");
    private static readonly Ordered NotToKeep = new("Your account looks and changes nothing. An owner can change that.");

    /// <summary>Begins a change of what is in force, or of an earlier release.</summary>
    public Task<Ordered> BeginAsync(Guid? fromId, SignedInHost host, CancellationToken ct) => Owner(host, () => desk.BeginAsync(fromId, host.Actor, ct));

    /// <summary>Other words for one text.</summary>
    public Task<Ordered> SaveTextAsync(Guid id, int version, TextPlace at, string from, string words, SignedInHost host, CancellationToken ct) =>
        Owner(host, () => desk.SaveTextAsync(id, version, at, from, words, host.Actor, ct));

    /// <summary>A file as it ships.</summary>
    public Task<Ordered> TakeShippedAsync(Guid id, int version, string name, SignedInHost host, CancellationToken ct) => Owner(host, () => desk.TakeShippedAsync(id, version, name, host.Actor, ct));

    /// <summary>These files of the folder.</summary>
    public Task<Ordered> TakeFolderAsync(Guid id, int version, IReadOnlyCollection<string> files, SignedInHost host, CancellationToken ct) => Owner(host, () => desk.TakeFolderAsync(id, version, files, host.Actor, ct));

    /// <summary>Another policy.</summary>
    public Task<Ordered> SavePolicyAsync(Guid id, int version, HousePolicy policy, SignedInHost host, CancellationToken ct) => Owner(host, () => desk.SavePolicyAsync(id, version, policy, host.Actor, ct));

    /// <summary>What is said about the change.</summary>
    public Task<Ordered> DescribeAsync(Guid id, int version, string remark, SignedInHost host, CancellationToken ct) => Owner(host, () => desk.DescribeAsync(id, version, remark, ct));

    /// <summary>Throws the change away.</summary>
    public Task<Ordered> DiscardAsync(Guid id, int version, SignedInHost host, CancellationToken ct) => Owner(host, () => desk.DiscardAsync(id, version, host.Actor, ct));

    /// <summary>Runs the safety scenarios on it, in the background.</summary>
    public Task<Ordered> RunAsync(Guid id, int version, bool asksModel, SignedInHost host, CancellationToken ct) => Owner(host, () => runs.StartAsync(id, version, asksModel, host.Actor, ct));

    /// <summary>Ends the run.</summary>
    public Task<Ordered> StopAsync(SignedInHost host) => Owner(host, () =>
    {
        runs.Stop();
        return Task.FromResult(Ordered.Done);
    });

    /// <summary>Puts the change in force.</summary>
    public Task<Ordered> PublishAsync(Guid id, int version, Guid inForceId, string? remark, SignedInHost host, CancellationToken ct) => Owner(host, () => publish.PublishAsync(id, version, inForceId, remark, host.Actor, ct));

    /// <summary>Puts an earlier release in force again.</summary>
    public Task<Ordered> GoBackAsync(Guid id, Guid inForceId, SignedInHost host, CancellationToken ct) => Owner(host, () => publish.GoBackAsync(id, inForceId, host.Actor, ct));

    /// <summary>Keeps an answer as a test case: owners and managers, within what they see.</summary>
    public Task<Ordered> KeepCaseAsync(Guid conversationId, Guid messageId, SignedInHost host, CancellationToken ct) =>
        host.MayChange ? cases.KeepAsync(conversationId, messageId, host.Actor, host.Scope, ct) : Task.FromResult(NotToKeep);

    /// <summary>Other words or expectations of a case.</summary>
    public Task<Ordered> ChangeCaseAsync(Guid id, int version, string words, bool callsPerson, bool tellsNoCode, string notSaid, SignedInHost host, CancellationToken ct) =>
        Owner(host, () => cases.ChangeAsync(id, version, words, callsPerson, tellsNoCode, notSaid, host.Actor, ct));

    /// <summary>Removes a case.</summary>
    public Task<Ordered> RemoveCaseAsync(Guid id, SignedInHost host, CancellationToken ct) => Owner(host, () => cases.RemoveAsync(id, host.Actor, ct));

    private static Task<Ordered> Owner(SignedInHost host, Func<Task<Ordered>> act) => host.IsOwner ? act() : Task.FromResult(NotYours);
}
