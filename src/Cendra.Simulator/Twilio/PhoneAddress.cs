using System.Text.RegularExpressions;
using Cendra.Simulator.Phones;

namespace Cendra.Simulator.Twilio;

/// <summary>Addresses on the wire: whatsapp:+351..., whatsapp:ES.1A2B... (a sender who hides the number) or a bare number for text messages.</summary>
internal static partial class PhoneAddress
{
    private const string WhatsAppPrefix = "whatsapp:";

    public static string ChannelOf(string address) =>
        address.StartsWith(WhatsAppPrefix, StringComparison.Ordinal) ? PhoneChannels.WhatsApp : PhoneChannels.Sms;

    /// <summary>The address without its channel: a phone number or the id of a hidden one.</summary>
    public static string NumberOf(string address) =>
        address.StartsWith(WhatsAppPrefix, StringComparison.Ordinal) ? address[WhatsAppPrefix.Length..] : address;

    /// <summary>Empty for an empty number.</summary>
    public static string Of(string channel, string number) => channel == PhoneChannels.WhatsApp && number.Length > 0 ? WhatsAppPrefix + number : number;

    public static bool IsPhone(string number) => Phone().IsMatch(number);

    public static bool IsHidden(string number) => Hidden().IsMatch(number);

    public static bool IsValid(string address)
    {
        var number = NumberOf(address);
        return IsPhone(number) || (ChannelOf(address) == PhoneChannels.WhatsApp && IsHidden(number));
    }

    [GeneratedRegex(@"^\+[1-9][0-9]{6,14}\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}\z")]
    private static partial Regex Hidden();
}
