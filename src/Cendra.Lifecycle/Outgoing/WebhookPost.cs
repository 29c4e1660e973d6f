using System.Globalization;
using System.Net;
using System.Text;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Webhooks;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Outgoing;

/// <summary>What an attempt came to.</summary>
public enum PostOutcome
{
    /// <summary>The other side took it.</summary>
    Taken,

    /// <summary>It does not want this one: the others may go on.</summary>
    Refused,

    /// <summary>It takes nothing at the moment.</summary>
    Unreachable,

    /// <summary>It says that the address is gone for good (410).</summary>
    Gone,
}

/// <summary>What an attempt came to, and why it failed in words that hold neither address nor secret.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Trouble">Empty when it was taken.</param>
/// <param name="RetryAfter">When the other side wants to be asked again; null = it did not say.</param>
public sealed record Posted(PostOutcome Outcome, string Trouble, TimeSpan? RetryAfter = null);

/// <summary>One attempt to tell one event: signed after Standard Webhooks with every secret that holds, posted to a public address over https, never led elsewhere.</summary>
public sealed class WebhookPost(IHttpClientFactory clients, IConfiguration configuration, StayClock clock)
{
    /// <summary>The client that posts.</summary>
    public const string ClientName = "outgoing-webhook";

    /// <summary>A receiver that needs longer answers first and works afterwards; what it answers is of no interest.</summary>
    public static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(15), 64 * 1024);

    /// <summary>Posts it.</summary>
    public async Task<Posted> SendAsync(ReceiverSettings to, OutgoingEvent what, CancellationToken ct)
    {
        var (address, whyNot) = OutboundAddress.Of(to.Url, "The address", OutboundAddress.Exceptions(configuration));
        if (address is null || to.Secrets.Count == 0)
        {
            return new Posted(PostOutcome.Unreachable, address is null ? whyNot : "It has no secret to sign with. Make a new one.");
        }

        using var client = clients.CreateClient(ClientName);
        using var request = Signed(address, to.Secrets, what);
        try
        {
            using var answer = await client.SendAsync(request, ct);
            return Read(answer);
        }
        catch (OutboundException refused)
        {
            return new Posted(PostOutcome.Unreachable, refused.Message);
        }
        catch (HttpRequestException unreachable)
        {
            return new Posted(PostOutcome.Unreachable, $"It could not be reached ({unreachable.HttpRequestError}).");
        }
    }

    /// <summary>The time of signing is that of the world outside, which a moved clock of rehearsal runs ahead of.</summary>
    private HttpRequestMessage Signed(Uri address, IReadOnlyList<string> secrets, OutgoingEvent what)
    {
        var body = Encoding.UTF8.GetBytes(what.Body);
        var (id, at) = (what.Id.ToString(), clock.GetUtcNow() - clock.Offset);
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.TryAddWithoutValidation(WebhookSignature.StandardPrefix + "-id", id);
        request.Headers.TryAddWithoutValidation(WebhookSignature.StandardPrefix + "-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(WebhookSignature.StandardPrefix + "-signature", string.Join(' ', secrets.Select(s => WebhookSignature.Sign(s, id, at, body))));
        request.Headers.TryAddWithoutValidation("User-Agent", "Cendra");
        return request;
    }

    private Posted Read(HttpResponseMessage answer) => answer.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(PostOutcome.Taken, ""),
        HttpStatusCode.Gone => new(PostOutcome.Gone, "It says that this address is gone (410)."),
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new(PostOutcome.Unreachable, FormattableString.Invariant($"It leads elsewhere ({(int)answer.StatusCode}), where nothing is sent. Enter the new address.")),
        HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => new(PostOutcome.Refused, Answers(answer)),
        _ => new(PostOutcome.Unreachable, Answers(answer), GrowingPause.AskedBy(answer, clock.GetUtcNow() - clock.Offset)),
    };

    private static string Answers(HttpResponseMessage answer) => FormattableString.Invariant($"It answers {(int)answer.StatusCode}.");
}
