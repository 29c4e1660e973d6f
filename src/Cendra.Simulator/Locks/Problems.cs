using System.Text.Json.Nodes;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Locks;

/// <summary>Seam's error and warning codes that this world can produce, with the texts Seam gives them.</summary>
internal static class Problems
{
    public const string FailedToSet = "failed_to_set_on_device";
    public const string FailedToRemove = "failed_to_remove_from_device";
    public const string DuplicateOnDevice = "duplicate_code_on_device";
    public const string NoSpace = "no_space_for_access_code_on_device";
    public const string ExternalModification = "conflicting_external_modification";
    public const string DelayInSetting = "delay_in_setting_on_device";
    public const string DelayInRemoving = "delay_in_removing_from_device";
    public const string ExternalModificationInEffect = "external_modification_in_effect";
    public const string FirstUseWithin24Hours = "igloo_algopin_must_be_used_within_24_hours";

    private static readonly Dictionary<string, string> Texts = new()
    {
        [FailedToSet] = "Failed to set code on device.",
        [FailedToRemove] = "Failed to remove code from device.",
        [DuplicateOnDevice] = "Duplicate access code detected on device.",
        [NoSpace] = "No space for access code on device.",
        [ExternalModification] = "Code was modified externally.",
        [DelayInSetting] = "Delay in setting code on device.",
        [DelayInRemoving] = "Delay in removing code from device.",
        [ExternalModificationInEffect] = "Code was modified externally; the modification is in effect.",
        [FirstUseWithin24Hours] = "Algopins must be used within 24 hours.",
    };

    /// <summary>Adds the problem unless it is there; true when it is new.</summary>
    public static bool Add(List<ProblemState> problems, string code, DateTimeOffset nowUtc)
    {
        if (problems.Exists(problem => problem.Code == code))
        {
            return false;
        }

        problems.Add(new ProblemState { Code = code, Message = Texts[code], CreatedAtUtc = nowUtc });
        return true;
    }

    public static void ClearSetting(CodeState code)
    {
        code.Errors.RemoveAll(problem => problem.Code is FailedToSet or DuplicateOnDevice or NoSpace);
        code.Warnings.RemoveAll(problem => problem.Code == DelayInSetting);
    }

    /// <summary>Errors of the lock itself; Seam copies them onto every code of the lock.</summary>
    public static JsonArray OfDevice(DoorState door, bool flagged)
    {
        var errors = new JsonArray();
        if (door.OfflineSinceUtc is { } since)
        {
            var error = Entry("error_code", "device_disconnected", "Device is disconnected.", since);
            if (flagged)
            {
                error["is_device_error"] = true;
            }

            errors.Add(error);
        }

        return errors;
    }

    public static JsonArray OfAccount(World world, bool flagged)
    {
        var errors = new JsonArray();
        if (world.State.AccountLostAtUtc is { } since)
        {
            var error = Entry("error_code", "account_disconnected", "Account is disconnected, please reconnect.", since);
            if (flagged)
            {
                error["is_connected_account_error"] = true;
                error["is_device_error"] = false;
            }

            errors.Add(error);
        }

        return errors;
    }

    /// <summary>The six arrays that Seam's trouble events carry.</summary>
    public static JsonObject ForEvent(World world, DoorState door, CodeState? code)
    {
        var body = new JsonObject
        {
            ["connected_account_errors"] = OfAccount(world, flagged: false),
            ["connected_account_warnings"] = new JsonArray(),
            ["device_errors"] = OfDevice(door, flagged: false),
            ["device_warnings"] = new JsonArray(),
        };
        if (code is not null)
        {
            body["access_code_errors"] = WireJson.Array(code.Errors.Select(error => Entry("error_code", error.Code, error.Message, error.CreatedAtUtc)));
            body["access_code_warnings"] = WireJson.Array(code.Warnings.Select(warning => Entry("warning_code", warning.Code, warning.Message, warning.CreatedAtUtc)));
        }

        return body;
    }

    public static JsonObject Entry(string kind, string code, string message, DateTimeOffset createdAtUtc) =>
        new() { ["created_at"] = WireTime.Write(createdAtUtc), [kind] = code, ["message"] = message };
}
