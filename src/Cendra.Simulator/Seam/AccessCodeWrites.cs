using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>create, update and delete of /access_codes. There is no idempotency key: two creates make two codes (or a 409 for the same digits).</summary>
internal sealed class AccessCodeWrites(World world, CodeLife life, CodeUpdates updates, AttemptLog attempts)
{
    private readonly DeviceBudget budget = new();

    /// <summary>How many codes were really made; a create whose answer was lost counts.</summary>
    public int Created { get; private set; }

    public SimResponse Create(WireArguments arguments)
    {
        if (arguments.Text("device_id") is not { } deviceId)
        {
            return SeamErrors.Required("device_id");
        }

        if (world.FindDoor(deviceId) is not { } door)
        {
            return SeamErrors.DeviceNotFound();
        }

        var digits = arguments.Text("code");
        var refusal = CodeRequest.BadTimes(arguments, world.NowUtc)
            ?? CodeRequest.BadStart(arguments.Time("starts_at"), door, world.NowUtc)
            ?? CodeRequest.BadKind(arguments, door)
            ?? (digits is null ? null : CodeRequest.BadDigits(digits, door))
            ?? Budget(deviceId, "create", 10);
        return refusal ?? Make(arguments, door, digits);
    }

    public SimResponse Update(WireArguments arguments)
    {
        if (arguments.Text("access_code_id") is not { } id)
        {
            return SeamErrors.Required("access_code_id");
        }

        if (world.FindCode(id) is not { IsManaged: true } code)
        {
            return SeamErrors.CodeNotFound(id);
        }

        return Budget(code.DeviceId, "update", 10)
            ?? updates.Ask(code, arguments)
            ?? SeamAnswers.Ok(("action_attempt", attempts.Pending("UPDATE_ACCESS_CODE")));
    }

    public SimResponse Delete(WireArguments arguments)
    {
        if (arguments.Text("access_code_id") is not { } id)
        {
            return SeamErrors.Required("access_code_id");
        }

        if (world.FindCode(id) is not { IsManaged: true } code)
        {
            return SeamErrors.CodeNotFound(id);
        }

        if (Budget(code.DeviceId, "delete", 20) is { } refusal)
        {
            return refusal;
        }

        life.BeginRemoval(code);
        return SeamAnswers.Ok(("action_attempt", attempts.Pending("DELETE_ACCESS_CODE")));
    }

    /// <summary>A code made without Seam. Not every brand lets Seam take one off.</summary>
    public SimResponse DeleteUnmanaged(WireArguments arguments)
    {
        if (arguments.Text("access_code_id") is not { } id)
        {
            return SeamErrors.Required("access_code_id");
        }

        if (world.FindCode(id) is not { IsManaged: false } code)
        {
            return SeamErrors.CodeNotFound(id);
        }

        if (world.Door(code.DeviceId).KeepsUnmanaged)
        {
            return SeamErrors.Invalid("Unmanaged access codes cannot be deleted on this device");
        }

        if (Budget(code.DeviceId, "delete", 20) is { } refusal)
        {
            return refusal;
        }

        life.BeginRemoval(code);
        return SeamAnswers.Ok(("action_attempt", attempts.Pending("DELETE_ACCESS_CODE")));
    }

    /// <summary>The spare that takes the code's place; the same one when asked again.</summary>
    public SimResponse PullBackup(WireArguments arguments)
    {
        if (arguments.Text("access_code_id") is not { } id)
        {
            return SeamErrors.Required("access_code_id");
        }

        if (world.FindCode(id) is not { IsManaged: true, IsBackup: false } code)
        {
            return SeamErrors.CodeNotFound(id);
        }

        return BackupPool.Pull(world, code) is { } spare
            ? SeamAnswers.Ok(("access_code", AccessCodeJson.Write(world, code)), ("backup_access_code", AccessCodeJson.Write(world, spare)))
            : SeamErrors.Error(400, "no_backup_access_code_available", "No backup access code is available for this device");
    }

    private SimResponse? Budget(string deviceId, string operation, int limit) =>
        budget.Spend(deviceId, operation, limit, world.NowUtc) is { } wait ? SeamErrors.TooMany(wait) : null;

    private SimResponse Make(WireArguments arguments, DoorState door, string? digits)
    {
        var startsAtUtc = arguments.Time("starts_at");
        var endsAtUtc = arguments.Time("ends_at");
        var isOffline = door.Options.Behaviour == LockBehaviour.OfflineCode;
        if (isOffline && startsAtUtc is { } start && endsAtUtc is { } end)
        {
            if (CodeRequest.RoundToHours(door, arguments.Text("max_time_rounding"), ref start, ref end) is { } refusal)
            {
                return refusal;
            }

            (startsAtUtc, endsAtUtc) = (start, end);
        }

        var name = arguments.Text("name") ?? "New Access Code";
        digits ??= isOffline ? null : CodePicker.PickByLock(world, door) ?? CodePicker.Pick(world, door, arguments.Number("preferred_code_length"));
        if (digits is not null && CodePicker.IsTaken(world, door, digits, startsAtUtc, endsAtUtc))
        {
            return SeamErrors.Duplicate(digits, name, startsAtUtc, endsAtUtc);
        }

        var code = new CodeState
        {
            AccessCodeId = world.Ids.NewId(),
            DeviceId = door.DeviceId,
            Name = name,
            Digits = digits,
            Status = "unset",
            StartsAtUtc = startsAtUtc,
            EndsAtUtc = endsAtUtc,
            CreatedAtUtc = world.NowUtc,
            IsOffline = isOffline,
            IsOneTime = arguments.Flag("is_one_time_use"),
            IsExternalModificationAllowed = arguments.Flag("is_external_modification_allowed") || arguments.Flag("allow_external_modification"),
            IsNative = door.Options.Behaviour == LockBehaviour.NativeSchedule && arguments.Flag("prefer_native_scheduling", otherwise: true),
        };
        WarnOfFirstUse(code, door);
        world.State.Codes.Add(code);
        Created++;
        if (arguments.Flag("use_backup_access_code_pool"))
        {
            BackupPool.Fill(world, door);
        }

        life.Begin(code);
        return SeamAnswers.Ok(("access_code", AccessCodeJson.Write(world, code)), ("action_attempt", attempts.Pending("CREATE_ACCESS_CODE")));
    }

    private void WarnOfFirstUse(CodeState code, DoorState door)
    {
        if (code.IsOffline && door.Options.FirstUseWithin24Hours && code.EndsAtUtc - code.StartsAtUtc > TimeSpan.FromHours(24))
        {
            Problems.Add(code.Warnings, Problems.FirstUseWithin24Hours, world.NowUtc);
        }
    }
}
