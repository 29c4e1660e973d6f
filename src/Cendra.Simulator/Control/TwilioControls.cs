using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>/_sim/twilio: where messages of guests go, and what goes wrong with messages.</summary>
internal sealed class TwilioControls(SimulatorWorld world)
{
    public object Answer(string verb, WireArguments arguments)
    {
        switch (verb)
        {
            case "listen":
                Listen(arguments.Needed("url"));
                break;
            case "faults":
                Faults(arguments);
                break;
            default:
                throw new KeyNotFoundException("No such control");
        }

        return new { ok = true };
    }

    private void Listen(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw new ControlFault("url must be an http or https URL");
        }

        world.ListenForMessages(url);
    }

    private void Faults(WireArguments arguments)
    {
        Set(arguments, "dropCallbacks", world.DropNextCallbacks);
        Set(arguments, "duplicateCallbacks", world.DuplicateNextCallbacks);
        Set(arguments, "reorderCallbacks", world.ReorderNextCallbacks);
        Set(arguments, "loseAnswers", world.LoseNextMessageAnswers);
        Set(arguments, "tooMany", world.RefuseNextMessages);
        if (arguments.Has("outage"))
        {
            Action turn = arguments.Flag("outage") ? world.StartMessagesOutage : world.EndMessagesOutage;
            turn();
        }
    }

    private static void Set(WireArguments arguments, string name, Action<int> fault)
    {
        if (arguments.Number(name) is { } count)
        {
            fault(count);
        }
    }
}
