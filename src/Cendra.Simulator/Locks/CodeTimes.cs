using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>When a code gets to its lock. Native: 72 h before the start; just in time: 60 minutes before it (Seam's guide to access codes).</summary>
internal sealed class CodeTimes(World world)
{
    private static readonly TimeSpan NativePreload = TimeSpan.FromHours(72);
    private static readonly TimeSpan JustInTimeLead = TimeSpan.FromMinutes(60);

    /// <summary>Sets (again) when a code that is not on the lock gets there.</summary>
    public void Schedule(CodeState code)
    {
        var startUtc = code.StartsAtUtc ?? world.NowUtc;
        code.BeginsAtUtc = code.IsNative || !code.IsTimeBound ? startUtc : startUtc - JustInTimeLead;
        var loadAtUtc = code.IsNative && code.IsTimeBound ? startUtc - NativePreload : code.BeginsAtUtc.Value;
        code.AttemptAtUtc = (loadAtUtc > world.NowUtc ? loadAtUtc : world.NowUtc) + CodeProgramming.Takes;
        code.DelayNoticeAtUtc = null;
        code.Status = "unset";
    }

    /// <summary>Brings a code that is on the lock in line with its new times.</summary>
    public void Realign(CodeState code)
    {
        var startUtc = code.StartsAtUtc ?? world.NowUtc;
        if (!code.IsNative && startUtc - JustInTimeLead > world.NowUtc)
        {
            code.MustLeaveLock = true;
            code.AttemptAtUtc = world.NowUtc + CodeProgramming.Takes;
        }
        else if (code.IsNative && startUtc > world.NowUtc)
        {
            code.Status = "unset";
            code.BeginsAtUtc = startUtc;
        }
        else if (code.Status != "set")
        {
            code.BeginsAtUtc = null;
            TellLoaded(code);
        }
    }

    /// <summary>The lock has it: scheduled while its hour is still to come, else set.</summary>
    public void TellLoaded(CodeState code)
    {
        var body = new JsonObject { ["code"] = code.Digits };
        if (code.BeginsAtUtc is not null)
        {
            world.EmitForCode("access_code.scheduled_on_device", code, body);
            return;
        }

        code.Status = "set";
        world.EmitForCode("access_code.set_on_device", code, body);
    }
}
