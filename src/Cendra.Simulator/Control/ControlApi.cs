using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Pms;
using Cendra.Simulator.Webhooks;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>/_sim/*: the hand that moves clock, doors and misfortune. Every call needs X-Sim-Key. Answers 400 with {"error"} naming what is wrong.</summary>
internal sealed class ControlApi(SimulatorWorld world)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task<SimResponse> AnswerAsync(SimRequest request, CancellationToken cancellationToken)
    {
        if (!HasKey(request))
        {
            return Wrong(401, "X-Sim-Key is missing or wrong");
        }

        if (WireArguments.Read(request) is not { } arguments)
        {
            return Wrong(400, "The body is not a JSON object");
        }

        try
        {
            return await RouteAsync(request, arguments, cancellationToken);
        }
        catch (KeyNotFoundException missing)
        {
            return Wrong(404, missing.Message);
        }
        catch (ControlFault fault)
        {
            return Wrong(400, fault.Message);
        }
    }

    private static SimResponse Wrong(int status, string message) => WireJson.Answer(status, new JsonObject { ["error"] = message });

    private static SimResponse Ok(object? body = null) => WireJson.Answer(200, JsonSerializer.SerializeToNode(body ?? new { ok = true }, Json)!);

    private bool HasKey(SimRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Header("X-Sim-Key") ?? ""), Encoding.UTF8.GetBytes(world.Settings.ControlKey));

    private async Task<SimResponse> RouteAsync(SimRequest request, WireArguments arguments, CancellationToken cancellationToken)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method, parts) switch
        {
            ("GET", [_, "clock"]) => ClockNow(),
            ("POST", [_, "clock"]) => await MoveClockAsync(arguments, cancellationToken),
            ("GET", [_, "doors"]) => Ok(world.Doors()),
            ("POST", [_, "doors"]) => AddDoor(arguments),
            ("POST", [_, "doors", var id, var verb]) => Door(Uri.UnescapeDataString(id), verb, arguments),
            ("POST", [_, "pms", "send"]) => await SendFromPmsAsync(arguments, cancellationToken),
            ("POST", [_, "pms", "subscribe"]) => Subscribe(arguments),
            ("POST", [_, var fault]) => Fault(fault, arguments),
            _ => Wrong(404, "No such control"),
        };
    }

    private SimResponse ClockNow() => Ok(new
    {
        nowUtc = world.Clock.GetUtcNow(),
        offsetSeconds = world.Clock.Offset.TotalSeconds,
        nextDueUtc = world.NextDueUtc(),
    });

    private async Task<SimResponse> MoveClockAsync(WireArguments arguments, CancellationToken cancellationToken)
    {
        var toUtc = arguments.Time("toUtc") ?? throw new ControlFault("toUtc must be a time");
        if (toUtc < world.Clock.GetUtcNow())
        {
            throw new ControlFault("toUtc lies in the past; the clock only goes forward");
        }

        await world.AdvanceToAsync(toUtc, cancellationToken);
        return ClockNow();
    }

    private SimResponse AddDoor(WireArguments arguments)
    {
        if (!Enum.TryParse<LockBehaviour>(Needed(arguments, "behaviour"), ignoreCase: true, out var behaviour))
        {
            throw new ControlFault("behaviour must be one of " + string.Join(", ", Enum.GetNames<LockBehaviour>()));
        }

        var options = new DoorOptions(Needed(arguments, "deviceId"), Needed(arguments, "name"), behaviour, arguments.Text("timeZone"))
        {
            SupportedCodeLengths = arguments.Has("supportedCodeLengths") ? arguments.Node("supportedCodeLengths").Deserialize<List<int>>(Json) : null,
            CodeConstraints = arguments.List("codeConstraints"),
            MaxActiveCodes = arguments.Number("maxActiveCodes"),
            MaxNameLength = arguments.Number("maxNameLength"),
            BatteryLevel = arguments.Fraction("batteryLevel") ?? 0.9,
            ReportsCodeOnUnlock = arguments.Has("reportsCodeOnUnlock") ? arguments.Flag("reportsCodeOnUnlock") : null,
            HasNativeEntryEvents = arguments.Flag("hasNativeEntryEvents", otherwise: true),
            FirstUseWithin24Hours = arguments.Flag("firstUseWithin24Hours", otherwise: true),
        };
        return Ok(new { added = world.AddDoor(options) });
    }

    private SimResponse Door(string deviceId, string verb, WireArguments arguments) => verb switch
    {
        "keypad" => Ok(world.PressKeypad(deviceId, Needed(arguments, "digits"))),
        "state" => State(deviceId, arguments),
        "external" => External(deviceId, arguments),
        _ => Wrong(404, "No such control"),
    };

    private SimResponse State(string deviceId, WireArguments arguments)
    {
        if (arguments.Has("online"))
        {
            Action<string> turn = arguments.Flag("online") ? world.BringOnline : world.TakeOffline;
            turn(deviceId);
        }

        if (arguments.Fraction("batteryLevel") is { } level)
        {
            world.SetBattery(deviceId, Math.Clamp(level, 0, 1));
        }

        if (arguments.Number("failSets") is { } sets)
        {
            world.FailNextSets(deviceId, sets);
        }

        if (arguments.Number("failRemovals") is { } removals)
        {
            world.FailNextRemovals(deviceId, removals);
        }

        return Ok(world.Doors().FirstOrDefault(door => door.DeviceId == deviceId) ?? throw new KeyNotFoundException($"No door {deviceId}"));
    }

    private SimResponse External(string deviceId, WireArguments arguments)
    {
        if (!Enum.TryParse<ExternalChange>(Needed(arguments, "change"), ignoreCase: true, out var change))
        {
            throw new ControlFault("change must be modified, removed or added");
        }

        return Ok(new { accessCodeId = world.ChangeExternally(deviceId, change, arguments.Text("accessCodeId")) });
    }

    private SimResponse Fault(string fault, WireArguments arguments)
    {
        switch (fault)
        {
            case "account":
                Action turn = arguments.Flag("connected") ? world.ReconnectAccount : world.DisconnectAccount;
                turn();
                return Ok();
            case "outage":
                world.StartOutage([.. arguments.List("routes") ?? []]);
                return Ok();
            case "lose-responses":
                world.LoseNextResponses(Needed(arguments, "route"), arguments.Number("count") ?? 1);
                return Ok();
            case "webhooks":
                return Webhooks(arguments);
            default:
                return Wrong(404, "No such control");
        }
    }

    private SimResponse Webhooks(WireArguments arguments)
    {
        if (arguments.Number("drop") is { } drop)
        {
            world.DropNextWebhooks(drop);
        }

        if (arguments.Number("duplicate") is { } duplicate)
        {
            world.DuplicateNextWebhooks(duplicate);
        }

        if (arguments.Number("reorder") is { } reorder)
        {
            world.ReorderNextWebhooks(reorder);
        }

        return Ok();
    }

    private SimResponse Subscribe(WireArguments arguments)
    {
        world.SubscribePms(Needed(arguments, "name"), Needed(arguments, "url"), Needed(arguments, "secret"));
        return Ok();
    }

    private async Task<SimResponse> SendFromPmsAsync(WireArguments arguments, CancellationToken cancellationToken)
    {
        var target = arguments.Text("name") is { } name ? world.PmsSubscription(name) : (Url: Needed(arguments, "url"), Secret: Needed(arguments, "secret"));
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
            Count = Math.Clamp(arguments.Number("count") ?? 1, 1, 100),
        };
        return Ok(await world.SendFromPmsAsync(message, cancellationToken));
    }

    private static string Needed(WireArguments arguments, string name) => arguments.Text(name) ?? throw new ControlFault($"{name} is required");
}
