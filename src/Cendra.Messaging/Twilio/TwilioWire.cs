using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Polly.Timeout;

namespace Cendra.Messaging.Twilio;

/// <summary>One call to Twilio and its answer; knows addresses, credentials and failures, and nothing of guests.</summary>
internal sealed class TwilioWire(HttpClient http, IOptionsMonitor<TwilioOptions> options)
{
    private const int MostPages = 200;

    /// <summary>The path of the account's resources in the API of 2010.</summary>
    public string Account(TwilioOperation operation) =>
        options.CurrentValue.AccountSid?.Trim() is { Length: > 0 } account && account.All(char.IsAsciiLetterOrDigit)
            ? $"/2010-04-01/Accounts/{account}"
            : throw TwilioFailure.NoCredentials(operation);

    /// <summary>Sends and reads the answer.</summary>
    /// <exception cref="TwilioException">Every failure but the caller's own cancellation.</exception>
    public async Task<T> ExchangeAsync<T>(
        TwilioOperation operation, HttpMethod method, Uri root, string path, HttpContent? content, Func<JsonElement, T> read, CancellationToken ct)
    {
        using var request = Request(operation, method, new Uri(root.AbsoluteUri.TrimEnd('/') + path), content);
        using var response = await AnswerAsync(operation, request, ct);
        var bytes = await response.Content.ReadAsByteArrayAsync(ct); // buffered by the client before
        if (!response.IsSuccessStatusCode)
        {
            throw TwilioFailure.Refused(operation, response, bytes);
        }

        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return read(default);
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            return read(document.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The cause is left out: a parser may quote what it could not read.
            throw TwilioFailure.Unreadable(operation, response);
        }
    }

    /// <summary>What stands at a path that is no JSON: its bytes, or where they are; both null = nothing does.</summary>
    /// <exception cref="TwilioException">Every failure but the caller's own cancellation.</exception>
    public async Task<(byte[]? Bytes, Uri? Elsewhere)> FetchAsync(TwilioOperation operation, Uri root, string path, CancellationToken ct)
    {
        var address = new Uri(root.AbsoluteUri.TrimEnd('/') + path);
        using var request = Request(operation, HttpMethod.Get, address, null);
        request.Headers.Accept.Clear();
        using var response = await AnswerAsync(operation, request, ct);
        if (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
        {
            return response.Headers.Location is { } location ? (null, new Uri(address, location)) : throw TwilioFailure.Unreadable(operation, response);
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(ct);
        return response.IsSuccessStatusCode ? (bytes, null) : response.StatusCode == HttpStatusCode.NotFound ? (null, null) : throw TwilioFailure.Refused(operation, response, bytes);
    }

    /// <summary>All pages of a list, never a part of it. <paramref name="next"/> gives the path of the page that follows, or null at the end.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        TwilioOperation operation, Uri root, string path, Func<JsonElement, IReadOnlyList<T>> items, Func<JsonElement, string?> next, CancellationToken ct)
    {
        var all = new List<T>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = path; seen.Count < MostPages && seen.Add(page);)
        {
            var (found, following) = await ExchangeAsync(operation, HttpMethod.Get, root, page, null, answer => (items(answer), next(answer)), ct);
            all.AddRange(found);
            if (following is null)
            {
                return all;
            }

            page = Path(operation, root, following);
        }

        throw TwilioFailure.EndlessList(operation);
    }

    // Relative, or absolute at the same server: the credentials go nowhere else.
    private static string Path(TwilioOperation operation, Uri root, string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var absolute) && absolute.Scheme is "http" or "https")
        {
            return Uri.Compare(absolute, root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0 && absolute.UserInfo.Length == 0
                ? absolute.PathAndQuery
                : throw TwilioFailure.ForeignPage(operation);
        }

        return address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) ? address : throw TwilioFailure.ForeignPage(operation);
    }

    private async Task<HttpResponseMessage> AnswerAsync(TwilioOperation operation, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception cause) when (cause is HttpRequestException or TimeoutRejectedException or OperationCanceledException or IOException)
        {
            throw TwilioFailure.NoAnswer(operation, cause);
        }
    }

    private HttpRequestMessage Request(TwilioOperation operation, HttpMethod method, Uri address, HttpContent? content)
    {
        if (options.CurrentValue.SignIn is not { } signIn || !Usable(signIn.User) || !Usable(signIn.Password) || signIn.User.Contains(':', StringComparison.Ordinal))
        {
            throw TwilioFailure.NoCredentials(operation);
        }

        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Options.Set(TwilioOperation.Key, operation);
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{signIn.User}:{signIn.Password}")));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static bool Usable(string text) => text.All(letter => letter is > ' ' and <= '~');
}
