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

    /// <summary>The same request once more; the caller disposes it.</summary>
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(_body) };
        foreach (var (name, values) in _headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return request;
    }
}
