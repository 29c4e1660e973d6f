using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>May these digits be told now, and if not, why.</summary>
public enum DisclosureAnswer
{
    /// <summary>Yes, to the address on file and nobody else.</summary>
    Share,

    /// <summary>Not yet: <see cref="DisclosureDecision.OpensUtc"/> says from when.</summary>
    TooEarly,

    /// <summary>The lock does not hold the code as it should at this time: it follows by itself, a host is called where needed.</summary>
    NoCodeYet,

    /// <summary>The stay is over.</summary>
    Ended,

    /// <summary>The reservation was cancelled.</summary>
    Cancelled,

    /// <summary>Whoever asks is not proven to be the guest.</summary>
    NotThisGuest,

    /// <summary>Other digits took the place of these.</summary>
    Replaced,

    /// <summary>The property has no door with a lock: there is no code to tell.</summary>
    NoLock,
}

/// <summary>The answer; <paramref name="OpensUtc"/> with <see cref="DisclosureAnswer.TooEarly"/> alone.</summary>
public sealed record DisclosureDecision(DisclosureAnswer Answer, DateTimeOffset? OpensUtc = null);

/// <summary>
/// The one rule of who may hear a code and when. Every exit of digits but Seam and the reveal asks it at the moment of leaving (P7); templates, the agent and the guest
/// page ask the same. Pure. The stay needs its reservation, pins, codes with locks, and property with doors loaded.
/// </summary>
public static class Disclosure
{
    /// <summary>A lock that schedules natively holds the code from here; before, only an owner's word lets it be told.</summary>
    public static readonly TimeSpan OnLockFrom = TimeSpan.FromHours(72);

    /// <summary>May the digits of this pin be told to somebody of this level now? A null pin asks for the code that holds.</summary>
    public static DisclosureDecision Decide(Stay stay, StayPin? pin, IdentityLevel level, DateTimeOffset nowUtc)
    {
        if (level == IdentityLevel.Unknown)
        {
            return new DisclosureDecision(DisclosureAnswer.NotThisGuest);
        }

        if (stay.Status == StayStatus.Cancelled)
        {
            return new DisclosureDecision(DisclosureAnswer.Cancelled);
        }

        if (nowUtc >= stay.CheckOutUtc)
        {
            return new DisclosureDecision(DisclosureAnswer.Ended);
        }

        if (stay.Property is not { Doors.Count: > 0 } property || stay.CheckInUtc is not { } checkInUtc)
        {
            return new DisclosureDecision(DisclosureAnswer.NoLock);
        }

        var opensUtc = OpensUtc(property, checkInUtc);
        return nowUtc < opensUtc ? new DisclosureDecision(DisclosureAnswer.TooEarly, opensUtc) : OfCode(stay, property, pin, nowUtc);
    }

    /// <summary>May this secret of the property be told to somebody of this level now? The stay has its property; a stay of another property never hears it.</summary>
    public static DisclosureDecision DecideSecret(Stay stay, PropertySecret secret, IdentityLevel level, DateTimeOffset nowUtc)
    {
        if (level == IdentityLevel.Unknown)
        {
            return new DisclosureDecision(DisclosureAnswer.NotThisGuest);
        }

        if (stay.Status == StayStatus.Cancelled)
        {
            return new DisclosureDecision(DisclosureAnswer.Cancelled);
        }

        if (nowUtc >= stay.CheckOutUtc)
        {
            return new DisclosureDecision(DisclosureAnswer.Ended);
        }

        if (stay.Property is not { } property || property.Id != secret.PropertyId || stay.CheckInUtc is not { } checkInUtc || stay.Entitlement is not (Entitlement.Earns or Entitlement.Keeps))
        {
            return new DisclosureDecision(DisclosureAnswer.NoCodeYet);
        }

        var opensUtc = secret.Told == SecretTold.FromCheckIn ? checkInUtc : OpensUtc(property, checkInUtc);
        return nowUtc < opensUtc ? new DisclosureDecision(DisclosureAnswer.TooEarly, opensUtc) : new DisclosureDecision(DisclosureAnswer.Share);
    }

