using System.Globalization;
using Cendra.Lifecycle.Webhooks;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>A webhook as it came in, so that the very same one can come again. Not a record: its text must not print the body, which can hold digits.</summary>
internal sealed class PlayCall
{
    private readonly List<(string Name, string[] Values)> _headers = [];
    private readonly byte[] _body;

    private PlayCall(Uri url, byte[] body) => (Url, _body) = (url, body);

    /// <summary>Where it came to.</summary>
    public Uri Url { get; }

    /// <summary>Keeps a request; its body can be read again afterwards.</summary>
    public static async Task<PlayCall> OfAsync(HttpRequestMessage request, CancellationToken ct)
    {
        if (request.Content is not null)
        {
            await request.Content.LoadIntoBufferAsync(ct);
        }

        var call = new PlayCall(request.RequestUri!, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(ct));
        call._headers.AddRange(request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).Select(h => (h.Key, h.Value.ToArray())));
        return call;
    }

    /// <summary>The same request once more, as a sender sends it that had no answer: with the id of the first time, signed at the time of now. The caller disposes it.</summary>
    /// <param name="nowUtc">When it is sent.</param>
    /// <param name="secret">What its sender signs with a time; null = its signature holds no time.</param>
    public HttpRequestMessage ToRequest(DateTimeOffset nowUtc, string? secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(_body) };
        foreach (var (name, values) in secret is null ? _headers : _headers.Select(h => (h.Name, Again(h.Name, h.Values, nowUtc, secret))))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return request;
    }

    private string[] Again(string name, string[] values, DateTimeOffset nowUtc, string secret) =>
        name.EndsWith("-timestamp", StringComparison.OrdinalIgnoreCase) ? [nowUtc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]
        : name.EndsWith("-signature", StringComparison.OrdinalIgnoreCase) ? [WebhookSignature.Sign(secret, _headers.Find(h => h.Name.EndsWith("-id", StringComparison.OrdinalIgnoreCase)).Values[0], nowUtc, _body)]
        : values;
}
