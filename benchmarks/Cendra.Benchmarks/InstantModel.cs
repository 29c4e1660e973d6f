using System.Net;
using System.Text;

namespace Cendra.Benchmarks;

/// <summary>A model that answers at once, without a network, and keeps what it was last asked.</summary>
internal sealed class InstantModel : HttpMessageHandler
{
    private static readonly byte[] Answer = Encoding.UTF8.GetBytes("""
        {"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"double","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",
        "content":"{\"reply\":\"There is a lift on the left of the entrance.\",\"lang\":\"en\",\"sources\":[\"A1\"],\"intent\":\"answer\",\"done\":true}"}}],
        "usage":{"prompt_tokens":1500,"completion_tokens":40,"total_tokens":1540}}
        """);

    /// <summary>The body of the last request.</summary>
    public string LastAsked { get; private set; } = "";

    public int Requests { get; private set; }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        LastAsked = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var content = new ByteArrayContent(Answer);
        content.Headers.ContentType = new("application/json");
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }
}
