using System.Security.Cryptography;
using System.Text;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>The one account: who may call, and which senders it has.</summary>
internal sealed class TwilioAccount(SimulatorSettings settings)
{
    public const string ApiVersion = "2010-04-01";

    public string Sid => settings.TwilioAccountSid;

    public string AuthToken => settings.TwilioAuthToken;

    public bool IsOpen => Sid.Length > 0;

    /// <summary>The id of the account's WhatsApp channel.</summary>
    public string ChannelSid => "XE" + (Sid.StartsWith("AC", StringComparison.Ordinal) ? Sid[2..] : Sid);

    public string MessagesUri => $"/{ApiVersion}/Accounts/{Sid}/Messages";

    /// <summary>The address that sends on a channel, with the channel's prefix; empty when there is none.</summary>
    public string Sender(string channel) => channel == PhoneChannels.WhatsApp
        ? PhoneAddress.Of(channel, settings.TwilioWhatsAppFrom)
        : settings.TwilioSmsFrom;

    /// <summary>HTTP Basic with account SID and auth token.</summary>
    public bool Knows(SimRequest request)
    {
        var wanted = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid}:{AuthToken}"));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Header("Authorization") ?? ""), Encoding.UTF8.GetBytes(wanted));
    }
}
