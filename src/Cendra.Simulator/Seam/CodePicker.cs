using Cendra.Simulator.Locks;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Seam;

/// <summary>Seam's own choice of digits when none are given, and its rule for duplicates.</summary>
internal static class CodePicker
{
    private const int Tries = 200;

    /// <summary>Digits that suit the door and nobody has; null where the lock chooses. Seam: an unsupported wish falls back to the shortest length.</summary>
    public static string? Pick(World world, DoorState door, int? preferredLength)
    {
        if (door.Options.Constraints.Contains(CodeConstraints.CannotSpecifyPinCode))
        {
            return null;
        }

        var length = preferredLength is { } wished && door.Options.Lengths.Contains(wished) ? wished : door.Options.Lengths.Min();
        for (var i = 0; i < Tries; i++)
        {
            var digits = world.Ids.NewDigits(length);
            if (CodeConstraints.Violation(digits, door.Options) is null && !IsKnown(world, door, digits))
            {
                return digits;
            }
        }

        return null;
    }

    /// <summary>What the maker of an online lock chooses where nobody else may (Salto KS); null where Seam or its caller does.</summary>
    public static string? PickByLock(World world, DoorState door)
    {
        if (!door.Options.Constraints.Contains(CodeConstraints.CannotSpecifyPinCode))
        {
            return null;
        }

        string digits;
        do
        {
            digits = world.Ids.NewDigits(door.Options.Lengths[^1]);
        }
        while (IsKnown(world, door, digits));
        return digits;
    }

    /// <summary>The same digits on the same lock while windows overlap, or while the lock still holds them.</summary>
    public static bool IsTaken(World world, DoorState door, string digits, DateTimeOffset? startsAtUtc, DateTimeOffset? endsAtUtc, string? exceptId = null) =>
        world.CodesOf(door).Any(code => code.AccessCodeId != exceptId && Holds(code, digits) && Overlap(code, startsAtUtc, endsAtUtc))
        || door.OnLock.Exists(stored => stored.AccessCodeId != exceptId && stored.Digits == digits)
        || (door.Options.Constraints.Contains(CodeConstraints.UniqueFirstFour) && world.CodesOf(door).Any(code => code.AccessCodeId != exceptId && code.Digits?.StartsWith(digits[..4], StringComparison.Ordinal) == true));

    private static bool IsKnown(World world, DoorState door, string digits) =>
        door.OnLock.Exists(stored => stored.Digits == digits) || world.CodesOf(door).Any(code => Holds(code, digits));

    private static bool Holds(CodeState code, string digits) => code.Digits == digits || code.Update?.Digits == digits;

    private static bool Overlap(CodeState code, DateTimeOffset? startsAtUtc, DateTimeOffset? endsAtUtc) =>
        !(endsAtUtc <= code.StartsAtUtc) && !(startsAtUtc >= code.EndsAtUtc);
}
