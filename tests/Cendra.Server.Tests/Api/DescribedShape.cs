using System.Text.Json;

namespace Cendra.Server.Tests.Api;

/// <summary>Holds answers against the schemas of a description: types, enums, what must be there, and that nothing is there which is not described.</summary>
internal sealed class DescribedShape(JsonElement document)
{
    /// <summary>The statuses that were held against it.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>Fails when this answer to this call is not as described.</summary>
    public void Fits(string method, string path, ApiHeard heard)
    {
        var status = heard.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var responses = document.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses");
        Assert.True(responses.TryGetProperty(status, out var response), $"{method} {path}: {status} is not described: {heard.Text}");
        Assert.True(response.GetProperty("content").TryGetProperty(heard.Type, out var media), $"{method} {path}: {status} is not described as {heard.Type}");
        var complaints = new List<string>();
        Check(media.GetProperty("schema"), heard.Json, "$", complaints, isOpen: heard.Code >= 400);
        Assert.True(complaints.Count == 0, $"{method} {path} {status}: {string.Join("; ", complaints)}\n{heard.Text}");
        Seen.Add(status);
    }

    /// <summary>The fields of an object, those of objects in it too.</summary>
    public IEnumerable<string> Fields(JsonElement schema)
    {
        foreach (var field in Resolved(schema).GetProperty("properties").EnumerateObject())
        {
            yield return field.Name;
            var inner = Resolved(field.Value);
            var isList = inner.TryGetProperty("items", out var items);
            foreach (var below in (isList ? Resolved(items) : inner).TryGetProperty("properties", out _) ? Fields(isList ? items : inner) : [])
            {
                yield return $"{field.Name}{(isList ? "[0]" : "")}.{below}";
            }
        }
    }

    private JsonElement Resolved(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Resolved(document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]));
        }

        return schema.TryGetProperty("oneOf", out var choices) ? Resolved(choices.EnumerateArray().First(c => !IsNull(c))) : schema;
    }

    private static bool IsNull(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "null";

    private void Check(JsonElement schema, JsonElement value, string at, List<string> complaints, bool isOpen)
    {
        if (schema.TryGetProperty("oneOf", out var choices) && value.ValueKind == JsonValueKind.Null && choices.EnumerateArray().Any(IsNull))
        {
            return;
        }

        schema = Resolved(schema);
        if (schema.TryGetProperty("type", out var type) && !Types(type).Contains(Kind(value)) && !(Kind(value) == "integer" && Types(type).Contains("number")))
        {
            complaints.Add($"{at} is {Kind(value)} and not {type}");
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => w.GetRawText() == value.GetRawText()))
        {
            complaints.Add($"{at} is {value} and none of {words}");
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                Check(items, item, $"{at}[{index++}]", complaints, isOpen);
            }
        }

        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            CheckObject(schema, properties, value, at, complaints, isOpen);
        }
    }

    private void CheckObject(JsonElement schema, JsonElement properties, JsonElement value, string at, List<string> complaints, bool isOpen)
    {
        foreach (var field in value.EnumerateObject())
        {
            if (properties.TryGetProperty(field.Name, out var of))
            {
                Check(of, field.Value, $"{at}.{field.Name}", complaints, isOpen);
            }
            else if (!isOpen)
            {
                complaints.Add($"{at}.{field.Name} is not described");
            }
        }

        var needed = schema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(r => r.GetString()!) : [];
        complaints.AddRange(needed.Where(n => !value.TryGetProperty(n, out _)).Select(n => $"{at}.{n} is missing"));
    }

    private static IEnumerable<string?> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()) : [type.GetString()];

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => value.TryGetInt64(out _) ? "integer" : "number",
    };
}
