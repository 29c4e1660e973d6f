using Cendra.Server.Rehearsal.Play;
using Cendra.Simulator;
using Cendra.StaySimulation.Story;

namespace Cendra.StaySimulation;

/// <summary>One code as it lies on a lock.</summary>
internal sealed record OnLock(string Door, string CodeId, string Digits, string Person, DateTimeOffset? FromUtc, DateTimeOffset? UntilUtc)
{
    public bool OpensAt(DateTimeOffset atUtc) => !(FromUtc > atUtc) && !(UntilUtc <= atUtc);

    /// <summary>The name that hosts put on a code at the lock itself.</summary>
    public bool IsForeign => Person == "Added";
}

/// <summary>What lies on every lock, read anew at every moment.</summary>
internal sealed class Doors(PlayHouse house)
{
    private List<OnLock> _codes = [];

    public IReadOnlyList<OnLock> Codes => _codes;

    /// <summary>Reads all locks; what came and what went since the last reading.</summary>
    public (IReadOnlyList<OnLock> Came, IReadOnlyList<OnLock> Went) Read()
    {
        var before = _codes;
        _codes = [.. Portfolio.Doors.SelectMany(d => house.Doors.PhysicalCodes(d).Select(c => Of(d, c)))];
        return ([.. _codes.Where(c => !before.Exists(b => IsSame(b, c)))], [.. before.Where(b => !_codes.Exists(c => IsSame(b, c)))]);
    }

    private static bool IsSame(OnLock a, OnLock b) => a.CodeId == b.CodeId && a.Door == b.Door && a.Digits == b.Digits;

    private static OnLock Of(string door, PhysicalCode code) => new(door, code.AccessCodeId, code.Digits, code.Name.Split(' ')[0], code.FromUtc, code.UntilUtc);
}
