namespace Cendra.Simulator.Control;

/// <summary>A control call that cannot be carried out; the message names the field and goes back as a 400.</summary>
internal sealed class ControlFault(string message) : Exception(message);
