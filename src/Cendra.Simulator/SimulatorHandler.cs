using System.Net;
using System.Net.Http.Headers;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator;

/// <summary>The simulator in place of a network, for tests in one process; any host name leads here.</summary>
public sealed class SimulatorHandler(SimulatorWire wire) : HttpMessageHandler
{
    /// <exception cref="HttpRequestException">The answer was to be lost; the call took effect.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []))
        {
            headers[name] = string.Join(", ", values);
        }

        var answer = await wire.HandleAsync(
            new SimRequest
            {
                Method = request.Method.Method,
                PathAndQuery = request.RequestUri!.PathAndQuery,
                Headers = headers,
                Body = request.Content is null ? default : await request.Content.ReadAsByteArrayAsync(cancellationToken),
            },
            cancellationToken);
        if (answer.IsLost)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The connection ended before an answer came");
        }

        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { RequestMessage = request, Content = new ByteArrayContent(answer.Body) };
        if (answer.Body.Length > 0)
        {
            response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        }

        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
