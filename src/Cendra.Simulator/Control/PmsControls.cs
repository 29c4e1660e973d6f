using System.Text.Json.Nodes;
using Cendra.Simulator.Pms;
using Cendra.Simulator.Webhooks;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>/_sim/pms: snapshots of reservations, sent as a property management system sends them.</summary>
internal sealed class PmsControls(SimulatorWorld world)
{
    public object Subscribe(WireArguments arguments)
    {
        world.SubscribePms(arguments.Needed("name"), arguments.Needed("url"), arguments.Needed("secret"));
        return new { ok = true };
    }

    public Task<PmsAnswer> SendAsync(WireArguments arguments, CancellationToken cancellationToken)
    {
        var target = arguments.Text("name") is { } name ? world.PmsSubscription(name) : (Url: arguments.Needed("url"), Secret: arguments.Needed("secret"));
        if (WebhookSignature.Key(target.Secret) is null)
        {
            throw new ControlFault("secret must be whsec_ and base64");
        }

        var snapshot = arguments.Node("snapshot") ?? throw new ControlFault("snapshot is required");
        var message = new PmsMessage
        {
            Url = target.Url,
            Secret = target.Secret,
            Snapshot = snapshot is JsonValue text && text.TryGetValue<string>(out var raw) ? raw : snapshot.ToJsonString(WireJson.Compact),
            WebhookId = arguments.Text("webhookId"),
            Count = arguments.Count(),
        };
        return world.SendFromPmsAsync(message, cancellationToken);
    }
}
