using System.Globalization;
using System.Net;
using System.Text.Json;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Lifecycle.Webhooks;

namespace Cendra.Lifecycle.WriteBack;

/// <summary>Which field: of one booking, and of one of its units where it has several.</summary>
/// <param name="ExternalId">The booking's id at its source.</param>
/// <param name="Listing">The unit; null where the booking has one alone.</param>
public sealed record FieldPlace(string ExternalId, string? Listing);

/// <summary>What a field holds. Lives for moments and never prints itself.</summary>
/// <param name="Text">As it stands there; empty = nothing.</param>
/// <param name="FromUtc">The window it names, where it names one.</param>
/// <param name="UntilUtc">Its end.</param>
public sealed record FieldReading(string Text, DateTimeOffset? FromUtc, DateTimeOffset? UntilUtc)
{
    /// <summary>Without the text.</summary>
    public override string ToString() => nameof(FieldReading);
}

/// <summary>
/// The field of a booking system behind the generic callback: <c>PUT {callback}/{externalId}/access-code</c> with
/// <c>{"code":"…","validFrom":"…","validUntil":"…","version":7}</c>, where a code of null empties it, and <c>GET</c> of the same address for what it holds. Both are signed after Standard Webhooks
/// (a GET over its empty body). Whatever goes wrong is a <see cref="SourceException"/>, without digits, address or secret.
/// </summary>
public sealed class CallbackField(IHttpClientFactory clients, StayClock clock, IdSource ids)
{
    /// <summary>The client that writes and reads fields.</summary>
    public const string ClientName = "code-write-back";

    /// <summary>One field is small.</summary>
    public static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(15), 64 * 1024);

    /// <summary>What the field holds now; null = the booking is not known there.</summary>
    public async Task<FieldReading?> ReadAsync(WriteBackSettings to, FieldPlace place, CancellationToken ct)
    {
        var body = await CallAsync(to, HttpMethod.Get, place, [], ids.Next().ToString(), ct);
        if (body is null)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(body);
            return new FieldReading(Text(json.RootElement), Moment(json.RootElement, "validFrom"), Moment(json.RootElement, "validUntil"));
        }
        catch (JsonException)
        {
            throw new SourceException(SourceTrouble.Unreadable, "What it answers about the field is no whole JSON."); // Without what was read: it may hold digits.
        }
    }

    /// <summary>Writes; null digits empty the field. That it was taken is not proof: read it back.</summary>
    public async Task WriteAsync(WriteBackSettings to, FieldPlace place, string? digits, DateTimeOffset fromUtc, DateTimeOffset untilUtc, int version, string id, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { code = digits, validFrom = digits is null ? null : Written(fromUtc), validUntil = digits is null ? null : Written(untilUtc), version });
        if (await CallAsync(to, HttpMethod.Put, place, body, id, ct) is null && digits is not null)
        {
            throw new SourceException(SourceTrouble.Unavailable, "It does not know the booking (404).");
        }
    }

    /// <summary>The body of the answer; null = 404.</summary>
    private async Task<byte[]?> CallAsync(WriteBackSettings to, HttpMethod method, FieldPlace place, byte[] body, string id, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(method, AddressOf(to.Callback, place));
        if (method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        Sign(request, to.Secret, id, clock.GetUtcNow() - clock.Offset, body);
        try
        {
            using var answer = await client.SendAsync(request, ct);
            return answer.StatusCode == HttpStatusCode.NotFound ? null
                : answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(ct)
                : throw Refused(answer, clock.GetUtcNow());
        }
        catch (OutboundException refused)
        {
            throw new SourceException(SourceTrouble.Unavailable, refused.Message, refused);
        }
        catch (HttpRequestException unreachable)
        {
            throw new SourceException(SourceTrouble.Unavailable, $"It could not be reached ({unreachable.HttpRequestError}).", unreachable);
        }
    }

    private static Uri AddressOf(Uri callback, FieldPlace place) => new UriBuilder(callback)
    {
        Path = $"{callback.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(place.ExternalId)}/access-code",
        Query = place.Listing is null ? callback.Query : $"{callback.Query.TrimStart('?')}&listing={Uri.EscapeDataString(place.Listing)}".TrimStart('&'),
    }.Uri;

    private static void Sign(HttpRequestMessage request, string secret, string id, DateTimeOffset at, byte[] body)
    {
        string signature;
        try
        {
            signature = WebhookSignature.Sign(secret, id, at, body);
        }
        catch (ArgumentException)
        {
            throw new SourceException(SourceTrouble.Settings, "The secret for codes is not whsec_ and base64.");
        }

        request.Headers.TryAddWithoutValidation(WebhookSignature.StandardPrefix + "-id", id);
        request.Headers.TryAddWithoutValidation(WebhookSignature.StandardPrefix + "-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.StandardPrefix + "-signature", signature);
    }

    private static SourceException Refused(HttpResponseMessage answer, DateTimeOffset nowUtc) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(SourceTrouble.SignIn, "It refuses the signature of codes. Enter the secret anew."),
        HttpStatusCode.TooManyRequests => new(SourceTrouble.TooMany, "It was asked too often.") { RetryAfter = GrowingPause.AskedBy(answer, nowUtc) },
        _ => new(SourceTrouble.Unavailable, FormattableString.Invariant($"It answers {(int)answer.StatusCode}.")) { RetryAfter = GrowingPause.AskedBy(answer, nowUtc) },
    };

    private static string Text(JsonElement root) => root.ValueKind == JsonValueKind.Object && root.TryGetProperty("code", out var code)
        ? code.ValueKind switch { JsonValueKind.String => code.GetString()!.Trim(), JsonValueKind.Number => code.GetRawText(), _ => "" }
        : throw new SourceException(SourceTrouble.Unreadable, "What it answers about the field has no code in it, nor null.");

    private static DateTimeOffset? Moment(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string Written(DateTimeOffset atUtc) => atUtc.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
