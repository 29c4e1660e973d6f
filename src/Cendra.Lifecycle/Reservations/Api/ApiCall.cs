using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// A call that writes, read and checked: the reservation of its body as the signed webhook has it, and what makes it the same call as another. The order of fields and the spaces between
/// them do not count.
/// </summary>
/// <param name="Raw">The body as it came.</param>
/// <param name="Cleaned">The webhook that would say the same, without code fields.</param>
/// <param name="Snapshot">What it says.</param>
/// <param name="Hash">Of method, id and content, hex.</param>
/// <param name="StoredAs">The id of the delivery: from the caller's <c>Idempotency-Key</c>, else from the content.</param>
/// <param name="HasKey">The caller sent a key: the answer to a repeat is the first one.</param>
public sealed record ApiCall(byte[] Raw, string Cleaned, ReservationSnapshot Snapshot, string Hash, string StoredAs, bool HasKey)
{
    /// <summary>The header by which a caller marks a call that it may repeat.</summary>
    public const string KeyHeader = "Idempotency-Key";

    private const int LongestKey = 200;
    private const string Reservation = "reservation.";
    private const string Address = "externalId";
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly JsonDocumentOptions OneLevelLess = new() { MaxDepth = CleanedJson.MaxDepth - 1 };

    /// <summary>Reads the call, or says in an answer what is wrong with it: 400 with the field, 413. <paramref name="complain"/> hears what is wrong, with the webhook that would say the same.</summary>
    public static async Task<(ApiCall? Call, IResult? Refusal)> ReadAsync(
        HttpRequest request, string externalId, string type, Func<string, IReadOnlyDictionary<string, string[]>, Task> complain, CancellationToken ct)
    {
        if (await RawBody.ReadAsync(request, ct) is not { } raw)
        {
            return (null, Results.Problem("The body is larger than 256 KB.", statusCode: StatusCodes.Status413PayloadTooLarge));
        }

        if (Key(request, out var key) is { } odd)
        {
            return (null, Wrong(KeyHeader, odd));
        }

        if (Webhook(raw, externalId.Trim(), type, out var webhook) is { } wrong)
        {
            return (null, wrong);
        }

        var (snapshot, errors) = GenericBody.Read(webhook);
        if (snapshot is null)
        {
            await complain(webhook, errors);
            return (null, Results.ValidationProblem(errors.ToDictionary(e => e.Key.StartsWith(Reservation, StringComparison.Ordinal) ? e.Key[Reservation.Length..] : e.Key, e => e.Value)));
        }

        var hash = Sha256($"{request.Method} {webhook}");
        return (new ApiCall(raw, webhook, snapshot, hash, key is null ? $"content:{hash}" : $"key:{Sha256(key)}", key is not null), null);
    }

    /// <summary>An answer that names one field.</summary>
    public static IResult Wrong(string field, string what) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [what] });

    private static string? Key(HttpRequest request, out string? key)
    {
        var sent = request.Headers[KeyHeader];
        key = sent.Count == 0 ? null : sent.ToString();
        return sent.Count > 1 || (key is not null && (key.Length is 0 or > LongestKey || !key.All(c => c is >= ' ' and <= '~'))) ? $"must be one text of 1 to {LongestKey} plain characters" : null;
    }

    /// <summary>Null = it can be written down as a webhook.</summary>
    private static IResult? Webhook(byte[] raw, string externalId, string type, out string webhook)
    {
        webhook = "";
        var cleaned = CleanedJson.Of(raw);
        if (cleaned.Verdict != CleaningVerdict.Cleaned || Parsed(cleaned.Text) is not { } document)
        {
            return Wrong("body", $"must be JSON in UTF-8 of at most {CleanedJson.MaxDepth - 1} levels");
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return Wrong("body", "must be a JSON object");
            }

            if (document.RootElement.TryGetProperty(Address, out var said) && said.ValueKind != JsonValueKind.Null && (said.ValueKind != JsonValueKind.String || said.GetString()!.Trim() != externalId))
            {
                return Wrong(Address, "must be the id in the address, or left out");
            }

            webhook = Written(document.RootElement, externalId, type);
            return null;
        }
    }

    private static JsonDocument? Parsed(string cleaned)
    {
        try
        {
            return JsonDocument.Parse(cleaned, OneLevelLess);
        }
        catch (JsonException)
        {
            return null; // One level too many, for it stands in another object here.
        }
    }

    private static string Written(JsonElement body, string externalId, string type)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            writer.WriteStartObject("reservation");
            writer.WriteString(Address, externalId);
            WriteFields(writer, body, Address);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>By name, and of a name that comes twice the last, which is the one that is read.</summary>
    private static void WriteFields(Utf8JsonWriter writer, JsonElement from, string? except = null)
    {
        foreach (var field in from.EnumerateObject().Where(f => f.Name != except).GroupBy(f => f.Name, StringComparer.Ordinal).Select(g => g.Last()).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(field.Name);
            Write(writer, field.Value);
        }
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                WriteFields(writer, value);
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
