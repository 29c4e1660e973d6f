using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Cendra.Simulator.Webhooks;

/// <summary>Makes and sends one signed call; never throws for what the other side or the network does.</summary>
internal sealed class SignedPost(HttpMessageInvoker outbound, TimeProvider machineTime)
{
    /// <summary>Svix gives an endpoint 15 seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

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
        using var timeout = new CancellationTokenSource(Patience, machineTime);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var answer = await outbound.SendAsync(request, either.Token);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(either.Token));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && timeout.IsCancellationRequested))
        {
            return (0, "");
        }
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
