using Cendra.Simulator.Phones;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Control;

/// <summary>/_sim/phones/{number}: read a phone, write on it, take it off WhatsApp. A number may stand there with or without its plus.</summary>
internal sealed class PhoneControls(SimulatorWorld world)
{
    public IReadOnlyList<PhoneMessage> Messages(string number) => world.Phone(Full(number));

    public async Task<object> AnswerAsync(string number, string verb, WireArguments arguments, CancellationToken cancellationToken) => verb switch
    {
        "write" => await WriteAsync(Full(number), arguments, cancellationToken),
        "whatsapp" => Turn(Full(number), arguments),
        _ => throw new KeyNotFoundException("No such control"),
    };

    private static string Full(string number) => number.All(char.IsAsciiDigit) ? "+" + number : number;

    private async Task<PhoneAnswer> WriteAsync(string number, WireArguments arguments, CancellationToken cancellationToken)
    {
        var text = new PhoneText
        {
            From = number,
            Body = arguments.Text("body") ?? (arguments.Has("mediaContentType") || arguments.Has("buttonText") ? "" : arguments.Needed("body")),
            Channel = arguments.Text("channel") ?? PhoneChannels.WhatsApp,
            MediaContentType = arguments.Text("mediaContentType"),
            ButtonText = arguments.Text("buttonText"),
            ButtonPayload = arguments.Text("buttonPayload"),
            ProfileName = arguments.Text("profileName") ?? "Guest",
            Count = arguments.Count(),
            Drop = arguments.Flag("drop"),
        };
        try
        {
            return await world.PhoneWritesAsync(text, cancellationToken);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException)
        {
            throw new ControlFault(refused.Message);
        }
    }

    private object Turn(string number, WireArguments arguments)
    {
        var on = arguments.Needed("on").Equals("true", StringComparison.OrdinalIgnoreCase);
        Action<string> turn = on ? world.JoinWhatsApp : world.LeaveWhatsApp;
        turn(number);
        return new { on };
    }
}
