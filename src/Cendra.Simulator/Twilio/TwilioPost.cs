using Cendra.Simulator.Webhooks;

namespace Cendra.Simulator.Twilio;

/// <summary>Makes and sends Twilio's form posts; never throws for what the other side or the network does.</summary>
internal sealed class TwilioPost(OutboundCall outbound, TwilioAccount account)
{
    /// <param name="url">Where to; its fragment is not sent.</param>
    /// <param name="fields">The form.</param>
    /// <param name="token">The same for a repetition of the same call.</param>
    /// <param name="cancellationToken">Ends the wait; throws then.</param>
    public async Task<OutboundAnswer> SendAsync(string url, IReadOnlyDictionary<string, string> fields, string token, CancellationToken cancellationToken)
    {
        var target = TwilioSignature.UrlOf(url);
        using var request = new HttpRequestMessage(HttpMethod.Post, target);
        request.Content = new FormUrlEncodedContent(fields);
        request.Headers.Add("X-Twilio-Signature", TwilioSignature.Sign(account.AuthToken, target, fields));
        request.Headers.Add("I-Twilio-Idempotency-Token", token);
        request.Headers.Add("User-Agent", "TwilioProxy/1.1");
        return await outbound.SendAsync(request, cancellationToken);
    }
}
