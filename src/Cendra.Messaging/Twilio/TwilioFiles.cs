using Cendra.Lifecycle.Outbound;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Twilio;

/// <summary>
/// The bytes of files. Twilio answers with them or with the address of a store: there the credentials do not go, and it is judged like any address that comes from outside
/// (<see cref="OutboundHandler"/>).
/// </summary>
public sealed class TwilioFiles(HttpClient http, IHttpClientFactory clients, IOptionsMonitor<TwilioOptions> options)
{
    /// <summary>Name of the client that follows Twilio to its store.</summary>
    public const string StoreClientName = "twilio-files";

    /// <summary>The largest file that is fetched, in bytes: WhatsApp's own limit for pictures and recordings.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>How long it may take.</summary>
    public static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(60), MostBytes);

    private readonly TwilioWire _wire = new(http, options);

    /// <summary>The bytes; null = Twilio has no such file.</summary>
    /// <exception cref="TwilioException">Twilio did not give it.</exception>
    /// <exception cref="HttpRequestException">The store did not, or it is too large; the message says why and holds no address.</exception>
    public async Task<byte[]?> FetchAsync(string sid, string fileSid, CancellationToken ct)
    {
        var operation = TwilioOperation.FetchFile;
        var (bytes, elsewhere) = await _wire.FetchAsync(operation, options.CurrentValue.BaseUrl, $"{_wire.Account(operation)}/Messages/{TwilioClient.Id(sid)}/Media/{TwilioClient.Id(fileSid)}", ct);
        if (elsewhere is null)
        {
            return bytes is { Length: > MostBytes } ? throw new HttpRequestException("The file is larger than 16 MB.") : bytes;
        }

        using var store = clients.CreateClient(StoreClientName);
        using var answer = await store.GetAsync(elsewhere, ct);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(ct)
            : answer.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone ? null
            : throw new HttpRequestException($"The store of the file answered {(int)answer.StatusCode}.", null, answer.StatusCode);
    }
}
