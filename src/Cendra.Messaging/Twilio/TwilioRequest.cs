using Cendra.Lifecycle.Inbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Cendra.Messaging.Twilio;

/// <summary>
/// A call that claims to come from Twilio, read so that its signature can be checked: raw bytes, the form without any trimming, and the URL as Twilio wrote it,
/// whose beginning comes from the configuration and never from the call's own Host.
/// </summary>
public sealed class TwilioRequest
{
    private const string FormType = "application/x-www-form-urlencoded";
    private readonly bool _isForm;

    private TwilioRequest(string signedUrl, byte[] rawBytes, bool isForm, IReadOnlyList<KeyValuePair<string, string>>? form, string signature)
    {
        SignedUrl = signedUrl;
        RawBytes = rawBytes;
        _isForm = isForm;
        Form = form ?? [];
        IsReadable = form is not null;
        Signature = signature;
    }

    /// <summary>The public URL as Twilio called it.</summary>
    public string SignedUrl { get; }

    /// <summary>The body as it came.</summary>
    public byte[] RawBytes { get; }

    /// <summary>Names and values in the order of the body, decoded, untrimmed; a name may come more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; }

    /// <summary>False when a body that calls itself a form is none; it never verifies.</summary>
    public bool IsReadable { get; }

    /// <summary>What the signature's header says; empty when it is missing.</summary>
    public string Signature { get; }

    /// <summary>The first value of a name (case matters), or null when it did not come.</summary>
    public string? this[string name] => Form.Where(field => field.Key == name).Select(field => field.Value).FirstOrDefault();

    /// <summary>Reads a call.</summary>
    /// <param name="request">The call; its body must not have been read.</param>
    /// <param name="publicUrl">Scheme and host that Twilio knows (<c>Server:PublicUrl</c>); a path in it stands before the call's own unless that has it already.</param>
    /// <param name="ct">Ends the reading.</param>
    /// <returns>Null when the body is over 256 KB.</returns>
    public static async Task<TwilioRequest?> ReadAsync(HttpRequest request, Uri publicUrl, CancellationToken ct)
    {
        if (await RawBody.ReadAsync(request, ct) is not { } bytes)
        {
            return null;
        }

        var isForm = request.ContentType?.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase) == true;
        var form = isForm ? await FormAsync(bytes, ct) : [];
        return new TwilioRequest(Url(request, publicUrl), bytes, isForm, form, request.Headers[TwilioSignature.Header].ToString());
    }

    /// <summary>True when Twilio signed exactly this call with one of the tokens.</summary>
    public bool IsSignedBy(IReadOnlyList<string> authTokens) =>
        IsReadable && TwilioSignature.Verify(SignedUrl, Form, _isForm ? null : RawBytes, Signature, authTokens);

    /// <summary>Neither form nor URL, whose query may hold ids.</summary>
    public override string ToString() => $"TwilioRequest ({Form.Count} fields)";

    private static string Url(HttpRequest request, Uri publicUrl)
    {
        var root = publicUrl.OriginalString.Split('?', '#')[0].TrimEnd('/');
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : request.Path.ToUriComponent() + request.QueryString.Value;
        if (!target.StartsWith('/') && target.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
        {
            target = target.IndexOf('/', scheme + 3) is var path and >= 0 ? target[path..] : "/"; // "POST https://host/path", as through a proxy
        }

        var prefix = publicUrl.AbsolutePath.TrimEnd('/');
        var has = prefix.Length > 0 && (target == prefix || target.StartsWith(prefix + "/", StringComparison.Ordinal));
        return (has ? root[..^prefix.Length] : root) + target;
    }

    private static async Task<List<KeyValuePair<string, string>>?> FormAsync(byte[] bytes, CancellationToken ct)
    {
        try
        {
            var fields = new List<KeyValuePair<string, string>>();
            using var reader = new FormReader(new MemoryStream(bytes));
            while (await reader.ReadNextPairAsync(ct) is { } field)
            {
                fields.Add(field);
            }

            return fields.Count <= FormReader.DefaultValueCountLimit ? fields : null;
        }
        catch (InvalidDataException)
        {
            return null; // a name or value beyond the reader's limits, or too many of them: Twilio sends no such thing
        }
    }
}
