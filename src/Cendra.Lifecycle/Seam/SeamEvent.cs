using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// Something happened at a lock, as the body of a webhook or a line of the events list: the same shape. Comes twice, late and out of order, so it is a hint
/// to look again; the object itself is fetched anew. Fields that an event does not carry are null.
/// </summary>
public sealed record SeamEvent
{
    /// <summary>Unique; the same for webhook and list.</summary>
    public required string EventId { get; init; }

    /// <summary>E.g. <c>access_code.set_on_device</c>. Over a hundred exist, new ones appear.</summary>
    public required string EventType { get; init; }

    /// <summary>When Seam noted it, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>The lock.</summary>
    public string? DeviceId { get; init; }

    /// <summary>The account of the lock's maker.</summary>
    public string? ConnectedAccountId { get; init; }

    /// <summary>The code. On unlocks only from some makers: its absence does not mean that the code was not used.</summary>
    public string? AccessCodeId { get; init; }

    /// <summary>On unlocks: whether the code is one made with Seam.</summary>
    public bool? AccessCodeIsManaged { get; init; }

    /// <summary>The spare that took the code's place.</summary>
    public string? BackupAccessCodeId { get; init; }

    /// <summary>Digits, on some events.</summary>
    public SeamDigits? Code { get; init => field = value is { IsEmpty: false } ? value : null; }

    /// <summary>On unlocks and locks: <c>keycode</c>, <c>manual</c>, <c>automatic</c>, <c>remote</c>, <c>card</c>, <c>unknown</c>.</summary>
    public string? Method { get; init; }

    /// <summary>Why the door refused.</summary>
    public SeamDenial? Reason { get; init; }

    /// <summary>On <c>device.disconnected</c>: account, hub or device.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>0 to 1.</summary>
    public double? BatteryLevel { get; init; }

    /// <summary><c>critical</c>, <c>low</c>, <c>good</c> or <c>full</c>.</summary>
    public string? BatteryStatus { get; init; }

    /// <summary>Faults of the code.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> AccessCodeErrors { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Faults of the device.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> DeviceErrors { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Faults of the account.</summary>
    [AllowNull]
    public IReadOnlyList<SeamProblem> ConnectedAccountErrors { get; init => field = value.OrEmpty(); } = [];

    /// <summary>Its own id is of 1 to 200 visible letters of ASCII, and none of those it names holds a NUL.</summary>
    [JsonIgnore]
    public bool HasUsableIds =>
        EventId.Length is > 0 and <= 200 && EventId.All(letter => letter is > ' ' and <= '~') && !new[] { DeviceId, AccessCodeId, ConnectedAccountId }.Any(id => id?.Contains('\0', StringComparison.Ordinal) == true);

    /// <summary>Reads the body of a webhook.</summary>
    /// <returns>The event, or null when the body is not an event (not JSON, without id or type, or with ids that no database keeps). Nothing of the body is said.</returns>
    public static SeamEvent? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<SeamEvent>(body, SeamJson.Wire) is { HasUsableIds: true } told ? told : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Id, type, lock and code id; no digits.</summary>
    public override string ToString() => $"SeamEvent {EventType} {EventId} device {DeviceId} code {AccessCodeId}";
}

/// <summary>Why a door refused: <c>unknown_code</c>, <c>expired_code</c>, <c>blocklisted_code</c>, <c>too_many_attempts</c>, <c>blocked_by_privacy_mode</c>, <c>credential_error</c>.</summary>
public sealed record SeamDenial
{
    /// <summary>The reason in one word.</summary>
    public string? ReasonCode { get; init; }
}
