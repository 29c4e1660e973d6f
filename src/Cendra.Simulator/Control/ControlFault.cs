using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>A control call that cannot be carried out; the message names the field and goes back as a 400.</summary>
internal sealed class ControlFault(string message) : Exception(message);

/// <summary>Reading what a control call must hold.</summary>
internal static class ControlArguments
{
    public static string Needed(this WireArguments arguments, string name) => arguments.Text(name) ?? throw new ControlFault($"{name} is required");

    /// <summary>How often to send something.</summary>
    public static int Count(this WireArguments arguments) => Math.Clamp(arguments.Number("count") ?? 1, 1, 100);
}
