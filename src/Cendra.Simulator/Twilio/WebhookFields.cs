using System.Globalization;
using System.Text.Json.Nodes;
using Cendra.Simulator.Phones;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>
/// What Twilio's form posts hold: status callbacks, and <see href="https://www.twilio.com/docs/messaging/guides/webhook-request">messages of guests</see>.
/// </summary>
internal static class WebhookFields
{
    private static readonly string[] Places = ["FromCity", "FromState", "FromZip", "FromCountry", "ToCity", "ToState", "ToZip", "ToCountry"];

    public static Dictionary<string, string> OfStatus(TextState text, TwilioAccount account)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = text.Sid,
            ["SmsSid"] = text.Sid,
            ["MessageStatus"] = text.Status,
            ["SmsStatus"] = text.Status,
            ["To"] = text.To,
            ["From"] = text.From,
            ["AccountSid"] = account.Sid,
            ["ApiVersion"] = TwilioAccount.ApiVersion,
        };
        if (PhoneAddress.ChannelOf(text.To) == PhoneChannels.WhatsApp)
        {
            AddChannel(fields, text, account);
        }

        if (text.ErrorCode is { } code)
        {
            fields["ErrorCode"] = code.ToString(CultureInfo.InvariantCulture);
            fields["ErrorMessage"] = TwilioErrors.Words(code);
            fields["ChannelStatusMessage"] = TwilioErrors.Words(code);
        }

        return fields;
    }

    /// <param name="text">The message as Twilio keeps it.</param>
    /// <param name="written">What the guest did.</param>
    /// <param name="account">Whose message it is.</param>
    public static Dictionary<string, string> OfInbound(TextState text, PhoneText written, TwilioAccount account)
    {
        var fields = new Dictionary<string, string>
        {
            ["MessageSid"] = text.Sid,
            ["SmsSid"] = text.Sid,
            ["SmsMessageSid"] = text.Sid,
            ["AccountSid"] = account.Sid,
            ["From"] = text.From,
            ["To"] = text.To,
            ["Body"] = text.Body,
            ["NumMedia"] = text.NumMedia.ToString(CultureInfo.InvariantCulture),
            ["NumSegments"] = "1",
            ["ApiVersion"] = TwilioAccount.ApiVersion,
            ["SmsStatus"] = "received",
        };
        if (text.File is { } file)
        {
            fields["MediaContentType0"] = file.ContentType;
            fields["MediaUrl0"] = $"https://api.twilio.com{account.MessagesUri}/{text.Sid}/Media/{file.Sid}";
        }

        if (written.OptOutType is { } type)
        {
            fields["OptOutType"] = type;
        }

        if (PhoneAddress.ChannelOf(text.From) == PhoneChannels.WhatsApp)
        {
            AddWhatsApp(fields, written);
            return fields;
        }

        foreach (var place in Places)
        {
            fields[place] = "";
        }

        return fields;
    }

    /// <summary>The callback of a read message is shorter, as recorded.</summary>
    private static void AddChannel(Dictionary<string, string> fields, TextState text, TwilioAccount account)
    {
        fields["ChannelPrefix"] = PhoneChannels.WhatsApp;
        fields["ChannelToAddress"] = PhoneAddress.NumberOf(text.To);
        if (text.Status is "delivered" or "read")
        {
            fields["EventType"] = text.Status.ToUpperInvariant();
        }

        if (text.Status != "read")
        {
            fields["ChannelInstallSid"] = account.ChannelSid;
            fields["StructuredMessage"] = "false";
        }
    }

    private static void AddWhatsApp(Dictionary<string, string> fields, PhoneText written)
    {
        var context = new JsonObject { ["ProfileName"] = written.ProfileName };
        fields["ProfileName"] = written.ProfileName;
        fields["MessageType"] = MessageType(written);
        fields["ReferralNumMedia"] = "0";
        if (PhoneAddress.IsHidden(written.From))
        {
            fields["ExternalUserId"] = PhoneAddress.Of(PhoneChannels.WhatsApp, written.From);
        }
        else
        {
            fields["WaId"] = written.From[1..];
            context["WaId"] = written.From[1..];
            if (written.UserId is { } shown)
            {
                fields["ExternalUserId"] = PhoneAddress.Of(PhoneChannels.WhatsApp, shown);
            }
        }

        if (written.Place is { } place)
        {
            fields["Latitude"] = place.Latitude.ToString(CultureInfo.InvariantCulture);
            fields["Longitude"] = place.Longitude.ToString(CultureInfo.InvariantCulture);
        }

        if (written.Quotes is { } quoted)
        {
            fields["OriginalRepliedMessageSid"] = quoted;
        }

        var metadata = new JsonObject { ["type"] = PhoneChannels.WhatsApp, ["data"] = new JsonObject { ["context"] = context } };
        fields["ChannelMetadata"] = metadata.ToJsonString(WireJson.Compact);
        if (written.ButtonText is { } button)
        {
            fields["ButtonText"] = button;
            fields["ButtonPayload"] = written.ButtonPayload ?? button;
            fields["ButtonType"] = "REPLY";
        }
    }

    private static string MessageType(PhoneText written) => (written.ButtonText, written.MediaContentType?.Split('/')[0]) switch
    {
        _ when written.IsReaction => "reaction",
        (not null, _) => "interactive",
        (_, null) => "text",
        (_, "image" or "audio" or "video") => written.MediaContentType!.Split('/')[0],
        _ => "document",
    };
}
