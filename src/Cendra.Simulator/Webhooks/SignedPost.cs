using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Cendra.Simulator.Webhooks;

/// <summary>Makes and sends one signed call; never throws for what the other side or the network does.</summary>
internal sealed class SignedPost(OutboundCall outbound)
{
    /// <summary>Status and body of the answer; status 0 when none came.</summary>
    /// <param name="prefix">svix or webhook: how the three headers begin.</param>
    /// <param name="call">What to send where.</param>
    /// <param name="nowUtc">The time to sign with.</param>
    /// <param name="cancellationToken">Ends the wait; throws then.</param>
    public async Task<(int Status, string Body)> SendAsync(string prefix, SignedCall call, DateTimeOffset nowUtc, CancellationToken cancellationToken)
    {
        var timestamp = nowUtc.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(prefix + "-id", call.MessageId);
        request.Headers.Add(prefix + "-timestamp", timestamp);
        request.Headers.Add(prefix + "-signature", WebhookSignature.Sign(call.Key, call.MessageId, timestamp, call.Body));
        var answer = await outbound.SendAsync(request, cancellationToken);
        return (answer.Status, answer.Body);
    }
}

/// <summary>One signed call. Not a record: its text must not print key or body.</summary>
internal sealed class SignedCall
{
    public required string Url { get; init; }

    public required string MessageId { get; init; }

    public required byte[] Key { get; init; }

    public required string Body { get; init; }
}
