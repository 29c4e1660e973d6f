using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace Cendra.Lifecycle.Seam;

/// <summary>One POST to Seam and its answer; knows the envelope, the key and the failures, and nothing of doors.</summary>
internal sealed class SeamWire(HttpClient http, IOptionsMonitor<SeamOptions> options)
{
    private const int MostPages = 500;

    /// <summary>Sends and returns the field <paramref name="resource"/> of the answer.</summary>
    /// <exception cref="SeamException">Every failure but the caller's own cancellation.</exception>
    public async Task<T> PostAsync<T>(SeamOperation operation, object body, string resource, CancellationToken ct) =>
        await ExchangeAsync(operation, body, answer => answer.GetProperty(resource).Deserialize<T>(SeamJson.Wire) ?? throw new JsonException(), ct);

    /// <summary>Sends and returns the first of these fields that the answer has: Seam's servers name it differently.</summary>
    public Task<T> PostAsync<T>(SeamOperation operation, object body, string[] resources, CancellationToken ct) =>
        ExchangeAsync(operation, body, answer => answer.GetProperty(resources.FirstOrDefault(r => answer.TryGetProperty(r, out var found) && found.ValueKind == JsonValueKind.Object) ?? resources[0])
            .Deserialize<T>(SeamJson.Wire) ?? throw new JsonException(), ct);

    /// <summary>Sends and returns the field, or null when Seam itself says by one of <paramref name="goneTypes"/> that there is no such thing.</summary>
    public async Task<T?> FindAsync<T>(SeamOperation operation, object body, string resource, string[] goneTypes, CancellationToken ct)
        where T : class
    {
        try
        {
            return await PostAsync<T>(operation, body, resource, ct);
        }
        catch (SeamException gone) when (IsGone(gone, goneTypes))
        {
            return null;
        }
    }

    /// <summary>Sends something whose answer says no more than <c>ok</c>.</summary>
    public Task SendAsync(SeamOperation operation, object body, CancellationToken ct) => ExchangeAsync(operation, body, _ => true, ct);

    /// <summary>All pages of a list: the same parameters with the cursor added. Never a part of it.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(SeamOperation operation, Dictionary<string, object> body, string resource, CancellationToken ct)
        where T : class
    {
        var items = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            var (found, cursor) = await ExchangeAsync(operation, body, answer => (Items<T>(answer, resource), NextCursor(answer)), ct);
            items.AddRange(found);
            if (cursor is null)
            {
                return items;
            }

            if (!seen.Add(cursor))
            {
                break;
            }

            body = new Dictionary<string, object>(body) { ["page_cursor"] = cursor };
        }

        throw SeamFailure.EndlessList(operation);
    }

    /// <summary>404 counts only with Seam's own word for it: a 404 of a proxy or of a wrong address says nothing about a door.</summary>
    public static bool IsGone(SeamException failure, string[] goneTypes) =>
        failure.StatusCode == HttpStatusCode.NotFound && failure.Type is { } type && goneTypes.Contains(type);

    private async Task<T> ExchangeAsync<T>(SeamOperation operation, object body, Func<JsonElement, T> read, CancellationToken ct)
    {
        using var request = Request(operation, body);
        using var response = await AnswerAsync(operation, request, ct);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct); // buffered by the client before
        if (!response.IsSuccessStatusCode)
        {
            throw SeamFailure.Refused(operation, response, bytes);
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            var answer = document.RootElement;
            if (answer.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True)
            {
                return read(answer);
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The cause is left out: a parser may quote what it could not read.
        }

        throw SeamFailure.Unreadable(operation, response);
    }

    private async Task<HttpResponseMessage> AnswerAsync(SeamOperation operation, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause) when (cause is HttpRequestException or TimeoutRejectedException or OperationCanceledException or IOException)
        {
            throw SeamFailure.NoAnswer(operation, cause);
        }
    }

    private HttpRequestMessage Request(SeamOperation operation, object body)
    {
        var now = options.CurrentValue;
        var key = now.ApiKey?.Trim();
        if (string.IsNullOrEmpty(key) || !key.All(letter => letter is > ' ' and <= '~'))
        {
            throw SeamFailure.NoKey(operation);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(now.BaseUrl.AbsoluteUri.TrimEnd('/') + operation.Path));
        request.Options.Set(SeamOperation.Key, operation);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), SeamJson.Wire));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    private static List<T> Items<T>(JsonElement answer, string resource)
        where T : class => [.. answer.GetProperty(resource).EnumerateArray().Select(item => item.Deserialize<T>(SeamJson.Wire) ?? throw new JsonException())];

    private static string? NextCursor(JsonElement answer)
    {
        if (!answer.TryGetProperty("pagination", out var pages) || pages.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var more = !pages.TryGetProperty("has_next_page", out var flag) || flag.ValueKind != JsonValueKind.False;
        return more && pages.TryGetProperty("next_page_cursor", out var cursor) && cursor.GetString() is { Length: > 0 } text ? text : null;
    }
}
