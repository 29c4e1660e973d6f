using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>/events: the same bodies that webhooks carry, by the time Seam learnt of them.</summary>
internal sealed class EventRoutes(World world)
{
    private const int DefaultLimit = 500;

    public SimResponse List(WireArguments arguments)
    {
        var between = arguments.List("between");
        if (!arguments.Has("since") && between is null)
        {
            return SeamErrors.Invalid("Must specify either since or between");
        }

        var since = arguments.Time("since");
        if (arguments.Has("since") && since is null)
        {
            return SeamErrors.BadTime("since");
        }

        var from = between is [var lower, ..] ? WireTime.Read(lower) : null;
        var to = between is [_, var upper] ? WireTime.Read(upper) : null;
        if (between is not null && (from is null || to is null))
        {
            return SeamErrors.BadTime("between");
        }

        var found = world.State.Events
            .Where(happened => !(happened.CreatedAtUtc < since) && !(happened.CreatedAtUtc <= from) && !(happened.CreatedAtUtc >= to))
            .Where(happened => Is(happened, arguments))
            .Take(Math.Max(1, arguments.Number("limit") ?? DefaultLimit));
        return SeamAnswers.Ok(("events", WireJson.Array(found.Select(happened => JsonNode.Parse(happened.Body)))));
    }

    public SimResponse Get(WireArguments arguments)
    {
        if (arguments.Text("event_id") is not { } id)
        {
            return SeamErrors.Required("event_id");
        }

        return world.State.Events.Find(happened => happened.EventId == id) is { } found
            ? SeamAnswers.Ok(("event", JsonNode.Parse(found.Body)))
            : SeamErrors.NotFound("event_not_found", "Event not found");
    }

    private static bool Is(EventState happened, WireArguments arguments) =>
        Among(happened.DeviceId, arguments, "device_id", "device_ids")
        && Among(happened.AccessCodeId, arguments, "access_code_id", "access_code_ids")
        && Among(happened.EventType, arguments, "event_type", "event_types")
        && Among(happened.ConnectedAccountId, arguments, "connected_account_id", "connected_account_ids")
        && Among(happened.EventId, arguments, "event_id", "event_ids");

    private static bool Among(string? value, WireArguments arguments, string one, string many) =>
        (arguments.Text(one) is not { } wanted || wanted == value)
        && (arguments.List(many) is not { } list || (value is not null && list.Contains(value)));
}
