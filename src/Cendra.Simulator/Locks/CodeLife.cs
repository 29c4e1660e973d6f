using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>
/// What happens to a code by itself, from its creation to its end. While the account is cut off Seam does nothing; the locks go on.
/// </summary>
internal sealed class CodeLife(World world, CodeTimes times, CodeProgramming programming, OfflinePins pins)
{
    /// <summary>How long the lock takes to choose an offline PIN.</summary>
    public static readonly TimeSpan AssignmentTakes = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(10);

    /// <summary>The moment at which something happens to this code next; null when nothing will.</summary>
    public DateTimeOffset? NextDueUtc(CodeState code)
    {
        if ((!code.IsManaged && !code.IsRemoving) || !world.IsAccountConnected)
        {
            return null;
        }

        var attempt = code.AttemptAtUtc is not null && world.Door(code.DeviceId).IsOnline ? code.AttemptAtUtc : null;
        var end = code.IsRemoving ? null : code.EndsAtUtc;
        return Earlier(Earlier(Earlier(code.AssignAtUtc, code.BeginsAtUtc), Earlier(attempt, end)), code.DelayNoticeAtUtc);
    }

    /// <summary>Carries out the one step that is due first; the world's clock must have reached it.</summary>
    public void Advance(CodeState code)
    {
        var due = NextDueUtc(code);
        Action<CodeState> step = code switch
        {
            _ when due is null => _ => { },
            _ when due == code.AssignAtUtc => pins.Assign,
            _ when due == code.BeginsAtUtc => BeginUse,
            _ when due == code.AttemptAtUtc && world.Door(code.DeviceId).IsOnline => programming.Attempt,
            _ when due == code.EndsAtUtc && !code.IsRemoving => BeginRemoval,
            _ => TellDelay,
        };
        step(code);
    }

    /// <summary>Sets out a new code's road to the lock.</summary>
    public void Begin(CodeState code)
    {
        if (code.IsOffline)
        {
            code.AssignAtUtc = world.NowUtc + AssignmentTakes;
            code.BeginsAtUtc = code.StartsAtUtc;
        }
        else
        {
            times.Schedule(code);
        }

        world.EmitForCode("access_code.created", code);
        CatchUp(code);
    }

    /// <summary>A code whose hour has already come is being set from this moment.</summary>
    public void CatchUp(CodeState code)
    {
        if (code.BeginsAtUtc <= world.NowUtc && world.IsAccountConnected)
        {
            BeginUse(code);
        }
    }

    /// <summary>At the end, or when asked to delete: take the code off, or drop it when the lock does not hold it.</summary>
    public void BeginRemoval(CodeState code)
    {
        code.Status = "removing";
        code.Update = null;
        code.BeginsAtUtc = null;
        code.RemovalBegunAtUtc ??= world.NowUtc;
        if (code.IsOffline || world.Door(code.DeviceId).Stored(code.AccessCodeId) is null)
        {
            programming.Forget(code, wasOnLock: false);
            return;
        }

        code.AttemptAtUtc = world.NowUtc + CodeProgramming.Takes;
        code.DelayNoticeAtUtc = world.NowUtc + LateAfter;
    }

    /// <summary>Lets work that waited for the lock start a few seconds from now.</summary>
    public void Resume(DoorState door)
    {
        foreach (var code in world.CodesOf(door).Where(code => code.AttemptAtUtc <= world.NowUtc))
        {
            code.AttemptAtUtc = world.NowUtc + CodeProgramming.Takes;
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    /// <summary>The code's hour has come: usable if the lock has it, else Seam is "setting" it.</summary>
    private void BeginUse(CodeState code)
    {
        code.BeginsAtUtc = null;
        if (world.Door(code.DeviceId).Stored(code.AccessCodeId) is not null)
        {
            code.Status = "set";
            world.EmitForCode("access_code.set_on_device", code, new JsonObject { ["code"] = code.Digits });
        }
        else if (code.AssignAtUtc is null)
        {
            code.Status = "setting";
            code.DelayNoticeAtUtc = world.NowUtc + LateAfter;
        }
    }

    private void TellDelay(CodeState code)
    {
        code.DelayNoticeAtUtc = null;
        var warning = code.IsRemoving ? Problems.DelayInRemoving : Problems.DelayInSetting;
        if (Problems.Add(code.Warnings, warning, world.NowUtc))
        {
            world.EmitForCode("access_code." + warning, code, Problems.ForEvent(world, world.Door(code.DeviceId), code));
        }
    }
}
