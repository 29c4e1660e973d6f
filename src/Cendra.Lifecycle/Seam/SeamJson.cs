using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cendra.Lifecycle.Seam;

/// <summary>Seam's JSON: snake_case, absent instead of null, unknown fields ignored, enums as open strings (Seam adds values without notice).</summary>
internal static class SeamJson
{
    public static JsonSerializerOptions Wire { get; } = Make();

    /// <summary>A list without nulls, also when the field was null.</summary>
    public static IReadOnlyList<T> OrEmpty<T>(this IReadOnlyList<T>? list)
        where T : class => list is null ? [] : list.Any(item => item is null) ? [.. list.Where(item => item is not null)] : list;

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            RespectNullableAnnotations = true,
            MaxDepth = 64,
            Converters = { new SeamDigitsWireConverter(), new SeamInstantConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>
/// Instants as ISO 8601 with milliseconds: <c>Z</c> for UTC, else the offset it carries (Oracode locks want the lock's own offset).
/// An answer without an offset is UTC, never the machine's zone.
/// </summary>
internal sealed class SeamInstantConverter : JsonConverter<DateTimeOffset>
{
    private const string Shape = "yyyy-MM-dd'T'HH:mm:ss.fff";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new JsonException("Not an instant.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(value.Offset == TimeSpan.Zero ? Shape + "'Z'" : Shape + "zzz", CultureInfo.InvariantCulture));
}
