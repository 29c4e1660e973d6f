using System.Globalization;
using System.Text.Json;
using Cendra.Lifecycle.Webhooks;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>Reads fields of a JSON object and collects what is wrong under the field's path.</summary>
internal sealed class Fields
{
    private static readonly string[] TimeForms = ["HH:mm", "H:mm", "HH:mm:ss"];
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string[]> Errors => _errors;

    /// <summary>The first complaint about a path stays.</summary>
    public void Add(string path, string what) => _errors.TryAdd(path, [what]);

    public string? Text(JsonElement? at, string name, string path, int longest)
    {
        if (Value(at, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { } text || text.Length > longest)
        {
            Add(path, $"must be a text of at most {longest} characters");
            return null;
        }

        // Half a character has no text that could be compared, and no server database keeps a NUL.
        if (text == CleanedJson.Unreadable || text.Contains('\0', StringComparison.Ordinal))
        {
            Add(path, "must be Unicode text without NUL");
            return null;
        }

        return text.Trim();
    }

    public string Needed(JsonElement at, string name, string path, int longest)
    {
        var text = Text(at, name, path, longest);
        if (string.IsNullOrEmpty(text))
        {
            Add(path, "is missing");
        }

        return text ?? "";
    }

    public JsonElement? Object(JsonElement at, string name, string path)
    {
        var value = Value(at, name);
        if (value is { ValueKind: not JsonValueKind.Object })
        {
            Add(path, "must be an object");
            return null;
        }

        return value;
    }

    public int? Number(JsonElement at, string name, string path, int least, int most)
    {
        if (Value(at, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Add(path, $"must be a whole number from {least} to {most}");
        return null;
    }

    public bool Flag(JsonElement at, string name, string path)
    {
        if (Value(at, name) is not { } value)
        {
            return false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add(path, "must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    public DateOnly? Date(JsonElement at, string name, string parent)
    {
        if (Value(at, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and <= 2200)
        {
            return date;
        }

        Add($"{parent}.{name}", "must be a date like 2026-11-28");
        return null;
    }

    public TimeOnly? Time(JsonElement at, string name, string parent)
    {
        if (Value(at, name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String
            && TimeOnly.TryParseExact(value.GetString(), TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        Add($"{parent}.{name}", "must be a time like 16:00");
        return null;
    }

    private static JsonElement? Value(JsonElement? at, string name) =>
        at is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
