using System.Net;
using System.Net.Http.Headers;

namespace Cendra.Lifecycle.Outbound;

/// <summary>
/// One call to an address that a person or a message set. Every address on the way is judged like the first (<see cref="OutboundAddress"/>), secrets stay with the host that they
/// were meant for, and an answer that is too large or too slow is broken off. Whatever it throws is without the address, whose path may be a secret.
/// </summary>
public sealed class OutboundHandler(OutboundLimits limits, IReadOnlySet<string> exceptions, TimeProvider time) : DelegatingHandler
{
    /// <inheritdoc />
    /// <exception cref="OutboundException">The call was not made or was broken off; the message says why.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limits.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await FollowAsync(request, either.Token);
            try
            {
                answer.Content = await ReadAsync(answer.Content, either.Token);
                return answer;
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }
        catch (HttpRequestException wrapped) when (wrapped.InnerException is OutboundException refused)
        {
            throw new OutboundException(refused.Message, wrapped);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new OutboundException(FormattableString.Invariant($"The other side took longer than {limits.Deadline.TotalSeconds:0} seconds."), late);
        }
        catch (IOException broken)
        {
            throw new OutboundException("The connection broke off.", broken);
        }
        catch (InvalidDataException garbled)
        {
            throw new OutboundException("What the other side sent could not be unpacked.", garbled);
        }
    }

    private async Task<HttpResponseMessage> FollowAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var first = request.RequestUri!;
        for (var hops = 0; ; hops++)
        {
            if (OutboundAddress.WhyNot(request.RequestUri!, exceptions) is { Length: > 0 } why)
            {
                throw new OutboundException($"{(hops == 0 ? "The address" : "The other side leads to an address that")} {why}");
            }

            var answer = await base.SendAsync(request, ct);
            if (Next(answer, request.Method, request.RequestUri!) is not { } next)
            {
                return answer;
            }

            answer.Dispose();
            if (hops >= limits.MostRedirects)
            {
                throw new OutboundException(FormattableString.Invariant($"The other side leads elsewhere more than {limits.MostRedirects} times."));
            }

            if (request.RequestUri!.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
            {
                throw new OutboundException("The other side leads from https to an address without it.");
            }

            request = Towards(request, next, isSameHost: Uri.Compare(first, next, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0);
        }
    }

    /// <summary>Where the answer leads, for questions that may be asked again elsewhere; null = it is the answer.</summary>
    private static Uri? Next(HttpResponseMessage answer, HttpMethod method, Uri from) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && (method == HttpMethod.Get || method == HttpMethod.Head) && answer.Headers.Location is { } location
            ? new Uri(from, location)
            : null;

    private static HttpRequestMessage Towards(HttpRequestMessage before, Uri next, bool isSameHost)
    {
        var request = new HttpRequestMessage(before.Method, next) { Version = before.Version, VersionPolicy = before.VersionPolicy };
        foreach (var header in before.Headers.Where(h => h.Key != "Host" && (isSameHost || MayGoAnywhere(h.Key))))
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return request;
    }

    private static bool MayGoAnywhere(string header) => header is "Accept" or "Accept-Encoding" or "Accept-Language" or "User-Agent";

    /// <summary>The body in memory, no larger than allowed: what unpacks to more is never held.</summary>
    private async Task<HttpContent> ReadAsync(HttpContent content, CancellationToken ct)
    {
        if (content.Headers.ContentLength > limits.MostBytes)
        {
            throw TooLarge();
        }

        using var held = new MemoryStream();
        await using var stream = await content.ReadAsStreamAsync(ct);
        var part = new byte[16 * 1024];
        int count;
        while ((count = await stream.ReadAsync(part, ct)) > 0)
        {
            if (held.Length + count > limits.MostBytes)
            {
                throw TooLarge();
            }

            held.Write(part, 0, count);
        }

        var read = new ByteArrayContent(held.ToArray());
        Copy(content.Headers, read.Headers);
        content.Dispose();
        return read;
    }

    private static void Copy(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var header in from.Where(h => h.Key is not ("Content-Length" or "Content-Encoding")))
        {
            to.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    private OutboundException TooLarge() => new(FormattableString.Invariant($"The other side sent more than {limits.MostBytes / 1024} KB."));
}
