using System.Text;
using System.Text.Json;

namespace Cendra.Tests.Twilio;

/// <summary>A call with a signature that another implementation made, and whether it must be accepted.</summary>
internal sealed record SignatureVector(string Name, string Token, string Url, KeyValuePair<string, string>[] Form, string? RawBody, string Signature, bool IsValid)
{
    public byte[]? RawBytes => RawBody is null ? null : Encoding.UTF8.GetBytes(RawBody);

    /// <summary>The recorded ones: Twilio's own libraries and documents.</summary>
    public static IReadOnlyList<SignatureVector> Recorded() => [.. SharedData.Json("twilio", "signature-vectors.json").EnumerateArray().Select(Read)];

    private static SignatureVector Read(JsonElement item) => new(
        item.GetProperty("name").GetString()!, item.GetProperty("token").GetString()!, item.GetProperty("requestUrlSeen").GetString()!,
        [.. item.GetProperty("params").EnumerateArray().Select(field => KeyValuePair.Create(field[0].GetString()!, field[1].GetString()!))],
        item.GetProperty("rawBody").GetString(), item.GetProperty("signature").GetString()!, item.GetProperty("valid").GetBoolean());
}

/// <summary>Calls as this house gets them, signed once with Python's hmac and kept here.</summary>
internal static class OwnVectors
{
    public const string Token = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    public static readonly SignatureVector Status = new(
        "status callback with our own row in the query", Token, "https://stay.example.com/webhooks/twilio/status?o=0193f2c0-7a11-7e0e-9c39-5b0a5d3c2f10",
        [
            new("MessageSid", "SM0123456789abcdef0123456789abcdef"), new("MessageStatus", "delivered"), new("To", "whatsapp:+34600111907"), new("From", "whatsapp:+14155238886"),
            new("AccountSid", "AC0123456789abcdef0123456789abcdef"), new("ApiVersion", "2010-04-01"), new("ErrorCode", ""), new("ChannelPrefix", "whatsapp"),
        ],
        null, "ubC7wDagY2P0PABvNKhAZwQGEcg=", IsValid: true);

    public static readonly SignatureVector Inbound = new(
        "inbound message with emoji, blanks at both ends, names that differ in case, doubled and empty values", Token, "https://stay.example.com/webhooks/twilio/message",
        [
            new("Body", "  ¿Dónde está la puerta? 🗝️🚪 \n日本語  "), new("From", "whatsapp:+34600111907"), new("ProfileName", "Zoë 👩‍👩‍👧"), new("WaId", "34600111907"),
            new("MediaUrl0", ""), new("Tag", "b"), new("Tag", "a"), new("Tag", "b"), new("tag", "c"), new("NumMedia", "0"), new("MessageSid", "SMfedcba9876543210fedcba9876543210"),
        ],
        null, "NCR76NXxCGXu8XpomnrKvUNv4Ws=", IsValid: true);

    public static readonly SignatureVector Json = new(
        "body that is no form", Token, "https://stay.example.com/x?bodySHA256=b3a092a6af48807fa9482b2ee140105575daa26d5b24b3c0e60a7e2dee6683b1",
        [], """{"a":"é"}""", "lxnMXIpW8mHHZZ9LqQGnPX6kJNU=", IsValid: true);

    public static IReadOnlyList<SignatureVector> All => [Status, Inbound, Json];
}
