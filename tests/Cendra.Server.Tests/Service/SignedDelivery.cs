using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Cendra.Lifecycle.Webhooks;

namespace Cendra.Server.Tests.Service;

/// <summary>One signed delivery before it goes out; a test bends what it wants bent. What is set by hand is not signed again.</summary>
internal sealed record SignedDelivery(string Id, DateTimeOffset AtUtc, byte[] Body)
{
    public string Prefix { get; init; } = WebhookSignature.StandardPrefix;

    public string Secret { get; init; } = ServiceWorld.PmsSecret;

    public string Path { get; init; } = $"/webhooks/pms/{ServiceWorld.Pms}";

    public string? ContentType { get; init; } = "application/json";

    /// <summary>Sends these bytes though others were signed.</summary>
    public byte[]? SentBody { get; init; }

    /// <summary>Headers that are not sent, by the end of their name.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Headers in place of the right ones, by the end of their name.</summary>
    public IReadOnlyDictionary<string, string> Instead { get; init; } = new Dictionary<string, string>();

    /// <summary>Sent without a length, in chunks.</summary>
    public bool Chunked { get; init; }

    public static SignedDelivery Of(string id, DateTimeOffset atUtc, string body) => new(id, atUtc, Encoding.UTF8.GetBytes(body));

    public HttpRequestMessage ToRequest()
    {
        var sent = SentBody ?? Body;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(ServiceWorld.OwnUrl), Path))
        {
            Content = Chunked ? new StreamContent(new Unmeasured(sent)) : new ByteArrayContent(sent),
        };
        request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        Add(request, "id", Id);
        Add(request, "timestamp", AtUtc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Add(request, "signature", WebhookSignature.Sign(Secret, Id, AtUtc, Body));
        return request;
    }

    private void Add(HttpRequestMessage request, string end, string value)
    {
        if (!Without.Contains(end))
        {
            request.Headers.TryAddWithoutValidation($"{Prefix}-{end}", Instead.GetValueOrDefault(end, value));
        }
    }

    /// <summary>A stream that does not tell its length, so that the request has none.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
