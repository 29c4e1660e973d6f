using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Messaging.Twilio;

/// <summary>Twilio's JSON: snake_case, numbers as strings in places, unknown fields ignored, enums as open strings.</summary>
internal static class TwilioJson
{
    public static JsonSerializerOptions Wire { get; } = Make();

    /// <summary>The error code of a failed answer: <c>code</c> in both of Twilio's forms (its own of 2010 and RFC 9457). Null when the body is neither.</summary>
    public static int? ErrorCode(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<TwilioProblem>(body, Wire)?.Number;
        }
        catch (JsonException)
        {
            return null; // Not every failure is JSON: gateways answer with text or nothing.
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            MaxDepth = 32,
            Converters = { new TwilioInstantConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed record TwilioProblem
    {
        public JsonElement Code { get; init; }

        public string? Type { get; init; }

        /// <summary>A number, or a number in a string; RFC 9457 answers may name it only at the end of their <c>type</c>.</summary>
        public int? Number => Code.ValueKind switch
        {
            JsonValueKind.Number when Code.TryGetInt32(out var number) => number,
            JsonValueKind.String => Parse(Code.GetString()),
            _ => Parse(Type?.TrimEnd('/').Split('/')[^1]),
        };

        private static int? Parse(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

/// <summary>Instants as RFC 2822 (<c>Mon, 23 Nov 2026 08:00:00 +0000</c>, the API of 2010) or ISO 8601 (the others), always given as UTC.</summary>
internal sealed class TwilioInstantConverter : JsonConverter<DateTimeOffset>
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, Utc, out var instant)
            ? instant
            : throw new JsonException("Not an instant.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
