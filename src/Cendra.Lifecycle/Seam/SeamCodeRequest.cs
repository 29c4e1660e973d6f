using System.Text.Json.Serialization;

namespace Cendra.Lifecycle.Seam;

/// <summary>A time-bound code to be made. Both times are always sent: a code without an end would never expire.</summary>
public sealed record SeamCodeRequest
{
    /// <summary>The lock.</summary>
    public required string DeviceId { get; init; }

    /// <summary>4 to 12 digits, or null: Seam or the lock chooses.</summary>
    public SeamDigits? Code { get; init; }

    /// <summary>Shown in the lock's own app, and the key by which a create with unknown outcome is found again. Seam cuts it for the lock and keeps the full text.</summary>
    public required string Name { get; init; }

    /// <summary>Start. UTC, or with the lock's own offset for locks that want local time.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>End, after the start.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Computed without the lock. Such a code can be neither changed nor revoked, and its digits cannot be chosen.</summary>
    [JsonPropertyName("is_offline_access_code")]
    public bool IsOffline { get; init; }

    /// <summary>Keep a spare ready for this code; only where the device says that it supports the pool.</summary>
    [JsonPropertyName("use_backup_access_code_pool")]
    public bool UseBackupPool { get; init; }

    /// <summary>Let the lock keep the times itself where it can. Seam's default is true.</summary>
    public bool PreferNativeScheduling { get; init; } = true;

    /// <summary><c>1hour</c> (Seam's default when null) or <c>1d</c>: how far an offline code may be rounded.</summary>
    public string? MaxTimeRounding { get; init; }

    /// <summary>Lock and window; neither name nor digits.</summary>
    public override string ToString() => $"SeamCodeRequest on {DeviceId}: {StartsAt:u} to {EndsAt:u}";

    /// <exception cref="ArgumentException">The times are not in order or the code is not 4 to 12 digits. The message holds no digit of it.</exception>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(DeviceId);
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        SeamWindow.Check(StartsAt, EndsAt);
        if (Code is { IsCode: false })
        {
            throw new ArgumentException("A code is 4 to 12 digits.");
        }
    }
}

internal static class SeamWindow
{
    public static void Check(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        if (endsAt <= startsAt)
        {
            throw new ArgumentException("A code ends after it starts.");
        }
    }
}
