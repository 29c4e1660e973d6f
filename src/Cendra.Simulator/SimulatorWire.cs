using Cendra.Simulator.Control;
using Cendra.Simulator.Twilio;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator;

/// <summary>The whole simulator as one function from request to response: Seam's paths, Twilio's paths, and /_sim/* to control it.</summary>
public sealed class SimulatorWire(SimulatorWorld world)
{
    private readonly ControlApi control = new(world);

    public Task<SimResponse> HandleAsync(SimRequest request, CancellationToken cancellationToken)
    {
        if (request.Path.StartsWith("/_sim/", StringComparison.Ordinal))
        {
            return control.AnswerAsync(request, cancellationToken);
        }

        return Task.FromResult(TwilioApi.Has(request.Path) ? world.AnswerTwilio(request) : world.AnswerSeam(request));
    }
}
