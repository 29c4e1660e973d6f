using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Cendra.Lifecycle.Webhooks;

/// <summary>Whether a body could be cleaned.</summary>
public enum CleaningVerdict
{
    /// <summary>The cleaned copy may be shown, searched and logged.</summary>
    Cleaned,

    /// <summary>The body is not one JSON value in UTF-8: there is no copy, only the sealed original.</summary>
    NotJson,

    /// <summary>Nested deeper than <see cref="CleanedJson.MaxDepth"/>: no copy.</summary>
    TooDeep,

    /// <summary>Longer than <see cref="CleanedJson.MaxBytes"/>: no copy.</summary>
    TooLarge,
}

/// <summary>
/// The copy of a webhook's body that model, search, screens and logs may see: the same document with every door code replaced by <see cref="Removed"/>. Found
/// by the field's name (<see cref="CodeFields"/>) at any depth, in change records (<c>{"property":"code","from":…,"to":…}</c>) and in JSON that stands inside
/// a string; a removed code is also taken out of sentences elsewhere in the document. Codes that only stand in sentences are not known here.
/// </summary>
/// <param name="Verdict">Whether there is a copy.</param>
/// <param name="Text">The copy; empty unless <see cref="CleaningVerdict.Cleaned"/>.</param>
public sealed record CleanedJson(CleaningVerdict Verdict, string Text)
{
    /// <summary>What stands where a code stood.</summary>
    public const string Removed = "[removed]";

    /// <summary>What stands where a string was that is no Unicode text.</summary>
    public const string Unreadable = "[unreadable]";

    /// <summary>Levels of objects and arrays that are read.</summary>
    public const int MaxDepth = 64;

    /// <summary>Bytes that are read: the cap of every webhook but mail.</summary>
    public const int MaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = int.MaxValue };
    private static readonly JavaScriptEncoder Readable = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Cleans a body. Throws for no input.</summary>
    public static CleanedJson Of(ReadOnlyMemory<byte> raw)
    {
        if (raw.Length > MaxBytes)
        {
            return new CleanedJson(CleaningVerdict.TooLarge, "");
        }

        if (raw.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            raw = raw[Encoding.UTF8.Preamble.Length..];
        }

        return Utf8.IsValid(raw.Span) ? Clean(raw, 0, []) : new CleanedJson(CleaningVerdict.NotJson, "");
    }

    internal static CleanedJson Clean(ReadOnlyMemory<byte> raw, int depth, HashSet<string> codes)
    {
        if (Deepest(raw.Span) is not { } levels)
        {
            return new CleanedJson(CleaningVerdict.NotJson, "");
        }

        if (levels + depth > MaxDepth)
        {
            return new CleanedJson(CleaningVerdict.TooDeep, "");
        }

        using var document = JsonDocument.Parse(raw, AnyDepth);
        CodeSearch.Collect(document.RootElement, codes);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = Readable, MaxDepth = MaxDepth + 1 }))
        {
            new JsonCleaner(writer, codes, depth).Write(document.RootElement);
        }

        return new CleanedJson(CleaningVerdict.Cleaned, Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    // Null = not JSON.
    private static int? Deepest(ReadOnlySpan<byte> raw)
    {
        var reader = new Utf8JsonReader(raw, new JsonReaderOptions { MaxDepth = int.MaxValue });
        var deepest = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                {
                    deepest = Math.Max(deepest, reader.CurrentDepth + 1);
                }
            }

            return deepest;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
