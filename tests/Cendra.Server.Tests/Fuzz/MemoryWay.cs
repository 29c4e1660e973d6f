using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;

namespace Cendra.Server.Tests.Fuzz;

/// <summary>The way through memory: many calls a second, and headers that no client would send. What only a real port refuses comes through here.</summary>
internal sealed class MemoryWay(TestServer server) : IFuzzWay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    public async Task<FuzzAnswer> SendAsync(FuzzCall call)
    {
        if (call.Target.Split('?')[0].Contains("%00", StringComparison.Ordinal))
        {
            return new FuzzAnswer((int)HttpStatusCode.BadRequest, "", ""); // The port refuses it before anybody sees it.
        }

        using var ended = new CancellationTokenSource();
        try
        {
            var context = await server.SendAsync(context => Fill(context, call), ended.Token).WaitAsync(Patience, CancellationToken.None);
            using var reader = new StreamReader(context.Response.Body);
            var body = await reader.ReadToEndAsync(ended.Token).WaitAsync(Patience, CancellationToken.None);
            return new FuzzAnswer(context.Response.StatusCode, string.Join('\n', context.Response.Headers.Select(h => $"{h.Key}: {h.Value}")), body);
        }
        catch (BadHttpRequestException refused)
        {
            return new FuzzAnswer(refused.StatusCode, "", ""); // What the port answers in its place.
        }
        catch (Exception fault) when (fault is not TimeoutException)
        {
            return new FuzzAnswer((int)HttpStatusCode.InternalServerError, "", "") { Fault = string.Join(' ', fault.ToString().Split('\n').Take(5).Select(l => l.Trim())) };
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private static void Fill(HttpContext context, FuzzCall call)
    {
        var (request, question) = (context.Request, call.Target.IndexOf('?', StringComparison.Ordinal));
        request.Method = call.Method;
        request.Scheme = "https";
        request.Host = new HostString("cendra.test"); // The port reads it before anybody else; odd ones go over the port only.
        request.Path = PathString.FromUriComponent(question < 0 ? call.Target : call.Target[..question]);
        request.QueryString = new QueryString(question < 0 ? "" : call.Target[question..]);
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = call.Target;
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        foreach (var (name, value) in call.Headers.Where(h => h.Name != "Host"))
        {
            request.Headers.Append(name, value);
        }

        if (call.Body.Length > 0)
        {
            request.Body = new MemoryStream(call.Body);
            request.ContentLength = call.Chunked ? null : call.Body.Length;
        }
    }
}
