using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Lifecycle.Seam;

/// <summary>
/// The digits of a door code inside a Seam record. Prints dots (always four, so not even the length shows), also when somebody serialises the record;
/// only the converter of the Seam wire writes the real digits. <see cref="Expose"/> is the one way to them, so that every use can be found by its name.
/// </summary>
[DebuggerDisplay("••••")]
[JsonConverter(typeof(SeamDotsConverter))]
public readonly record struct SeamDigits
{
    private readonly string? _digits;

    private SeamDigits(string digits) => _digits = digits;

    /// <summary>Wraps digits. Takes any text, because a lock may answer with something that is no number.</summary>
    public static SeamDigits Of(string digits)
    {
        ArgumentException.ThrowIfNullOrEmpty(digits);
        return new SeamDigits(digits);
    }

    /// <summary>Wraps digits, or null for null and empty text.</summary>
    public static SeamDigits? OfNullable(string? digits) => string.IsNullOrEmpty(digits) ? null : new SeamDigits(digits);

    /// <summary>The real digits. They go to the vault and nowhere else.</summary>
    public string Expose() => _digits ?? "";

    /// <summary>Whether a lock can hold it: 4 to 12 digits.</summary>
    internal bool IsCode => _digits is { Length: >= 4 and <= 12 } && _digits.All(char.IsAsciiDigit);

    /// <summary>Whether nothing is wrapped: an empty text on the wire.</summary>
    internal bool IsEmpty => string.IsNullOrEmpty(_digits);

    /// <summary>Four dots.</summary>
    public override string ToString() => "••••";
}

/// <summary>What every serialiser but the Seam wire gets to see.</summary>
internal sealed class SeamDotsConverter : JsonConverter<SeamDigits>
{
    public override SeamDigits Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Door codes are read by the Seam wire only.");

    public override void Write(Utf8JsonWriter writer, SeamDigits value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Reads and writes the real digits. Registered in <see cref="SeamJson"/> alone.</summary>
internal sealed class SeamDigitsWireConverter : JsonConverter<SeamDigits>
{
    public override SeamDigits Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString();
            return string.IsNullOrEmpty(text) ? default : SeamDigits.Of(text);
        }

        // A number would have lost its leading zeros already: better no code than a wrong one.
        throw new JsonException("A door code is not a string.");
    }

    public override void Write(Utf8JsonWriter writer, SeamDigits value, JsonSerializerOptions options) => writer.WriteStringValue(value.Expose());
}
