using System.Text.Json;

namespace Cendra.Lifecycle.Webhooks;

/// <summary>Says which values of a document are door codes, and remembers those that could be met again in a sentence.</summary>
internal static class CodeSearch
{
    private const int Shortest = 4;

    /// <summary>Puts every code of the document into <paramref name="codes"/>.</summary>
    public static void Collect(JsonElement element, HashSet<string> codes)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            var change = IsChangeOfACode(element);
            foreach (var field in element.EnumerateObject())
            {
                if (IsRemoved(Name(field), field.Value, change))
                {
                    Remember(field.Value, codes);
                }
                else
                {
                    Collect(field.Value, codes);
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, codes);
            }
        }
    }

    /// <summary>Whether the whole value of a field goes. A name that cannot be read may be any name, so its value goes.</summary>
    public static bool IsRemoved(string? name, JsonElement value, bool inChangeOfACode) =>
        value.ValueKind is not (JsonValueKind.Null or JsonValueKind.True or JsonValueKind.False)
        && (name is null
            || CodeFields.IsCode(name)
            || (inChangeOfACode && CodeFields.HoldsAValue(name))
            || (CodeFields.IsContainer(name) && HoldsBareValue(value)));

    /// <summary>A record such as <c>{"property":"code","from":…,"to":…}</c>, whatever the order of its fields.</summary>
    public static bool IsChangeOfACode(JsonElement element) =>
        element.EnumerateObject().Any(field => Name(field) is { } name && CodeFields.NamesAField(name) && Text(field.Value) is { } about && SpeaksOfACode(about));

    /// <summary>The field's name, or null when it is no Unicode text (a lone surrogate passes JSON's grammar).</summary>
    public static string? Name(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The string, or null when it is none or no Unicode text.</summary>
    public static string? Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool SpeaksOfACode(string field) => CodeFields.IsCode(field) || CodeFields.IsContainer(field);

    private static bool HoldsBareValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number => true,
        JsonValueKind.Array => value.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array),
        _ => false,
    };

    private static void Remember(JsonElement value, HashSet<string> codes)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    Remember(field.Value, codes);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Remember(item, codes);
                }

                break;
            default:
                var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : Text(value)?.Trim();
                if (text?.Length >= Shortest && text.All(char.IsAsciiDigit))
                {
                    codes.Add(text);
                }

                break;
        }
    }
}
