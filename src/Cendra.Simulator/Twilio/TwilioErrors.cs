using System.Globalization;
using System.Text.Json.Nodes;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>Twilio's error answers: {"code","message","more_info","status"}. Codes after <see href="https://www.twilio.com/docs/api/errors">its dictionary</see>.</summary>
internal static class TwilioErrors
{
    /// <summary>Free text outside the 24 hours; comes by status callback, never as an answer.</summary>
    public const int OutsideWindow = 63016;

    /// <summary>The number is not on WhatsApp; comes by status callback, never as an answer.</summary>
    public const int NotOnChannel = 63003;

    public static SimResponse Unauthorized() => Error(401, 20003, "Authenticate");

    public static SimResponse NotFound(string path) => Error(404, 20404, $"The requested resource {path} was not found");

    public static SimResponse MethodNotAllowed() => Error(405, 20004, "Method not allowed");

    public static SimResponse TooMany() => Error(429, 20429, "Too Many Requests");

    public static SimResponse Unavailable() => Error(503, 20503, "Service is temporarily unavailable");

    public static SimResponse Invalid(string message) => Error(400, 20001, message);

    public static SimResponse Refused(int code, string message) => Error(400, code, message);

    /// <summary>What a failed message's error_message says.</summary>
    public static string Words(int code) => code switch
    {
        OutsideWindow => "Failed to send freeform message because you are outside the allowed window. If you are using WhatsApp, please use a Message Template.",
        NotOnChannel => "Channel could not find To address",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "No message fails with this code"),
    };

    private static SimResponse Error(int status, int code, string message) => WireJson.Answer(status, new JsonObject
    {
        ["code"] = code,
        ["message"] = message,
        ["more_info"] = "https://www.twilio.com/docs/errors/" + code.ToString(CultureInfo.InvariantCulture),
        ["status"] = status,
    });
}
