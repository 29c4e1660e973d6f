using Cendra.Domain.Access;
using Cendra.Domain.Audit;

namespace Cendra.Domain.Knowledge;

/// <summary>
/// A secret of a property that is no door code of Cendra's: Wi-Fi password, key box, alarm, gate. Texts name it by a place, <c>{{wifi}}</c>; what it is comes into a message only when that
/// leaves, to the guest of a running or coming stay. Unique by property and name.
/// </summary>
public sealed class PropertySecret : Audited
{
    /// <summary>Longest secret, in characters.</summary>
    public const int Longest = 100;

    public Guid Id { get; init; }
    public Guid PropertyId { get; init; }

    /// <summary>The word in its place, lower-case letters and hyphens ("wifi", "gate", "wifi-garden").</summary>
    public required string Name { get; init; }

    public SecretKind Kind { get; set; }

    /// <summary>What hosts call it and what stands beside it, without the secret itself ("Network Casa Sol").</summary>
    public string Words { get; set; } = "";

    public required SealedText Sealed { get; set; }

    /// <summary>From when guests may hear it.</summary>
    public SecretTold Told { get; set; }

    public DateTimeOffset ChangedUtc { get; set; }

    public int Version { get; set; }

    /// <inheritdoc />
    public override string AuditStream => $"property:{PropertyId:N}";

    /// <summary>A line in the property's chain: who did what, without the secret.</summary>
    public void NoteChanged(string actor, string what) => Note(AuditKind.SecretChanged, actor, what, Id);

    /// <summary>A line in the property's chain, saved before the secret is opened for somebody: who saw it, and why in <paramref name="personal"/>.</summary>
    public void NoteDisclosed(string actor, string what, IReadOnlyDictionary<string, string>? personal = null) => Note(AuditKind.SecretDisclosed, actor, what, Id, personal);
}

/// <summary>What a secret opens.</summary>
public enum SecretKind
{
    /// <summary>The network.</summary>
    Wifi = 0,

    /// <summary>A box with a key.</summary>
    Lockbox = 1,

    /// <summary>An alarm that has to be turned off.</summary>
    Alarm = 2,

    /// <summary>A gate or garage that no lock of Cendra's opens.</summary>
    Gate = 3,

    /// <summary>Something else: a safe, a locker.</summary>
    Other = 4,
}

/// <summary>From when a guest may hear a secret; always until check-out, and never of a stay that is not confirmed.</summary>
public enum SecretTold
{
    /// <summary>From when the door code may be told.</summary>
    WithTheCode = 0,

    /// <summary>From check-in.</summary>
    FromCheckIn = 1,
}
