using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Twilio;

/// <summary>A message of a guest: Twilio keeps it, the phone shows it, and a webhook is made of it.</summary>
internal static class Inbound
{
    /// <summary>One grey point, as PNG.</summary>
    private static readonly byte[] TinyPicture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    /// <exception cref="ArgumentException">The number is none, or the channel is unknown.</exception>
    /// <exception cref="InvalidOperationException">It cannot be written or told to anybody; nothing has changed.</exception>
    public static InboundCall Take(World world, TwilioSide twilio, PhoneText written)
    {
        Check(world, twilio, written);
        var text = new TextState
        {
            Sid = world.Ids.NewSid("SM"),
            From = PhoneAddress.Of(written.Channel, written.From),
            To = twilio.Account.Sender(written.Channel),
            Body = written.ButtonText is { } button && written.Body.Length == 0 ? button : written.Body,
            ButtonText = written.ButtonText,
            Direction = "inbound",
            Status = "received",
            CreatedAtUtc = world.NowUtc,
            UpdatedAtUtc = world.NowUtc,
            SentAtUtc = world.NowUtc,
            NumMedia = written.MediaContentType is null ? 0 : 1,
        };
        if (written.MediaContentType is { } type)
        {
            text.File = new FileState { Sid = world.Ids.NewSid("ME"), ContentType = type, Content = written.MediaContent ?? TinyPicture };
        }

        twilio.Log.Add(text);
        twilio.Phones.Write(text);
        return new InboundCall(text.Sid, WebhookFields.OfInbound(text, written, twilio.Account), world.Ids.NewId());
    }

    private static void Check(World world, TwilioSide twilio, PhoneText written)
    {
        if (written.Channel is not (PhoneChannels.WhatsApp or PhoneChannels.Sms))
        {
            throw new ArgumentException("The channel must be whatsapp or sms", nameof(written));
        }

        if (!PhoneAddress.IsValid(PhoneAddress.Of(written.Channel, written.From)))
        {
            throw new ArgumentException("The sender must be an E.164 number, or on WhatsApp an id of a hidden one", nameof(written));
        }

        var reason = twilio.Account switch
        {
            { IsOpen: false } => "There is no Twilio account",
            var account when account.Sender(written.Channel).Length == 0 => "There is no sender on this channel to write to",
            _ when written.Channel == PhoneChannels.WhatsApp && !twilio.Phones.IsOnWhatsApp(written.From) => "This phone is not on WhatsApp",
            _ when !written.Drop && world.State.Twilio.InboundUrl is null => "Nobody listens for messages",
            _ when !written.Drop && twilio.Post is null => "This world was made without a way out",
            _ => null,
        };
        if (reason is not null)
        {
            throw new InvalidOperationException(reason);
        }
    }
}

/// <summary>A webhook to make. A class: its text must not print the form.</summary>
internal sealed class InboundCall(string sid, IReadOnlyDictionary<string, string> fields, string token)
{
    public string Sid => sid;

    public IReadOnlyDictionary<string, string> Fields => fields;

    public string Token => token;
}
