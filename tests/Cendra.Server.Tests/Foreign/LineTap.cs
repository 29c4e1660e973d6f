using System.Collections.Concurrent;

namespace Cendra.Server.Tests.Foreign;

/// <summary>One attempt of a call as it left, and what was answered.</summary>
internal sealed record Attempt(HttpMethod Method, Uri Url, string? ContentType, string Body, int Status)
{
    public string Path => Url.AbsolutePath;
}

/// <summary>Listens on the line between one of our clients and somebody else's server; a test may bend what leaves.</summary>
internal sealed class LineTap
{
    /// <summary>Every attempt, repetitions included.</summary>
    public ConcurrentQueue<Attempt> Attempts { get; } = new();

    /// <summary>Asked before an attempt leaves; may change it.</summary>
    public Func<HttpRequestMessage, Task>? Leaving { get; set; }

    /// <summary>How often a path was asked for.</summary>
    public int AttemptsAt(string path) => Attempts.Count(attempt => attempt.Path == path);

    public DelegatingHandler Handler() => new Listener(this);

    private sealed class Listener(LineTap tap) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (tap.Leaving is { } leaving)
            {
                await leaving(request);
            }

            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            tap.Attempts.Enqueue(new Attempt(request.Method, request.RequestUri!, request.Content?.Headers.ContentType?.MediaType, body, (int)answer.StatusCode));
            return answer;
        }
    }
}
