using System.Globalization;
using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Lifecycle.Locks;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Escalations;

/// <summary>
/// Where a lock may open its door outside a stay's window, a host is told before a code for it is first sent (P1): once a lock, because it is the lock's nature and not the stay's.
/// </summary>
public static class LockLimits
{
    /// <summary>How the causes of these notices begin.</summary>
    public const string Cause = "lock-limits:";

    /// <summary>A host who cannot be told holds a guest's code back no longer than this.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>The notices that these codes need and that nobody has had.</summary>
    public static async Task<IReadOnlyList<Concern>> NotYetSaidAsync(CendraDbContext db, IReadOnlyList<(AccessCode Code, DoorUse Door)> current, CancellationToken ct)
    {
        var concerns = current.Where(c => Limit(c.Code).Length > 0).Select(c => Of(c.Code, c.Door)).DistinctBy(c => c.Cause).ToList();
        var causes = concerns.Select(c => c.Cause).ToList();
        var said = await db.Escalations.Where(e => causes.Contains(e.Cause)).Select(e => e.Cause).ToListAsync(ct);
        return [.. concerns.Where(c => !said.Contains(c.Cause))];
    }

    /// <summary>True while a notice about one of these locks waits for a host to get it, and there is a host to get it.</summary>
    public static async Task<bool> WaitForHostAsync(CendraDbContext db, IEnumerable<Guid> lockIds, CancellationToken ct)
    {
        var causes = lockIds.Select(CauseOf).ToList();
        return await db.Escalations.AnyAsync(e => causes.Contains(e.Cause) && e.ResolvedUtc == null && e.NotifiedUtc == null && e.AcknowledgedUtc == null, ct)
            && await db.HostContacts.AnyAsync(c => c.IsActive && c.Phone != "", ct);
    }

    /// <summary>
    /// The rule of disclosure for somebody who asks and is not sent a message: what waits for a host before it is first told waits here too, as long as messages wait.
    /// </summary>
    public static async Task<DisclosureDecision> DecideAsync(CendraDbContext db, Stay stay, DateTimeOffset nowUtc, CancellationToken ct)
    {
        var decision = Disclosure.Decide(stay, null, IdentityLevel.Attested, nowUtc);
        var isNew = decision.Answer == DisclosureAnswer.Share && Disclosure.CurrentPins(stay).Any(p => p.ToldUtc is null) && nowUtc < Disclosure.OpensUtc(stay.Property!, stay.CheckInUtc!.Value) + LongestWait;
        return isNew && await WaitForHostAsync(db, stay.Codes.Select(c => c.LockId), ct) ? new DisclosureDecision(DisclosureAnswer.NoCodeYet) : decision;
    }

    private static string CauseOf(Guid lockId) => $"{Cause}{lockId:N}";

    private static Concern Of(AccessCode code, DoorUse door) => new(
        CauseOf(code.LockId), EscalationPriority.P3, $"{door.DoorName}: what this lock can and cannot do", $"{Limit(code)} It holds for every guest of this door. Nothing is to be done; you should know it.", Limit(code), code.LockId);

    /// <summary>What a host should know of this code's lock, one sentence a limit; empty = nothing.</summary>
    public static string Limit(AccessCode code)
    {
        var early = (code.IntendedFromUtc - code.MayOpenFromUtc).TotalMinutes;
        return string.Join(' ', new[]
        {
            code.Lock?.Timing == LockTiming.OfflineCode
                ? "It makes its codes by itself, without a connection: in whole hours, and a code that was given cannot be taken back before its end."
                : early > 0 ? string.Create(CultureInfo.InvariantCulture, $"It is programmed just in time: a code may open up to {early:0} minutes before check-in. A lock that is offline at the end keeps the code until it is back.") : "",
            code.Lock?.Timing == LockTiming.OfflineCode && Is(code, LockBrands.Igloohome)
                ? "A code for more than a day must be used within 24 hours of its start, or it never opens: tell guests who arrive late, and give them another way in." : "",
            code.Lock?.Timing == LockTiming.OfflineCode && code.Lock.TimeFrames.Contains("\"matching_start_end_time\":true", StringComparison.Ordinal)
                ? "A code for 29 days or more begins and ends at the same time of day: it may open some hours before check-in or after check-out, never in another stay." : "",
            code.Lock?.Timing == LockTiming.OfflineCode && code.Lock.TimeFrames.Contains("time_pairs", StringComparison.Ordinal) && Is(code, LockBrands.Oracode)
                ? "It takes only its own fixed times of day: its codes may open before check-in and after check-out, never in another stay." : "",
            code.Lock?.GetPinConstraints().Contains("start_date_in_future") == true
                ? "It refuses a start that has come: a code booked on the day itself opens a quarter of an hour after it was made." : "",
        }.Where(t => t.Length > 0));
    }

    /// <summary>Until when the code must have opened the door once, or it never does; null = at any time of its window.</summary>
    public static DateTimeOffset? FirstUseByUtc(AccessCode code) =>
        code.Lock is { Timing: LockTiming.OfflineCode } && Is(code, LockBrands.Igloohome) && code.IntendedUntilUtc - code.IntendedFromUtc > TimeSpan.FromHours(24)
            ? code.IntendedFromUtc.AddHours(24) : null;

    private static bool Is(AccessCode code, LockBrand brand) => LockBrands.Of(code.Lock!.DeviceType) == brand;
}
