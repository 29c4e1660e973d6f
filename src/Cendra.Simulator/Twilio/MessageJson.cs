using System.Globalization;
using System.Text.Json.Nodes;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Twilio;

/// <summary>A message as <see href="https://www.twilio.com/docs/messaging/api/message-resource">Twilio writes it</see>: numbers are strings, error_code is not.</summary>
internal static class MessageJson
{
    public static JsonObject Write(TextState text, TwilioAccount account)
    {
        var uri = $"{account.MessagesUri}/{text.Sid}";
        return new JsonObject
        {
            ["account_sid"] = account.Sid,
            ["api_version"] = TwilioAccount.ApiVersion,
            ["body"] = text.IsRedacted ? "" : text.Body,
            ["date_created"] = TwilioTime.Rfc2822(text.CreatedAtUtc),
            ["date_sent"] = text.SentAtUtc is { } sentAtUtc ? TwilioTime.Rfc2822(sentAtUtc) : null,
            ["date_updated"] = TwilioTime.Rfc2822(text.UpdatedAtUtc),
            ["direction"] = text.Direction,
            ["error_code"] = text.ErrorCode,
            ["error_message"] = text.ErrorCode is { } code ? TwilioErrors.Words(code) : null,
            ["from"] = text.From,
            ["messaging_service_sid"] = null,
            ["num_media"] = text.NumMedia.ToString(CultureInfo.InvariantCulture),
            ["num_segments"] = "1",
            ["price"] = null,
            ["price_unit"] = null,
            ["sid"] = text.Sid,
            ["status"] = text.Status,
            ["subresource_uris"] = new JsonObject { ["media"] = uri + "/Media.json" },
            ["to"] = text.To,
            ["uri"] = uri + ".json",
        };
    }
}
