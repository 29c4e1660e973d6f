using System.Collections.Concurrent;
using System.Net;

namespace Cendra.Server.Tests.Service;

/// <summary>Brings every call several times in the same moment, as a sender does that lost patience. The answer is that to the one that was taken.</summary>
internal sealed class AtOnce(HttpMessageInvoker server, Func<int> copies) : HttpMessageHandler
{
    /// <summary>Path and answers of each call that came more than once.</summary>
    public ConcurrentQueue<(string Path, IReadOnlyList<HttpStatusCode> Answers)> Heard { get; } = new();

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var count = copies();
        if (count == 1)
        {
            return await server.SendAsync(request, cancellationToken);
        }

        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var answers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => server.SendAsync(CopyOf(request, body), cancellationToken)));
        Heard.Enqueue((request.RequestUri!.AbsolutePath, [.. answers.Select(a => a.StatusCode)]));
        var taken = answers.FirstOrDefault(a => a.StatusCode == HttpStatusCode.Accepted) ?? answers[0];
        answers.Where(a => a != taken).ToList().ForEach(a => a.Dispose());
        return taken;
    }

    private static HttpRequestMessage CopyOf(HttpRequestMessage request, byte[]? body)
    {
        var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = body is null ? null : new ByteArrayContent(body) };
        foreach (var (name, values) in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (name, values) in request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
        {
            copy.Content!.Headers.TryAddWithoutValidation(name, values);
        }

        return copy;
    }
}
