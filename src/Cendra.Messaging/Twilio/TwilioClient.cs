using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Twilio;

/// <summary>
/// The part of Twilio's API that messages to guests and hosts need. Every method throws <see cref="TwilioException"/> for every failure but the caller's own
/// cancellation; a send that was cancelled may still arrive. What is repeated by itself stands in <see cref="TwilioRepeats"/>.
/// Made by the container (<see cref="TwilioSetup"/>); hold it as long as a job runs, not longer.
/// </summary>
public sealed class TwilioClient(HttpClient http, IOptionsMonitor<TwilioOptions> options)
{
    private const int MessagesAtOnce = 500;
    private const int TextsAtOnce = 100;
    private const int NotFound = 20404;
    private readonly TwilioWire _wire = new(http, options);

    /// <summary>
    /// Sends one message, once: there is no idempotency key, so after <see cref="TwilioException.OutcomeUnknown"/> the caller waits for the status callback or
    /// looks in <see cref="ListAsync"/> before sending again.
    /// </summary>
    /// <returns>The message as Twilio took it; usually <c>queued</c>. Whether it arrives comes later, by callback.</returns>
    /// <exception cref="ArgumentException">Not exactly one of text and approved text, or a text over 1600 characters.</exception>
    public Task<TwilioMessage> SendAsync(TwilioSend send, CancellationToken ct)
    {
        send.Check();
        var form = new Dictionary<string, string?>
        {
            ["To"] = send.To,
            ["From"] = send.From,
            ["Body"] = send.Body,
            ["ContentSid"] = send.ContentSid,
            ["ContentVariables"] = send.ContentVariables is { Count: > 0 } variables ? JsonSerializer.Serialize(variables) : null,
            ["StatusCallback"] = send.StatusCallback?.AbsoluteUri,
        };
        var content = new FormUrlEncodedContent(form.Where(field => !string.IsNullOrEmpty(field.Value)));
        var operation = TwilioOperation.SendMessage;
        return _wire.ExchangeAsync(operation, HttpMethod.Post, Api, _wire.Account(operation) + "/Messages.json", content, Message, ct);
    }

    /// <summary>
    /// All messages, in and out, sent or made since an instant (counted in whole seconds). <paramref name="to"/> and <paramref name="from"/> are
    /// <c>whatsapp:+…</c> or <c>+…</c>; null = any. Throws rather than returning part of a list.
    /// </summary>
    public async Task<IReadOnlyList<TwilioMessage>> ListAsync(string? to, string? from, DateTimeOffset sinceUtc, CancellationToken ct)
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(sinceUtc.ToUnixTimeSeconds());
        var query = new Dictionary<string, string?>
        {
            ["To"] = to,
            ["From"] = from,
            ["DateSent>"] = since.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["PageSize"] = MessagesAtOnce.ToString(CultureInfo.InvariantCulture),
        };
        var operation = TwilioOperation.ListMessages;
        var path = $"{_wire.Account(operation)}/Messages.json?{Query(query)}";
        var all = await _wire.ListAsync(operation, Api, path, page => Items(page, "messages", Message), page => Text(page, "next_page_uri"), ct);

