using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>/webhooks: endpoints that get every event of the chosen types, signed.</summary>
internal sealed class WebhookRoutes(World world)
{
    private static readonly string[] Families = ["access_code.", "lock.", "device.", "connected_account.", "action_attempt.", "connect_webview."];

    public SimResponse Create(WireArguments arguments)
    {
        if (arguments.Text("url") is not { } url)
        {
            return SeamErrors.Required("url");
        }

        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            return SeamErrors.Invalid("Invalid url for \"url\"", "url", "Invalid url");
        }

        var types = arguments.List("event_types") ?? ["*"];
        return types.All(type => type == "*" || Families.Any(family => type.StartsWith(family, StringComparison.Ordinal)))
            ? SeamAnswers.Ok(("webhook", Write(Add(url, world.Ids.NewSecret(), types))))
            : SeamErrors.Error(400, "invalid_event_types", "Invalid event types");
    }

    public SimResponse List() =>
        SeamAnswers.Ok(("webhooks", WireJson.Array(world.State.Webhooks.Select(hook => (JsonNode?)Write(hook)))));

    public SimResponse Get(WireArguments arguments) => Refused(arguments, out var hook) ?? SeamAnswers.Ok(("webhook", Write(hook!)));

    public SimResponse Delete(WireArguments arguments)
    {
        if (Refused(arguments, out var hook) is { } refusal)
        {
            return refusal;
        }

        world.State.Webhooks.Remove(hook!);
        world.State.Deliveries.RemoveAll(delivery => delivery.WebhookId == hook!.WebhookId);
        return SeamAnswers.Ok();
    }

    public WebhookState Add(string url, string secret, IReadOnlyList<string> types)
    {
        var hook = new WebhookState { WebhookId = world.Ids.NewId(), Url = url, Secret = secret, EventTypes = [.. types] };
        world.State.Webhooks.Add(hook);
        return hook;
    }

    private static JsonObject Write(WebhookState hook) => new()
    {
        ["webhook_id"] = hook.WebhookId,
        ["url"] = hook.Url,
        ["event_types"] = WireJson.Array(hook.EventTypes.Select(type => (JsonNode?)type)),
        ["secret"] = hook.Secret,
    };

    private SimResponse? Refused(WireArguments arguments, out WebhookState? hook)
    {
        var id = arguments.Text("webhook_id");
        hook = world.State.Webhooks.Find(one => one.WebhookId == id);
        if (id is null)
        {
            return SeamErrors.Required("webhook_id");
        }

        return hook is null ? SeamErrors.NotFound("webhook_not_found", "Webhook not found") : null;
    }
}
