using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Cendra.Messaging.Twilio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cendra.Tests.Twilio;

/// <summary>A live server that answers every POST with 200 when Twilio signed it, 403 when not, 413 when it is too big, and keeps what it read.</summary>
internal sealed class TwilioEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private TwilioEndpoint(WebApplication app) => _app = app;

    public Uri PublicUrl { get; set; } = new("https://stay.example.com");

    public IReadOnlyList<string> Tokens { get; set; } = [OwnVectors.Token];

    public TwilioRequest? Read { get; private set; }

    private Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<TwilioEndpoint> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var endpoint = new TwilioEndpoint(app);
        app.Run(endpoint.AnswerAsync);
        await app.StartAsync();
        return endpoint;
    }

    /// <summary>Posts a vector to its path and query; the host is the loopback's own, as behind a proxy.</summary>
    public async Task<int> PostAsync(SignatureVector vector)
    {
        var end = vector.Url.IndexOf('/', vector.Url.IndexOf("://", StringComparison.Ordinal) + 3);
        (PublicUrl, Tokens) = (new Uri(vector.Url[..end]), [vector.Token]);
        HttpContent content = vector.RawBody is null ? new FormUrlEncodedContent(vector.Form) : new StringContent(vector.RawBody, Encoding.UTF8, "application/json");
        return await PostAsync(vector.Url[end..], content, vector.Signature);
    }

    public async Task<int> PostAsync(string target, HttpContent content, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = content,
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(TwilioSignature.Header, signature);
        }

        using var response = await _http.SendAsync(request);
        return (int)response.StatusCode;
    }

    /// <summary>Sends bytes as they are; for requests that no client of the framework would write.</summary>
    public async Task<string> SendRawAsync(string head, byte[] body, string signature)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port);
        await using var stream = client.GetStream();
        var text = string.Create(CultureInfo.InvariantCulture, $"{head}\r\nContent-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: {signature}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        await stream.WriteAsync(body);
        using var reader = new StreamReader(stream);
        return (await reader.ReadToEndAsync()).Split('\r')[0];
    }

    public static ByteArrayContent FormOf(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") { CharSet = "UTF-8" };
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Read = await TwilioRequest.ReadAsync(context.Request, PublicUrl, context.RequestAborted);
        context.Response.StatusCode = Read is null ? StatusCodes.Status413PayloadTooLarge : Read.IsSignedBy(Tokens) ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
    }
}
