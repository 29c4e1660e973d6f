using System.Text.Json;
using Cendra.Lifecycle.Inbox;
using Cendra.Messaging.Twilio;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Inbound;

/// <summary>
/// <c>POST /webhooks/twilio/message</c> and <c>/status</c>: what guests write, and what becomes of what was sent. Checked against the public address, stored once with the text sealed,
/// answered at once; the work follows. The signature carries no time: the id of each delivery is what tells a repeat.
/// </summary>
public sealed class TwilioWebhooks(IOptionsMonitor<TwilioOptions> options, IConfiguration configuration, WebhookStore store, JobWaker jobs, ILogger<TwilioWebhooks> log)
{
    /// <summary>Source of what guests write; a colon is in no connection's name.</summary>
    public const string Messages = "twilio:message";

    /// <summary>Source of what guests wrote and only the list showed.</summary>
    public const string Listed = "twilio:listed";

    /// <summary>Source of reports.</summary>
    public const string Reports = "twilio:status";

    private static readonly string[] KeptOfMessage = ["MessageSid", "NumMedia", "MediaContentType0", "MessageType", "ButtonPayload"];
    private static readonly string[] KeptOfReport = ["MessageSid", "MessageStatus", "ErrorCode"];

    /// <summary>A guest wrote.</summary>
    public async Task<IResult> MessageAsync(HttpRequest request, CancellationToken ct)
    {
        var (call, refusal) = await ReadAsync(request, ct);
        if (call is null)
        {
            return refusal!;
        }

        if (call["From"] is not { Length: > 0 and <= 200 } || call["To"] is not { Length: > 0 })
        {
            return Wrong("From", "must say who writes");
        }

        var (outcome, id) = await store.StoreAsync(Messages, call["MessageSid"]!, call.RawBytes, Kept(call, KeptOfMessage), ct);
        if (outcome == StoreOutcome.New)
        {
            jobs.Wake<TakeGuestMessageJob>(job => job.RunAsync(id, CancellationToken.None));
        }

        return outcome == StoreOutcome.Conflict
            ? Results.Problem("This MessageSid came before with another body.", statusCode: StatusCodes.Status409Conflict)
            : Results.Text("<Response/>", "text/xml", statusCode: outcome == StoreOutcome.New ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>Twilio reports on a message of ours.</summary>
    public async Task<IResult> ReportAsync(HttpRequest request, CancellationToken ct)
    {
        var (call, refusal) = await ReadAsync(request, ct);
        if (call is null)
        {
            return refusal!;
        }

        if (call["MessageStatus"] is not { Length: > 0 and <= 30 } status || !status.All(letter => char.IsAsciiLetter(letter) || letter is '_' or '-'))
        {
            return Wrong("MessageStatus", "must say how far the message came");
        }

        var own = request.Query["o"].ToString();
        var (outcome, id) = await store.StoreAsync(Reports, $"{call["MessageSid"]}:{status}:{Short(call["ErrorCode"])}", call.RawBytes, Kept(call, KeptOfReport, ("o", own)), ct);
        if (outcome == StoreOutcome.New)
        {
            jobs.Wake<TakeReportJob>(job => job.RunAsync(id, CancellationToken.None));
        }

        return outcome == StoreOutcome.New ? Results.Accepted() : Results.Ok();
    }

    private async Task<(TwilioRequest? Call, IResult? Refusal)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (configuration["Server:PublicUrl"] is not { Length: > 0 } own)
        {
            log.LogError("A call of Twilio cannot be checked: set Server:PublicUrl to the address under which Twilio calls this server");
            return (null, Results.Problem("Server:PublicUrl is not set, so no signature can be checked.", statusCode: StatusCodes.Status401Unauthorized));
        }

        if (await TwilioRequest.ReadAsync(request, new Uri(own), ct) is not { } call)
        {
            return (null, Results.Problem("The body is larger than 256 KB.", statusCode: StatusCodes.Status413PayloadTooLarge));
        }

        if (!call.IsSignedBy(options.CurrentValue.AuthTokens))
        {
            return (null, Results.Problem("The signature does not fit the call, Server:PublicUrl and Twilio:AuthToken.", statusCode: StatusCodes.Status401Unauthorized));
        }

        if (call["AccountSid"] != options.CurrentValue.AccountSid)
        {
            return (null, Wrong("AccountSid", "must be the account of this installation"));
        }

        return call["MessageSid"] is { Length: >= 2 and <= 64 } sid && sid.All(char.IsAsciiLetterOrDigit) ? (call, null) : (null, Wrong("MessageSid", "must be the id of the message"));
    }

    private static IResult Wrong(string field, string what) => Results.ValidationProblem(new Dictionary<string, string[]> { [field] = [what] });

    /// <summary>An error's number, as much of it as an id holds.</summary>
    private static string Short(string? text) => string.Concat((text ?? "").Where(char.IsAsciiLetterOrDigit).Take(10));

    private static string Kept(TwilioRequest call, string[] names, params (string Name, string Value)[] more) => JsonSerializer.Serialize(
        names.Select(n => (Name: n, Value: call[n] ?? "")).Concat(more).Where(f => f.Value.Length is > 0 and <= 200).ToDictionary(f => f.Name, f => f.Value));
}