        // Servers exist that filter by day only, and pages may overlap while messages arrive.
        return [.. all.DistinctBy(message => message.Sid).Where(message => (message.DateSentUtc ?? message.DateCreatedUtc ?? since) >= since)];
    }

    /// <summary>One message, or null when Twilio says that there is none with this id.</summary>
    public async Task<TwilioMessage?> GetAsync(string sid, CancellationToken ct)
    {
        try
        {
            var operation = TwilioOperation.GetMessage;
            return await _wire.ExchangeAsync(operation, HttpMethod.Get, Api, $"{_wire.Account(operation)}/Messages/{Id(sid)}.json", null, Message, ct);
        }
        catch (TwilioException none) when (none is { StatusCode: HttpStatusCode.NotFound, Code: NotFound })
        {
            return null;
        }
    }

    /// <summary>
    /// Takes the text of a message away at Twilio, for good; the message stays in its lists and the phone keeps what it got
    /// (twilio.com/docs/messaging/api/message-resource, "Redact a Message"). Twice is once. Not before it has arrived or failed.
    /// </summary>
    /// <returns>False = Twilio has no such message any more.</returns>
    public async Task<bool> RedactAsync(string sid, CancellationToken ct)
    {
        try
        {
            var operation = TwilioOperation.RedactMessage;
            var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["Body"] = "" });
            return await _wire.ExchangeAsync(operation, HttpMethod.Post, Api, $"{_wire.Account(operation)}/Messages/{Id(sid)}.json", content, _ => true, ct);
        }
        catch (TwilioException none) when (none is { StatusCode: HttpStatusCode.NotFound, Code: NotFound })
        {
            return false;
        }
    }

    /// <summary>
    /// Shows the sender of this message on WhatsApp that an answer is being written, for 25 seconds or until it comes, and marks the message as read. A beta without any promise
    /// (twilio.com/docs/whatsapp/api/typing-indicators-resource): nothing may depend on it.
    /// </summary>
    public Task ShowTypingAsync(string sid, CancellationToken ct)
    {
        var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["channel"] = "whatsapp", ["messageId"] = Id(sid) });
        return _wire.ExchangeAsync(TwilioOperation.ShowTyping, HttpMethod.Post, options.CurrentValue.MessagingBaseUrl, "/v2/Indicators/Typing.json", content, _ => true, ct);
    }

    /// <summary>The files that came with a message; none where Twilio has no such message.</summary>
    public async Task<IReadOnlyList<TwilioFile>> ListFilesAsync(string sid, CancellationToken ct)
    {
        try
        {
            var operation = TwilioOperation.ListFiles;
            return await _wire.ListAsync(operation, Api, $"{_wire.Account(operation)}/Messages/{Id(sid)}/Media.json",
                page => Items(page, "media_list", item => new TwilioFile(Text(item, "sid") ?? throw new JsonException(), Text(item, "content_type") ?? "")), page => Text(page, "next_page_uri"), ct);
        }
        catch (TwilioException none) when (none is { StatusCode: HttpStatusCode.NotFound, Code: NotFound })
        {
            return [];
        }
    }

    /// <summary>Takes a file away at Twilio, for good. Twice is once.</summary>
    public async Task DeleteFileAsync(string sid, string fileSid, CancellationToken ct)
    {
        try
        {
            var operation = TwilioOperation.DeleteFile;
            await _wire.ExchangeAsync(operation, HttpMethod.Delete, Api, $"{_wire.Account(operation)}/Messages/{Id(sid)}/Media/{Id(fileSid)}.json", null, _ => true, ct);
        }
        catch (TwilioException none) when (none is { StatusCode: HttpStatusCode.NotFound, Code: NotFound })
        {
            // It is gone, which is what was wanted.
        }
    }

    /// <summary>Keeps a text at Twilio. It opens conversations only after <see cref="RequestApprovalAsync"/> and WhatsApp's consent.</summary>
    /// <returns>Its id (<c>HX…</c>).</returns>
    public Task<string> CreateContentAsync(TwilioContent content, CancellationToken ct)
    {
        var types = content.Buttons.Count > 0
            ? new Dictionary<string, object> { ["twilio/quick-reply"] = new { body = content.Body, actions = content.Buttons.Select(b => new { title = b.Title, id = b.Id }) } }
            : new Dictionary<string, object> { ["twilio/text"] = new { body = content.Body } };
        var body = new { friendly_name = content.FriendlyName, language = content.Language, variables = content.Variables, types };
        return _wire.ExchangeAsync(
            TwilioOperation.CreateContent, HttpMethod.Post, Texts, "/v1/Content", Json(body), answer => Text(answer, "sid") ?? throw new JsonException(), ct);
    }

    /// <summary>All texts kept at Twilio, with where their approval stands.</summary>
    public Task<IReadOnlyList<TwilioContent>> ListContentAsync(CancellationToken ct) => _wire.ListAsync(
        TwilioOperation.ListContent, Texts, $"/v1/ContentAndApprovals?PageSize={TextsAtOnce}", page => Items(page, "contents", TwilioContentJson.Read),
        page => page.TryGetProperty("meta", out var meta) ? Text(meta, "next_page_url") : null, ct);

    /// <summary>Submits a kept text to WhatsApp.</summary>
    /// <param name="sid">The text (<c>HX…</c>).</param>
    /// <param name="name">Lower case letters, digits and underscores. A name that was rejected once cannot be used again.</param>
    /// <param name="category"><c>UTILITY</c> for everything about a stay.</param>
    /// <param name="ct">Ends the wait.</param>
    public Task RequestApprovalAsync(string sid, string name, string category, CancellationToken ct) => _wire.ExchangeAsync(
        TwilioOperation.RequestApproval, HttpMethod.Post, Texts, $"/v1/Content/{Id(sid)}/ApprovalRequests/whatsapp", Json(new { name, category }), _ => true, ct);

    private Uri Api => options.CurrentValue.BaseUrl;

    private Uri Texts => options.CurrentValue.ContentBaseUrl;

    private static TwilioMessage Message(JsonElement answer) => answer.Deserialize<TwilioMessage>(TwilioJson.Wire) ?? throw new JsonException();

    private static IReadOnlyList<T> Items<T>(JsonElement page, string name, Func<JsonElement, T> read) => [.. page.GetProperty(name).EnumerateArray().Select(read)];

    private static string? Text(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static ByteArrayContent Json(object body)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static string Query(Dictionary<string, string?> query) =>
        string.Join('&', query.Where(field => !string.IsNullOrEmpty(field.Value)).Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value!)}"));

    // An id becomes part of a path: anything but letters and digits could name another resource.
    internal static string Id(string sid) => sid.Length > 0 && sid.All(char.IsAsciiLetterOrDigit) ? sid : throw new ArgumentException("An id has letters and digits only.");
}
