using System.Net.Http.Headers;
using System.Text;
using Cendra.Messaging.Twilio;

namespace Cendra.Server.Tests.Service;

/// <summary>Calls as Twilio makes them, made by hand so that a test may bend them.</summary>
internal static class TwilioCalls
{
    public const string Messages = "/webhooks/twilio/message";
    public const string Reports = "/webhooks/twilio/status";
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>The fields of a message of the guest.</summary>
    public static Dictionary<string, string> MessageOf(string sid, string body, string from = "whatsapp:" + HousePhones.Guest) => new()
    {
        ["MessageSid"] = sid, ["SmsSid"] = sid, ["AccountSid"] = HousePhones.Account, ["From"] = from, ["To"] = "whatsapp:" + HousePhones.Number, ["Body"] = body, ["NumMedia"] = "0",
    };

    /// <summary>A call with these fields, rightly signed unless a token, a signature or a URL is given.</summary>
    public static HttpRequestMessage Of(string path, IReadOnlyDictionary<string, string> fields, string token = HousePhones.Token, string? signature = "") =>
        Raw(path, Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"))), signature == "" ? TwilioSignature.Sign(ServiceWorld.OwnUrl + path, fields, token) : signature);

    /// <summary>Bytes as they are.</summary>
    public static HttpRequestMessage Raw(string path, byte[] body, string? signature, string contentType = FormType, string root = ServiceWorld.OwnUrl)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(root), path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(TwilioSignature.Header, signature);
        }

        return request;
    }
}