    /// <summary>May the secret of the property's other way in be told to somebody of this level now? Only to the guest of a running stay who stands at a door that stays shut, where the host lets Cendra tell it.</summary>
    public static DisclosureDecision DecideFallback(Stay stay, LockOut? open, IdentityLevel level, DateTimeOffset nowUtc)
    {
        if (level == IdentityLevel.Unknown)
        {
            return new DisclosureDecision(DisclosureAnswer.NotThisGuest);
        }

        if (stay.Status == StayStatus.Cancelled)
        {
            return new DisclosureDecision(DisclosureAnswer.Cancelled);
        }

        if (nowUtc >= stay.CheckOutUtc || open is not { EndedUtc: null } || open.StayId != stay.Id)
        {
            return new DisclosureDecision(DisclosureAnswer.Ended);
        }

        return stay switch
        {
            { CheckInUtc: { } checkIn } when nowUtc < checkIn => new DisclosureDecision(DisclosureAnswer.TooEarly, checkIn),
            { CheckInUtc: not null, Property: { TellsFallback: true, FallbackWords.Length: > 0 }, Entitlement: Entitlement.Earns } => new DisclosureDecision(DisclosureAnswer.Share),
            _ => new DisclosureDecision(DisclosureAnswer.NoCodeYet),
        };
    }

    /// <summary>From when a guest may hear the code: the property's send time, and not before the lock holds it unless the owner allows that.</summary>
    public static DateTimeOffset OpensUtc(Property property, DateTimeOffset checkInUtc)
    {
        var sendUtc = checkInUtc - TimeSpan.FromMinutes(property.SendLeadMinutes);
        return property.MayTellCodeEarly ? sendUtc : Instants.Later(sendUtc, checkInUtc - OnLockFrom);
    }

    private static DisclosureDecision OfCode(Stay stay, Property property, StayPin? asked, DateTimeOffset nowUtc)
    {
        if (asked is { ReplacedUtc: not null })
        {
            return new DisclosureDecision(DisclosureAnswer.Replaced);
        }

        var pins = asked is not null ? [asked] : CurrentPins(stay);
        return pins.Count > 0 && stay.Entitlement is Entitlement.Earns or Entitlement.Keeps && pins.All(p => MayBeTold(stay, property, p, nowUtc))
            ? new DisclosureDecision(DisclosureAnswer.Share)
            : new DisclosureDecision(DisclosureAnswer.NoCodeYet);
    }

    /// <summary>The pins that hold now for a door that the guest needs: one for all doors, and one for each lock that chooses its own.</summary>
    public static IReadOnlyList<StayPin> CurrentPins(Stay stay) =>
        [.. stay.Pins.Where(p => p.ReplacedUtc is null && stay.Codes.Exists(c => c.StayPinId == p.Id && !c.IsSettled && !BackupCodes.IsStoodInFor(stay, c))).OrderBy(p => p.ChosenByLockId is null ? 0 : 1).ThenBy(p => p.PinVersion)];

    /// <summary>What was told may be told again: it is the code of the door, or somebody has been called about it. What is new must be on every door that the guest needs.</summary>
    private static bool MayBeTold(Stay stay, Property property, StayPin pin, DateTimeOffset nowUtc)
    {
        var doors = stay.Codes.Where(c => c.StayPinId == pin.Id && !c.IsSettled && !BackupCodes.IsStoodInFor(stay, c))
            .Select(c => (Code: c, Door: property.Doors.Find(d => d.LockId == c.LockId))).Where(d => d.Door is not null and not { Role: DoorRole.Extra })
            .Select(d => (d.Code, d.Door!.Role)).ToList();
        return pin.Sealed is not null && doors.Count > 0 && (pin.ToldUtc is not null || doors.All(d => StayReadiness.OfCode(d.Code, d.Role, nowUtc).Readiness == Readiness.Ready && IsConfirmed(d.Code, nowUtc)));
    }

    /// <summary>
    /// Minutes in which a young code is still on its way are no reason to call anybody, so the verdict of the stay passes over them; but digits that nobody heard yet wait for the lock that must hold them by now: it may refuse them.
    /// </summary>
    private static bool IsConfirmed(AccessCode code, DateTimeOffset nowUtc) =>
        code.IsOnLock || code.Lock?.Timing == LockTiming.JustInTime || nowUtc < code.IntendedFromUtc - LockWindows.NativePreload;
}
