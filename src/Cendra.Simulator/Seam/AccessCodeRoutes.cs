using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Reads of /access_codes.</summary>
internal sealed class AccessCodeRoutes(World world)
{
    private const int DefaultLimit = 55000;

    public SimResponse Get(WireArguments arguments)
    {
        if (arguments.Text("access_code_id") is { } id)
        {
            return world.FindCode(id) is { IsManaged: true } code ? Answer(code) : SeamErrors.CodeNotFoundOnGet();
        }

        if (arguments.Text("device_id") is not { } deviceId || arguments.Text("code") is not { } digits)
        {
            return SeamErrors.Invalid("Either 'access_code_id' or both 'device_id' and 'code' are required");
        }

        var found = world.State.Codes.Find(code => code.IsManaged && code.DeviceId == deviceId && code.Digits == digits);
        return found is null ? SeamErrors.CodeNotFoundOnGet() : Answer(found);
    }

    public SimResponse List(WireArguments arguments) => List(arguments, managed: true);

    public SimResponse ListUnmanaged(WireArguments arguments) => List(arguments, managed: false);

    public SimResponse GetUnmanaged(WireArguments arguments)
    {
        var id = arguments.Text("access_code_id");
        var found = world.State.Codes.Find(code => !code.IsManaged && (id is null
            ? code.DeviceId == arguments.Text("device_id") && code.Digits == arguments.Text("code")
            : code.AccessCodeId == id));
        return found is null
            ? SeamErrors.CodeNotFoundOnGet()
            : SeamAnswers.Ok(("access_code", AccessCodeJson.WriteUnmanaged(world, found)));
    }

    public SimResponse Generate(WireArguments arguments)
    {
        if (arguments.Text("device_id") is not { } deviceId)
        {
            return SeamErrors.Required("device_id");
        }

        if (world.FindDoor(deviceId) is not { } door)
        {
            return SeamErrors.DeviceNotFound();
        }

        return CodePicker.Pick(world, door, preferredLength: null) is { } digits
            ? SeamAnswers.Ok(("generated_code", new System.Text.Json.Nodes.JsonObject { ["device_id"] = deviceId, ["code"] = digits }))
            : SeamErrors.Invalid("PIN code cannot be generated for this device");
    }

    private SimResponse Answer(CodeState code) => SeamAnswers.Ok(("access_code", AccessCodeJson.Write(world, code)));

    private SimResponse List(WireArguments arguments, bool managed)
    {
        var deviceId = arguments.Text("device_id");
        var ids = arguments.List("access_code_ids");
        if (deviceId is null && ids is null)
        {
            return SeamErrors.Invalid("Either 'device_id' or 'access_code_ids' is required");
        }

        if (deviceId is not null && world.FindDoor(deviceId) is null)
        {
            return SeamErrors.DeviceNotFound();
        }

        var search = arguments.Text("search");
        var found = world.State.Codes.FindAll(code => code.IsManaged == managed && !code.IsBackup
            && (deviceId is null || code.DeviceId == deviceId)
            && (ids is null || ids.Contains(code.AccessCodeId))
            && (search is null || Matches(code, search)));
        return SeamAnswers.Page(
            "access_codes", found, code => managed ? AccessCodeJson.Write(world, code) : AccessCodeJson.WriteUnmanaged(world, code), arguments, DefaultLimit);
    }

    /// <summary>Seam: "all records that satisfy a partial match using name, code or access_code_id".</summary>
    private static bool Matches(CodeState code, string search) =>
        code.Name.Contains(search, StringComparison.OrdinalIgnoreCase)
        || code.Digits?.Contains(search, StringComparison.Ordinal) == true
        || code.AccessCodeId.Contains(search, StringComparison.OrdinalIgnoreCase);
}
