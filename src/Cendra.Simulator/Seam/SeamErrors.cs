using System.Globalization;
using System.Text.Json.Nodes;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Seam's error answers. Texts and shapes follow answers recorded from Seam's own fake server.</summary>
internal static class SeamErrors
{
    public static SimResponse Unauthorized(string message) => Error(401, "unauthorized", message);

    public static SimResponse DeviceNotFound() => Error(404, "device_not_found", "Device not found");

    /// <summary>What a get of a code answers that is gone.</summary>
    public static SimResponse CodeNotFoundOnGet() => Error(404, "not_found", "Access Code Not Found");

    public static SimResponse CodeNotFound(string accessCodeId) => Error(
        404, "access_code_not_found", "Could not find an access_code with device_id or access_code_id",
        more: new JsonObject { ["data"] = new JsonObject { ["access_code_id"] = accessCodeId } });

    public static SimResponse NotFound(string type, string message) => Error(404, type, message);

    public static SimResponse Required(string field) => Invalid($"{field} is required", field, "Required");

    public static SimResponse BadTime(string field) =>
        Invalid($"Must be parsable date string if defined for \"{field}\"", field, "Must be parsable date string if defined");

    /// <summary>invalid_input that concerns the whole body.</summary>
    public static SimResponse Invalid(string message) => Error(400, "invalid_input", message, new JsonObject
    {
        ["validation_errors"] = new JsonObject { ["_errors"] = new JsonArray(message) },
    });

    /// <summary>invalid_input that concerns one field.</summary>
    public static SimResponse Invalid(string message, string field, string fieldError) => Error(400, "invalid_input", message, new JsonObject
    {
        ["validation_errors"] = new JsonObject
        {
            ["_errors"] = new JsonArray(),
            [field] = new JsonObject { ["_errors"] = new JsonArray(fieldError) },
        },
    });

    /// <summary>Seam prints the digits in this message; a client that logs messages leaks them.</summary>
    public static SimResponse Duplicate(string digits, string name, DateTimeOffset? startsAtUtc, DateTimeOffset? endsAtUtc) => Error(
        409, "duplicate_access_code",
        $"Cannot set duplicate access code {digits} named {name} for period {WireTime.Write(startsAtUtc)}-{WireTime.Write(endsAtUtc)}");

    /// <summary>Seam's documentation names the limits; the type and Retry-After are this simulator's choice.</summary>
    public static SimResponse TooMany(TimeSpan wait)
    {
        var answer = Error(429, "too_many_requests", "Too many requests for this device");
        answer.Headers["Retry-After"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return answer;
    }

    public static SimResponse Error(int status, string type, string message, JsonObject? more = null)
    {
        var error = new JsonObject { ["type"] = type, ["message"] = message };
        foreach (var (name, value) in more ?? [])
        {
            error[name] = value?.DeepClone();
        }

        return WireJson.Answer(status, new JsonObject { ["error"] = error, ["ok"] = false });
    }
}
