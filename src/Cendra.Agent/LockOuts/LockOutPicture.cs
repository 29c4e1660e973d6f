using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;

namespace Cendra.Agent.LockOuts;

/// <summary>All that is known at one moment of a guest at a locked door: doors, window, battery, connection, code and keypad are looked at together, before anything is asked.</summary>
internal sealed class LockOutPicture(GuestTurn turn, StayFacts facts, DisclosureDecision decision)
{
    /// <summary>So long keypads rest after too many wrong tries: between one and five minutes, by the makers' manuals.</summary>
    public static readonly TimeSpan KeypadRests = TimeSpan.FromMinutes(5);

    /// <summary>After so many refusals in a row keypads rest.</summary>
    public const int RefusalsThatRest = 5;

    private static readonly TimeSpan WalksUp = TimeSpan.FromMinutes(15);

    /// <summary>What was noticed before; null = it begins.</summary>
    public LockOut? Before => turn.LockOut;

    public DateTimeOffset Now => turn.NowUtc;

    public Stay Stay => facts.Stay;

    /// <summary>The doors that nobody gets in without, in walking order.</summary>
    public IReadOnlyList<DoorFacts> Needed { get; } = [.. facts.Doors.Where(d => d.IsNeeded)];

    public bool IsTooEarly => facts.IsBefore;

    public bool MayTellCode => decision.Answer == DisclosureAnswer.Share;

    /// <summary>The other way in may be told and was not.</summary>
    public bool HasOtherWay => facts.IsInside && Before?.FallbackToldUtc is null && Stay is { Property: { TellsFallback: true, FallbackWords.Length: > 0 }, Entitlement: Entitlement.Earns };

    /// <summary>The door at which the guest stands, by what was said, by the only one there is, by which one refused, or by which one they came through; null = it could be several.</summary>
    public DoorFacts? DoorAt(LockOutSaid said)
    {
        if ((said.LockId ?? Before?.LockId) is { } known && Needed.FirstOrDefault(d => d.LockId == known) is { } told)
        {
            return told;
        }

        var refused = Needed.Where(d => turn.Denials.Any(r => r.LockId == d.LockId && !(d.UnlockedUtc > r.AtUtc))).ToList();
        var passed = Needed.TakeWhile(d => Now - d.UnlockedUtc <= WalksUp).Count();
        return Needed.Count == 1 ? Needed[0] : refused.Count == 1 ? refused[0] : passed > 0 && passed < Needed.Count ? Needed[passed] : null;
    }

    /// <summary>What surely keeps a door shut, whatever the guest types; of several doors the first that has something. <see cref="LockOutFinding.None"/> = nothing is known.</summary>
    public LockOutFinding Fault(DoorFacts? at, LockOutSaid said)
    {
        if ((said.Heard == LockOutHeard.Dark && !(at is { Battery: BatteryState.Fine } && Before is null or { Step: LockOutStep.Noticed })) || Before is { Finding: LockOutFinding.DeadBattery, FallbackToldUtc: not null })
        {
            return LockOutFinding.DeadBattery;
        }

        return (at is null ? Needed : [at]).Select(Fault).FirstOrDefault(f => f != LockOutFinding.None);
    }

    /// <summary>Until when the keypad of this door rests; null = it takes digits as far as is known.</summary>
    public DateTimeOffset? RestsUntil(DoorFacts? at)
    {
        var last = (at is null ? Needed : [at]).Select(d => (Door: d, Refused: turn.Denials.Where(r => r.LockId == d.LockId && !(d.UnlockedUtc > r.AtUtc)).OrderBy(r => r.AtUtc).ToList()))
            .Where(d => d.Refused.Count >= RefusalsThatRest || d.Refused is [.., { Why: LockDenial.TooManyTries }]).Select(d => (DateTimeOffset?)d.Refused[^1].AtUtc).Max();
        return last + KeypadRests is { } until && until > Now ? until : null;
    }

    private static LockOutFinding Fault(DoorFacts door) => door switch
    {
        { Battery: BatteryState.Critical } or { IsKeypadDead: true } => LockOutFinding.DeadBattery,
        { Code: OnLock.Yes } => LockOutFinding.None,
        { IsOnline: false } => LockOutFinding.OfflineWithoutCode,
        _ => LockOutFinding.NoCodeOnLock,
    };
}
