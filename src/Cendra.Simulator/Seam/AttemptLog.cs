using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Action attempts. Only the newest are kept; Seam's own documentation tells clients to follow the code instead.</summary>
internal sealed class AttemptLog(World world)
{
    private const int Kept = 1000;

    public JsonObject Pending(string actionType) => SeamAnswers.Attempt(Add(actionType, error: null), settled: false);

    public AttemptState Add(string actionType, (string Type, string Message)? error)
    {
        var attempt = new AttemptState
        {
            ActionAttemptId = world.Ids.NewId(),
            ActionType = actionType,
            ErrorType = error?.Type,
            ErrorMessage = error?.Message,
            ConfirmedByDevice = error is null,
        };
        world.State.Attempts.Add(attempt);
        if (world.State.Attempts.Count > Kept)
        {
            world.State.Attempts.RemoveAt(0);
        }

        return attempt;
    }

    public SimResponse Get(WireArguments arguments)
    {
        if (arguments.Text("action_attempt_id") is not { } id)
        {
            return SeamErrors.Required("action_attempt_id");
        }

        return world.State.Attempts.Find(attempt => attempt.ActionAttemptId == id) is { } found
            ? SeamAnswers.Ok(("action_attempt", SeamAnswers.Attempt(found, settled: true)))
            : SeamErrors.NotFound("action_attempt_not_found", "Action attempt not found");
    }
}
