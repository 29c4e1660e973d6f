using Cendra.Simulator.State;

namespace Cendra.Simulator.Locks;

/// <summary>PINs that a lock computes itself (igloohome algoPIN).</summary>
internal sealed class OfflinePins(World world, CodeTimes times)
{
    /// <summary>algoPINs longer than this must be used within it.</summary>
    private static readonly TimeSpan FirstUseLimit = TimeSpan.FromHours(24);

    /// <summary>How long the lock can still tell an ended PIN from an unknown one.</summary>
    private static readonly TimeSpan RememberedFor = TimeSpan.FromDays(30);

    /// <summary>The lock's own choice arrives; it works from its start whatever the connection does.</summary>
    public void Assign(CodeState code)
    {
        var door = world.Door(code.DeviceId);
        code.AssignAtUtc = null;
        code.Digits = world.Ids.NewDigits(door.Options.Lengths[^1]);
        code.IsScheduledOnDevice = true;
        door.OnLock.RemoveAll(stored => stored.IsAlgorithmic && stored.UntilUtc + RememberedFor < world.NowUtc);
        var mustBeUsed = door.Options.FirstUseWithin24Hours && code.EndsAtUtc - code.StartsAtUtc > FirstUseLimit;
        door.OnLock.Add(new StoredCode
        {
            AccessCodeId = code.AccessCodeId,
            Digits = code.Digits,
            Name = code.Name,
            FromUtc = code.StartsAtUtc,
            UntilUtc = code.EndsAtUtc,
            FirstUseByUtc = mustBeUsed ? code.StartsAtUtc + FirstUseLimit : null,
            OneTime = code.IsOneTime,
            IsAlgorithmic = true,
        });
        times.TellLoaded(code);
    }
}
