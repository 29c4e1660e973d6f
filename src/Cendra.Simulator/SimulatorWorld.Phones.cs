using Cendra.Simulator.Phones;
using Cendra.Simulator.State;
using Cendra.Simulator.Twilio;

namespace Cendra.Simulator;

/// <summary>The phones of guests and hosts: every number is one.</summary>
public sealed partial class SimulatorWorld
{
    /// <summary>
    /// Somebody writes to our sender: the phone and Twilio's list have it at once, the webhook goes out before this returns (once more if it did
    /// not connect), as often as asked. On WhatsApp it opens the number's 24 hours.
    /// </summary>
    /// <exception cref="ArgumentException">The number is none, or the channel is unknown.</exception>
    /// <exception cref="InvalidOperationException">Nobody listens, there is no way out, no sender on this channel, or the phone is not on WhatsApp.</exception>
    public async Task<PhoneAnswer> PhoneWritesAsync(PhoneText text, CancellationToken cancellationToken = default)
    {
        var (call, url) = Change(one => (Inbound.Take(one, twilio, text), one.State.Twilio.InboundUrl));
        var answer = new PhoneAnswer(0, "", call.Sid);
        for (var i = 0; i < text.Count && !text.Drop; i++)
        {
            answer = await PostAsync(call, url!, cancellationToken);
        }

        return answer;
    }

    /// <summary>What is on the phone, oldest first; a phone that nobody wrote to or from is empty.</summary>
    public IReadOnlyList<PhoneMessage> Phone(string e164) => Look(_ => twilio.Phones.Entries(e164).ConvertAll(Show));

    /// <summary>The numbers that have messages.</summary>
    public IReadOnlyList<string> Phones() => Look(one => one.State.Twilio.Phones.Keys.Order(StringComparer.Ordinal).ToList());

    /// <summary>WhatsApp does not know this number any more: messages to it come back undelivered, 63003.</summary>
    public void LeaveWhatsApp(string e164) => Change(one => one.State.Twilio.NotOnWhatsApp.Add(e164));

    public void JoinWhatsApp(string e164) => Change(one => one.State.Twilio.NotOnWhatsApp.Remove(e164));

    private static PhoneMessage Show(PhoneEntryState entry) => new()
    {
        Sid = entry.Sid,
        Channel = entry.Channel,
        Direction = entry.Direction,
        Body = entry.Body,
        AtUtc = entry.AtUtc,
        Status = entry.Status,
        ButtonText = entry.ButtonText,
        Buttons = [.. entry.Buttons.Select(b => new PhoneButton(b.Id, b.Title))],
    };

    private async Task<PhoneAnswer> PostAsync(InboundCall call, string url, CancellationToken cancellationToken)
    {
        var answer = await twilio.Post!.SendAsync(url, call.Fields, call.Token, cancellationToken);
        if (!answer.Connected)
        {
            answer = await twilio.Post.SendAsync(url, call.Fields, call.Token, cancellationToken);
        }

        return new PhoneAnswer(answer.Status, answer.Body, call.Sid);
    }
}
