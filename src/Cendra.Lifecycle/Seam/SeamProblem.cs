using System.Text.Json.Serialization;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// One entry of <c>errors</c> or <c>warnings</c> of a code, device or account. Seam renames and drops codes without notice: compare them, but always
/// with a default branch. Seam copies errors of the device and of the account onto the access code; the three flags say whose it is.
/// </summary>
public sealed record SeamProblem
{
    /// <summary>Set on errors, e.g. <c>failed_to_set_on_device</c>.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Set on warnings, e.g. <c>delay_in_setting_on_device</c>.</summary>
    public string? WarningCode { get; init; }

    /// <summary>Seam's words with every digit run removed (they may hold the code).</summary>
    public string? Message
    {
        get;
        init => field = value is null ? null : SeamScrub.Text(value);
    }

    /// <summary>Since when, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The error is about this access code.</summary>
    public bool? IsAccessCodeError { get; init; }

    /// <summary>The error is about the device.</summary>
    public bool? IsDeviceError { get; init; }

    /// <summary>The error is about the connected account: every device of it has it.</summary>
    public bool? IsConnectedAccountError { get; init; }

    /// <summary>The error is about the bridge or hub.</summary>
    public bool? IsBridgeError { get; init; }

    /// <summary>Only with <c>conflicting_external_modification</c>: <c>modified</c> or <c>removed</c> by somebody outside Seam.</summary>
    public string? ChangeType { get; init; }

    /// <summary>Only with <c>duplicate_code_on_device</c>: the code made with Seam that stands in the way.</summary>
    public string? ManagedAccessCodeId { get; init; }

    /// <summary>Only with <c>duplicate_code_on_device</c>: the code made without Seam that stands in the way.</summary>
    public string? UnmanagedAccessCodeId { get; init; }

    /// <summary>Only with <c>max_access_codes_reached</c>: how many codes the lock holds at the most.</summary>
    public int? MaxActiveAccessCodeCount { get; init; }

    /// <summary>The error's or warning's code, empty when Seam sent neither.</summary>
    [JsonIgnore]
    public string Code => ErrorCode ?? WarningCode ?? "";
}
