using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Seam's access_code object, with every field Seam sends.</summary>
internal static class AccessCodeJson
{
    public static JsonObject Write(World world, CodeState code)
    {
        var body = Common(world, code);
        body["common_code_key"] = null;
        body["starts_at"] = WireTime.Write(code.StartsAtUtc);
        body["ends_at"] = WireTime.Write(code.EndsAtUtc);
        body["pending_mutations"] = WireJson.Array(Mutations(world, code));
        body["is_backup"] = code.IsBackup;
        body["is_backup_access_code_available"] = !code.IsBackup && world.CodesOf(world.Door(code.DeviceId)).Any(one => one.IsBackup && !one.IsTimeBound);
        body["is_external_modification_allowed"] = code.IsExternalModificationAllowed;
        body["is_one_time_use"] = code.IsOneTime;
        body["is_offline_access_code"] = code.IsOffline;
        body["is_scheduled_on_device"] = code.IsScheduledOnDevice;
        body["is_waiting_for_code_assignment"] = code.AssignAtUtc is not null;
        body["pulled_backup_access_code_id"] = code.PulledBackupId;
        return body;
    }

    /// <summary>The poorer object of a code that Seam did not make.</summary>
    public static JsonObject WriteUnmanaged(World world, CodeState code) => Common(world, code);

    private static JsonObject Common(World world, CodeState code) => new()
    {
        ["access_code_id"] = code.AccessCodeId,
        ["device_id"] = code.DeviceId,
        ["workspace_id"] = world.State.WorkspaceId,
        ["name"] = code.Name,
        ["code"] = code.Digits,
        ["type"] = code.IsTimeBound ? "time_bound" : "ongoing",
        ["status"] = world.IsAccountConnected || !code.IsManaged ? code.Status : "unknown",
        ["created_at"] = WireTime.Write(code.CreatedAtUtc),
        ["errors"] = Errors(world, code),
        ["warnings"] = Warnings(code),
        ["is_managed"] = code.IsManaged,
    };

    private static JsonArray Errors(World world, CodeState code)
    {
        var errors = WireJson.Array(code.Errors.Select(Error));
        if (!code.IsOffline)
        {
            AddAll(errors, Problems.OfDevice(world.Door(code.DeviceId), flagged: true));
        }

        AddAll(errors, Problems.OfAccount(world, flagged: true));
        return errors;
    }

    private static void AddAll(JsonArray errors, JsonArray more)
    {
        foreach (var error in more)
        {
            errors.Add(error!.DeepClone());
        }
    }

    private static JsonObject Error(ProblemState problem)
    {
        var error = Problems.Entry("error_code", problem.Code, problem.Message, problem.CreatedAtUtc);
        error["is_access_code_error"] = true;
        if (problem.ChangeType is not null)
        {
            error["change_type"] = problem.ChangeType;
        }

        if (problem.ToDigits is not null)
        {
            error["modified_fields"] = new JsonArray(new JsonObject { ["field"] = "code", ["from"] = problem.FromDigits, ["to"] = problem.ToDigits });
        }

        if (problem.OtherCodeId is not null)
        {
            error[problem.OtherIsManaged ? "managed_access_code_id" : "unmanaged_access_code_id"] = problem.OtherCodeId;
        }

        return error;
    }

    private static JsonArray Warnings(CodeState code)
    {
        var warnings = WireJson.Array(code.Warnings.Select(warning =>
            Problems.Entry("warning_code", warning.Code, warning.Message, warning.CreatedAtUtc)));
        if (code.RemovalBegunAtUtc is { } begun)
        {
            warnings.Add(Problems.Entry("warning_code", "being_deleted", "Access code is being deleted.", begun));
        }

        return warnings;
    }

    private static IEnumerable<JsonNode?> Mutations(World world, CodeState code)
    {
        if (code.IsRemoving)
        {
            return [Mutation("deleting", code.RemovalBegunAtUtc ?? code.CreatedAtUtc, "Code is being removed.")];
        }

        if (code.Update is { } update)
        {
            return CodeChange.Mutations(code, update, withAge: true);
        }

        if (code.AttemptAtUtc is not { } attempt || world.Door(code.DeviceId).Stored(code.AccessCodeId) is not null)
        {
            return [];
        }

        var plannedUtc = attempt - CodeProgramming.Takes;
        if (plannedUtc <= world.NowUtc)
        {
            return [Mutation("creating", plannedUtc, "Code is being programmed.")];
        }

        var deferred = Mutation("deferring_creation", code.CreatedAtUtc, "Creation is deferred until closer to the start time.");
        deferred["scheduled_at"] = WireTime.Write(plannedUtc);
        return [deferred];
    }

    private static JsonObject Mutation(string name, DateTimeOffset createdAtUtc, string message) =>
        new() { ["mutation_code"] = name, ["created_at"] = WireTime.Write(createdAtUtc), ["message"] = message };
}
