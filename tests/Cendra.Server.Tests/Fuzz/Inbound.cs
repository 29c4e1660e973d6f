using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cendra.Lifecycle.Webhooks;
using Cendra.Messaging.Twilio;
using Cendra.Server.Tests.Service;
using Microsoft.AspNetCore.WebUtilities;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>Good calls to the webhooks, and how each is signed.</summary>
internal sealed class Inbound(ServiceWorld world)
{
    /// <summary>Digits that events carry and that stand nowhere else.</summary>
    public const string Digits = "48291357";

    public FuzzedEndpoint Pms => new("POST /webhooks/pms/{connection}", Reads.Json, n => Reservation($"B{n}", n), call => Signed(call, WebhookSignature.StandardPrefix, ServiceWorld.PmsSecret));

    public FuzzedEndpoint Seam => new("POST /webhooks/seam", Reads.Json, n => Event($"bent{n}", n), call => Signed(call, WebhookSignature.SvixPrefix, ServiceWorld.SeamSecret));

    public FuzzedEndpoint Message => new("POST /webhooks/twilio/message", Reads.Form, n => Wrote($"SMbent{n}", n), SignedByTwilio);

    public FuzzedEndpoint Report => new("POST /webhooks/twilio/status", Reads.Form, n => Told($"SMbent{n}"), SignedByTwilio);

    /// <summary>A reservation as the house's PMS sends it; one in eight is of a house with a door.</summary>
    public static FuzzCall Reservation(string id, int number)
    {
        var from = new DateOnly(2026, 7, 1).AddDays(3 * (number % 200));
        var body = ServiceWorld.Booking(id, number % 8 == 0 ? "Born 9" : "Elsewhere", Day(from), Day(from.AddDays(2)), version: 1 + number, phone: "+34611222333");
        return Posted($"/webhooks/pms/{ServiceWorld.Pms}", body, WebhookSignature.StandardPrefix, $"msg_{id}");
    }

    /// <summary>An event as Seam sends it, of the house's door.</summary>
    public static FuzzCall Event(string id, int number) => Posted("/webhooks/seam", (number % 3) switch
    {
        0 => $$"""{"event_id":"{{id}}","event_type":"device.connected","workspace_id":"w","created_at":"2026-06-01T08:00:00.000Z","occurred_at":"2026-06-01T08:00:00.000Z","device_id":"flat"}""",
        1 => $$"""{"event_id":"{{id}}","event_type":"lock.unlocked","created_at":"2026-06-01T08:00:00.000Z","occurred_at":"2026-06-01T08:00:00.000Z","device_id":"flat","method":"keycode","access_code_id":"x","code":"{{Digits}}"}""",
        _ => $$"""{"event_id":"{{id}}","event_type":"access_code.set_on_device","created_at":"2026-06-01T08:00:00.000Z","device_id":"flat","access_code_id":"x","code":"{{Digits}}","access_code_errors":[]}""",
    }, WebhookSignature.SvixPrefix, $"evt_{id}");

    /// <summary>A message as Twilio posts it; one in four is the guest's, the others are of strangers.</summary>
    public static FuzzCall Wrote(string sid, int number) => Form(TwilioCalls.Messages, new Dictionary<string, string>(
        TwilioCalls.MessageOf(sid, number % 2 == 0 ? "Hola" : "¿Cuál es el código?", number % 4 == 0 ? "whatsapp:" + HousePhones.Guest : string.Create(CultureInfo.InvariantCulture, $"whatsapp:+3460001{number % 100:00}11")))
    {
        ["ProfileName"] = "Lucía", ["MediaContentType0"] = "", ["ButtonText"] = "", ["Latitude"] = "",
    });

    /// <summary>A report as Twilio posts it, on a message that is not of this house.</summary>
    public static FuzzCall Told(string sid) => Form(TwilioCalls.Reports, new Dictionary<string, string>(TwilioCalls.MessageOf(sid, "")) { ["MessageStatus"] = "delivered", ["ErrorCode"] = "" });

    /// <summary>Fields posted to a path.</summary>
    public static FuzzCall Form(string path, IEnumerable<KeyValuePair<string, string>> fields) =>
        new FuzzCall("good", "POST", path) { Body = FuzzedEndpoint.Posted(fields) }.With(("Content-Type", OddForms.FormType));

    /// <summary>Signs as Twilio does: forms by their fields, all else by the SHA-256 in the address.</summary>
    public static FuzzCall SignedByTwilio(FuzzCall call)
    {
        var isForm = call["Content-Type"]?.Split(';')[0].Trim().Equals(OddForms.FormType, StringComparison.OrdinalIgnoreCase) == true;
        var target = isForm || call.Body.Length == 0 ? call.Target : $"{call.Target}{(call.Target.Contains('?', StringComparison.Ordinal) ? '&' : '?')}bodySHA256={Convert.ToHexStringLower(SHA256.HashData(call.Body))}";
        var signature = TwilioSignature.Sign(ServiceWorld.OwnUrl + target, isForm ? Fields(call.Body) : [], HousePhones.Token);
        return (call with { Target = target }).With((TwilioSignature.Header, signature));
    }

    private FuzzCall Signed(FuzzCall call, string prefix, string secret)
    {
        var (id, now) = (call[$"{prefix}-id"] ?? "", world.Now);
        return call.With(($"{prefix}-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)), ($"{prefix}-signature", WebhookSignature.Sign(secret, id, now, call.Body)));
    }

    private static FuzzCall Posted(string path, string body, string prefix, string id) =>
        new FuzzCall("good", "POST", path) { Body = Encoding.UTF8.GetBytes(body) }.With(("Content-Type", "application/json"), ($"{prefix}-id", id));

    private static List<KeyValuePair<string, string>> Fields(byte[] body)
    {
        using var reader = new FormReader(new MemoryStream(body)) { ValueLengthLimit = int.MaxValue, KeyLengthLimit = int.MaxValue, ValueCountLimit = int.MaxValue };
        return [.. reader.ReadForm().SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
