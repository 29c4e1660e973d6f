using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Messaging.Twilio;

namespace Cendra.Messaging.Outbound;

/// <summary>Twilio's words for how far a message came, as news of a delivery. A word that nobody here knows moves nothing back: the provider has it, no more is said.</summary>
public static class DeliveryReports
{
    /// <summary>The news.</summary>
    public static News Of(string status, int? errorCode, string sid) => status switch
    {
        "sending" or "sent" => new News(DeliveryStatus.Sent, sid),
        "delivered" => new News(DeliveryStatus.Delivered, sid),
        "read" => new News(DeliveryStatus.Read, sid),
        "failed" or "undelivered" or "canceled" => new News(DeliveryStatus.Failed, sid, Failure(errorCode)),
        _ => new News(DeliveryStatus.Accepted, sid),
    };

    /// <summary>What this code of Twilio's means for a delivery.</summary>
    public static DeliveryFailure Failure(int? code)
    {
        var error = TwilioErrors.Of(code);
        return new DeliveryFailure(error.Code?.ToString(CultureInfo.InvariantCulture) ?? "", error.Meaning, error.Action == TwilioErrorAction.Suppress);
    }
}
