using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Seam's success answers: one named thing, a list with its page, an action attempt.</summary>
internal static class SeamAnswers
{
    public static SimResponse Ok(params (string Name, JsonNode? Value)[] parts)
    {
        var body = new JsonObject();
        foreach (var (name, value) in parts)
        {
            body[name] = value;
        }

        body["ok"] = true;
        return WireJson.Answer(200, body);
    }

    /// <summary>One page. A cursor goes with the parameters it came from; other ones answer mismatched_page_parameters, as Seam does.</summary>
    public static SimResponse Page<T>(string name, IReadOnlyList<T> all, Func<T, JsonNode> write, WireArguments arguments, int defaultLimit)
    {
        var print = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(arguments.Fingerprint)))[..12];
        var start = 0;
        if (arguments.Text("page_cursor") is { } cursor)
        {
            var parts = cursor.Split('.');
            if (parts.Length != 2 || parts[1] != print || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out start))
            {
                return SeamErrors.Error(400, "mismatched_page_parameters", "Page cursor does not match the other parameters");
            }
        }

        var limit = Math.Max(1, arguments.Number("limit") ?? defaultLimit);
        var hasMore = start + limit < all.Count;
        var pagination = new JsonObject
        {
            ["has_next_page"] = hasMore,
            ["next_page_cursor"] = hasMore ? string.Create(CultureInfo.InvariantCulture, $"{start + limit}.{print}") : null,
            ["next_page_url"] = null,
        };
        return Ok((name, WireJson.Array(all.Skip(start).Take(limit).Select(item => write(item)))), ("pagination", pagination));
    }

    /// <summary>The attempt as first answered (pending) or as read later (its outcome).</summary>
    public static JsonObject Attempt(AttemptState attempt, bool settled)
    {
        var failed = settled && attempt.ErrorType is not null;
        return new JsonObject
        {
            ["action_attempt_id"] = attempt.ActionAttemptId,
            ["action_type"] = attempt.ActionType,
            ["status"] = !settled ? "pending" : failed ? "error" : "success",
            ["result"] = settled && !failed ? new JsonObject { ["was_confirmed_by_device"] = attempt.ConfirmedByDevice } : null,
            ["error"] = failed ? new JsonObject { ["type"] = attempt.ErrorType, ["message"] = attempt.ErrorMessage } : null,
        };
    }
}
