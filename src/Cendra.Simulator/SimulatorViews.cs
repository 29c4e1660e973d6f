using Cendra.Simulator.Locks;

namespace Cendra.Simulator;

/// <summary>A door as anybody may see it; never digits.</summary>
/// <param name="DeviceId">Seam's device id.</param>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Behaviour">How it gets codes.</param>
/// <param name="Online">Whether the lock has a connection.</param>
/// <param name="BatteryLevel">0 to 1.</param>
/// <param name="Open">It was opened within the last 5 s.</param>
/// <param name="CodesOnLock">What the lock holds, expired codes included until they are taken off.</param>
public sealed record DoorView(
    string DeviceId, string Name, LockBehaviour Behaviour, bool Online, double BatteryLevel, bool Open, IReadOnlyList<StoredCodeView> CodesOnLock);

/// <summary>A code on a lock without its digits; null times are times that the lock does not know.</summary>
public sealed record StoredCodeView(string Name, DateTimeOffset? StartsAtUtc, DateTimeOffset? EndsAtUtc);

/// <summary>A code as it lies on the lock, digits included: for a test's assertions. Its text never shows the digits.</summary>
public sealed class PhysicalCode
{
    /// <summary>The code's id at Seam, which may have forgotten it.</summary>
    public required string AccessCodeId { get; init; }

    public required string Digits { get; init; }

    public required string Name { get; init; }

    public DateTimeOffset? FromUtc { get; init; }

    public DateTimeOffset? UntilUtc { get; init; }
}

/// <summary>One call that reached the Seam wire.</summary>
/// <param name="Path">Without the query, which can hold digits.</param>
/// <param name="AtUtc">The simulated time.</param>
/// <param name="Status">What was (or would have been) answered.</param>
public sealed record SeamCall(string Path, DateTimeOffset AtUtc, int Status);
