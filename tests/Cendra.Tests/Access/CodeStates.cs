using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;

namespace Cendra.Tests.Access;

/// <summary>A code brought into any state by the moves that lead there.</summary>
internal static class CodeStates
{
    public static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset From = Now.AddDays(1);
    public static readonly DateTimeOffset Until = Now.AddDays(3);

    public static AccessCode In(AccessCodeState state)
    {
        var code = AccessCode.Plan(
            new Guid(3, 0, 0, new byte[8]),
            new StayPin { Id = new Guid(2, 0, 0, new byte[8]), StayId = new Guid(1, 0, 0, new byte[8]), PinVersion = 1 },
            new DoorUse { DoorName = "Flat 3-2", LockId = new Guid(4, 0, 0, new byte[8]) },
            "Cendra 1",
            new CodeWindow(From, Until, From),
            Now);
        if (state is AccessCodeState.Planned)
        {
            return code;
        }

        code.BeginCreate();
        if (state is AccessCodeState.Creating)
        {
            return code;
        }

        code.MarkAccepted("seam-1");
        Lead(code, state);
        return code;
    }

    public static CodeReading Reading(CodePresence presence, AccessCodeFault trouble = AccessCodeFault.None) =>
        new(presence, From, Until, WindowChangePending: false, PinHash: null, trouble, trouble == AccessCodeFault.None ? "" : "Something is wrong", LockReachable: true);

    private static void Lead(AccessCode code, AccessCodeState state)
    {
        switch (state)
        {
            case AccessCodeState.Scheduled:
                code.Observe(Reading(CodePresence.ScheduledOnLock), Now);
                break;
            case AccessCodeState.Active:
                code.Observe(Reading(CodePresence.Working), From);
                break;
            case AccessCodeState.InUse:
                code.MarkUsed(From);
                break;
            case AccessCodeState.Removing:
                code.BeginRemoval("cendra", "check-out", Until);
                break;
            case AccessCodeState.Revoked:
                code.MarkRevoked("read back", Until);
                break;
            case AccessCodeState.EndedByLock:
                code.MarkEndedByLock(LockTiming.NativeSchedule, Until);
                break;
            case AccessCodeState.Unproven:
                code.MarkUnproven("the lock is offline", Until);
                break;
            default:
                break;
        }
    }
}
