using Cendra.Domain.Access;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Lifecycle.Orders;

/// <summary>
/// A host chooses a stay's digits or has them replaced. Promise P4 holds: what was told opens until the new digits are on the lock and told. Digits come in here and
/// leave only sealed; no answer holds them.
/// </summary>
public sealed class PinOrders(CendraDbContext db, OrderedStay orders, StayPins pins, PinHolds holds, PinVault vault, GuestWays ways, StayClock clock, IdSource ids)
{
    /// <summary>Why digits are replaced that a host had changed.</summary>
    public const string HostsOrder = "a host ordered other digits";

    /// <summary>Gives the stay the typed digits on every door whose lock takes digits.</summary>
    public Task<Ordered> ChooseAsync(Guid stayId, string typed, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, async stay =>
    {
        var doors = Doors(stay).Where(d => !d.Lock!.ChoosesPin).ToList();
        var pin = TypedPin.Clean(typed);
        var problem = WhyNone(stay) ?? (doors.Count == 0 ? "Every lock of this property chooses its digits itself." : string.Join(" ", TypedPin.Problems(pin, doors)));
        problem = problem.Length > 0 ? problem : await WhyTakenAsync(stay, vault.Hash(pin), doors, ct);
        if (problem.Length > 0)
        {
            return (problem, "");
        }

        Replace(stay, p => p.ChosenByLockId is null);
        var chosen = new StayPin
        {
            Id = ids.Next(), StayId = stay.Id, PinVersion = stay.Pins.Select(p => p.PinVersion).DefaultIfEmpty().Max() + 1, Source = PinSource.Host, Sealed = vault.Seal(pin), CreatedUtc = clock.GetUtcNow(),
        };
        db.StayPins.Add(chosen);
        await holds.HoldAsync(chosen.Sealed.Hash, [.. doors.Select(d => d.LockId)], stay.Id, ct);
        return ("", $"A {pin.Length}-digit code of the host’s choice for {Count(doors.Count)}");
    }, ct);

    /// <summary>What a rotation would do, in words; nothing is done.</summary>
    public async Task<RotationPlan> PlanAsync(Guid stayId, PropertyScope scope, CancellationToken ct) =>
        await orders.ReadAsync(stayId, scope, ct) is { } stay ? await PlanAsync(stay, ct) : new RotationPlan([], [], "This stay is not here any more, or lies outside what you see.");

    /// <summary>Other digits for every door whose lock can take a code back.</summary>
    public Task<Ordered> RotateAsync(Guid stayId, PropertyScope scope, string actor, CancellationToken ct) => orders.RunAsync(stayId, scope, actor, async stay =>
    {
        var plan = await PlanAsync(stay, ct);
        if (plan.Problem.Length > 0)
        {
            return (plan.Problem, "");
        }

        var offline = Doors(stay).Where(d => d.Lock!.Timing == LockTiming.OfflineCode).Select(d => d.LockId).ToHashSet();
        Replace(stay, p => p.ChosenByLockId is not { } lockId || !offline.Contains(lockId));
        return ("", "The code is to be replaced; the one before opens until the new one is on the lock and told");
    }, ct);

    private async Task<RotationPlan> PlanAsync(Stay stay, CancellationToken ct) =>
        RotationPlan.Of(stay, ways.Of(stay.Reservation), await StayPicture.GivenOutUpToAsync(db, stay.Id, ct), WhyNone(stay) ?? "", clock.GetUtcNow());

    private void Replace(Stay stay, Func<StayPin, bool> which)
    {
        foreach (var pin in stay.Pins.Where(p => p.ReplacedUtc is null && which(p)).ToList())
        {
            pins.Replace(stay, pin, HostsOrder);
        }
    }

    private async Task<string> WhyTakenAsync(Stay stay, string hash, List<DoorUse> doors, CancellationToken ct)
    {
        if (stay.Pins.Find(p => p.Sealed?.Hash == hash) is { } had)
        {
            return had.ReplacedUtc is null ? "These are the digits of this stay already." : "This stay had these digits before and they were replaced. Choose others.";
        }

        var taken = new List<string>();
        foreach (var door in doors)
        {
            if ((await holds.TakenAsync([door.LockId], stay.Id, ct)).Contains(hash))
            {
                taken.Add(door.DoorName);
            }
        }

        return taken.Count == 0 ? "" : $"{string.Join(", ", taken)}: these digits are somebody else’s, or were a short while ago. Choose others.";
    }

    private string? WhyNone(Stay stay) => stay.Property is null ? "No property is set for this stay’s listing yet."
        : stay.Entitlement != Entitlement.Earns ? "This stay is entitled to no new code."
        : stay.CodeEndUtc <= clock.GetUtcNow() ? "The stay is over." : null;

    private static IEnumerable<DoorUse> Doors(Stay stay) => stay.Property?.Doors.OrderBy(d => d.WalkingOrder) ?? Enumerable.Empty<DoorUse>();

    private static string Count(int doors) => doors == 1 ? "one door" : $"{doors} doors";
}
