using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cendra.Lifecycle.Webhooks;

/// <summary>Writes a document without its door codes. Numbers keep their spelling, fields their order, doubled fields both their values.</summary>
internal sealed partial class JsonCleaner(Utf8JsonWriter writer, HashSet<string> codes, int depth)
{
    public void Write(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(element);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(CodeSearch.Text(element) is { } text ? Clean(text) : CleanedJson.Unreadable);
                break;
            default:
                writer.WriteRawValue(element.GetRawText());
                break;
        }
    }

    private void WriteObject(JsonElement element)
    {
        var change = CodeSearch.IsChangeOfACode(element);
        writer.WriteStartObject();
        foreach (var field in element.EnumerateObject())
        {
            var name = CodeSearch.Name(field);
            writer.WritePropertyName(name ?? CleanedJson.Unreadable);
            if (CodeSearch.IsRemoved(name, field.Value, change))
            {
                writer.WriteStringValue(CleanedJson.Removed);
            }
            else
            {
                Write(field.Value);
            }
        }

        writer.WriteEndObject();
    }

    private string Clean(string text)
    {
        if (text.Length > 1 && text.TrimStart() is ['{' or '[', ..])
        {
            var inner = CleanedJson.Clean(Encoding.UTF8.GetBytes(text), depth + writer.CurrentDepth + 1, codes);
            switch (inner.Verdict)
            {
                case CleaningVerdict.Cleaned:
                    return inner.Text;
                case CleaningVerdict.TooDeep:
                    return CleanedJson.Removed;
                default:
                    break; // A sentence that begins with a bracket.
            }
        }

        // Sentences only: a date or an id without a space keeps its digits even when a code happens to be a part of it.
        return codes.Count > 0 && text.Any(char.IsWhiteSpace)
            ? LoneNumber().Replace(text, number => codes.Contains(number.Value) ? CleanedJson.Removed : number.Value)
            : text;
    }

    [GeneratedRegex(@"(?<![\p{Nd}\-:./])[0-9]{4,}(?![\p{Nd}\-:/]|\.[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex LoneNumber();
}
