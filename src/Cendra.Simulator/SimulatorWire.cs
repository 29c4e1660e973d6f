using Cendra.Simulator.Control;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator;

/// <summary>The whole simulator as one function from request to response: Seam's paths, and /_sim/* to control it.</summary>
public sealed class SimulatorWire(SimulatorWorld world)
{
    private readonly ControlApi control = new(world);

    public Task<SimResponse> HandleAsync(SimRequest request, CancellationToken cancellationToken) =>
        request.Path.StartsWith("/_sim/", StringComparison.Ordinal)
            ? control.AnswerAsync(request, cancellationToken)
            : Task.FromResult(world.AnswerSeam(request));
}
