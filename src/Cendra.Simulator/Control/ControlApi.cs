using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>/_sim/*: the hand that moves clock, doors, phones and misfortune. Every call needs X-Sim-Key. Answers 400 with {"error"} naming what is wrong.</summary>
internal sealed class ControlApi(SimulatorWorld world)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private readonly DoorControls doors = new(world);
    private readonly PhoneControls phones = new(world);
    private readonly PmsControls pms = new(world);
    private readonly TwilioControls twilio = new(world);

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
            ("POST", [_, "doors"]) => Ok(doors.Add(arguments)),
            ("POST", [_, "doors", var id, var verb]) => Ok(doors.Answer(Uri.UnescapeDataString(id), verb, arguments)),
            ("GET", [_, "phones"]) => Ok(world.Phones()),
            ("GET", [_, "phones", var number, "messages"]) => Ok(phones.Messages(Uri.UnescapeDataString(number))),
            ("POST", [_, "phones", var number, var verb]) => Ok(await phones.AnswerAsync(Uri.UnescapeDataString(number), verb, arguments, cancellationToken)),
            ("POST", [_, "twilio", var verb]) => Ok(twilio.Answer(verb, arguments)),
            ("POST", [_, "pms", "send"]) => Ok(await pms.SendAsync(arguments, cancellationToken)),
            ("POST", [_, "pms", "subscribe"]) => Ok(pms.Subscribe(arguments)),
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
        // While the call was on its way the clock has moved on by itself: what has passed already is reached already.
        await world.AdvanceToAsync(toUtc, cancellationToken);
        return ClockNow();
    }

    private SimResponse Fault(string fault, WireArguments arguments)
    {
        switch (fault)
        {
            case "account":
                Action turn = bool.TryParse(arguments.Needed("connected"), out var connected) && connected ? world.ReconnectAccount : world.DisconnectAccount;
                turn();
                return Ok();
            case "outage":
                world.StartOutage([.. arguments.List("routes") ?? []]);
                return Ok();
            case "lose-responses":
                world.LoseNextResponses(arguments.Needed("route"), arguments.Number("count") ?? 1);
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
}
