using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Outbound;

/// <summary>WhatsApp and SMS through Twilio: the call itself, and what became of one that was cut off.</summary>
public sealed class TwilioChannel(
    TwilioClient twilio, IOptionsMonitor<TwilioOptions> options, MessageTexts texts, CodeFilling filling, LinkTokens marks, TwilioWatch watch, IConfiguration configuration, ILogger<TwilioChannel> log) : IMessageChannel
{
    /// <summary>Clocks differ by this much at the most.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    /// <summary>A host is called meanwhile; the message waits for what the host does.</summary>
    private static readonly TimeSpan AfterSignIn = TimeSpan.FromMinutes(5);

    private TwilioOptions Twilio => options.CurrentValue;

    /// <inheritdoc />
    public int MostAttempts => 8;

    /// <summary>The provider's list says what it has: what is not on it may be sent again.</summary>
    public int MostUnknown => int.MaxValue;

    private const string Steps = "steps";

    /// <summary>Each message asks for itself: Twilio locks no account for that.</summary>
    public DateTimeOffset? ClosedUntilUtc => null;

    /// <inheritdoc />
    public bool Carries(ChannelKind channel) => channel is ChannelKind.WhatsApp or ChannelKind.Sms;

    /// <inheritdoc />
    public Task<ReadyCall?> PrepareAsync(CendraDbContext db, Message message, Letter letter, Route route, CancellationToken ct) => Task.FromResult(Prepare(message, letter, route));

    private ReadyCall? Prepare(Message message, Letter letter, Route route)
    {
        var pins = letter.Stay?.Pins.Where(p => p.Sealed is not null).ToDictionary(p => p.Id, p => p.Sealed!) ?? [];
        string Filled(string text) => filling.Fill(text, message, pins, letter, route.Channel);
        var (to, from) = route.Channel == ChannelKind.Sms ? (letter.Address, Twilio.SmsSender!) : ("whatsapp:" + letter.Address, Twilio.WhatsAppSender!);
        if (route.Form == DeliveryForm.FreeText)
        {
            var body = Filled(letter.Text);
            return body.Length > TwilioSend.LongestBody ? null : Ready(body, callback => new TwilioSend { To = to, From = from, Body = body, StatusCallback = callback });
        }

        var (sid, language) = TemplateOf(Twilio, letter)!.Value;
        var worded = language == letter.Language ? letter : letter.InEnglish ?? letter; // Its values are words too.
        if (Variables(letter.TemplateKind, language, worded.Values.ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal), Filled) is not { } variables)
        {
            return null;
        }

        var rendered = variables.Aggregate(texts.Body(letter.TemplateKind, language), (text, v) => text.Replace($"{{{{{v.Key}}}}}", v.Value, StringComparison.Ordinal));
        return Ready(rendered, callback => new TwilioSend { To = to, From = from, ContentSid = sid, ContentVariables = variables, StatusCallback = callback });
    }

    /// <summary>The values of an approved text, filled and cut to its length. A secret that a cut would halve is left out with all behind it: half a code is worse than none, and who asks is told.</summary>
    private IReadOnlyDictionary<string, string>? Variables(string kind, string language, Dictionary<string, string> values, Func<string, string> filled)
    {
        while (texts.TemplateVariables(kind, language, values.ToDictionary(v => v.Key, v => filled(v.Value), StringComparer.Ordinal)) is { } variables)
        {
            var steps = values.GetValueOrDefault(Steps, "");
            if (CodeFilling.TokensOf(steps).FirstOrDefault(t => !variables.Values.Any(v => v.Contains(TemplateValue.From(filled($"[[{t}]]"), int.MaxValue), StringComparison.Ordinal))) is not { } cut)
            {
                return variables;
            }

            values[Steps] = $"{steps[..steps.IndexOf($"[[{cut}]]", StringComparison.Ordinal)].TrimEnd()}…";
        }

        return null;
    }

    private ReadyCall Ready(string text, Func<Uri?, TwilioSend> send) => new() { TextHash = marks.OfText(text), Send = (call, delivery, ct) => CallAsync(call, send(CallbackOf(delivery.Id)), delivery, ct) };

    private async Task<News?> CallAsync(ReadyCall call, TwilioSend send, Delivery delivery, CancellationToken ct)
    {
        try
        {
            var taken = await twilio.SendAsync(send, ct);
            await watch.GoodAsync(ct);
            return new News(DeliveryStatus.Accepted, taken.Sid);
        }
        catch (TwilioException failure)
        {
            log.LogWarning("Delivery {DeliveryId} was not taken: {Reason}", delivery.Id, failure.Message);
            (call.OutcomeUnknown, call.RetryAfter) = (failure.OutcomeUnknown, failure.RetryAfter);
            switch (failure.Retry)
            {
                case TwilioRetry.Never:
                    return new News(DeliveryStatus.Failed, null, DeliveryReports.Failure(failure.Code));
                case TwilioRetry.AfterSignIn:
                    (call.AwaitsHost, call.RetryAfter) = (true, AfterSignIn);
                    await watch.SignInNeededAsync(ct);
                    return null;
                default:
                    return null;
            }
        }
    }

    /// <summary>By the provider's own list: the oldest message to this address, from those moments, with this text, that no other delivery is.</summary>
    public async Task<Finding> FindAsync(CendraDbContext db, Delivery unknown, CancellationToken ct)
    {
        if (unknown.RequestedUtc is not { } since)
        {
            return new Finding(true, null);
        }

        var to = unknown.Channel == ChannelKind.Sms ? unknown.Address : "whatsapp:" + unknown.Address;
        try
        {
            var until = since + TwilioRepeats.AttemptTimeout + ClockDifference; // A call makes no message after it was given up.
            var list = await twilio.ListAsync(to, null, since - ClockDifference, ct);
            foreach (var held in list.Where(m => m.Direction.StartsWith("outbound", StringComparison.Ordinal) && !(m.DateCreatedUtc > until)).OrderBy(m => m.DateCreatedUtc))
            {
                if (marks.OfText(held.Body) == unknown.TextHash && !await db.Deliveries.AnyAsync(d => d.ProviderId == held.Sid && d.Id != unknown.Id, ct))
                {
                    return new Finding(true, DeliveryReports.Of(held.Status, held.ErrorCode, held.Sid));
                }
            }

            return new Finding(true, null);
        }
        catch (TwilioException failure)
        {
            log.LogWarning("What became of delivery {DeliveryId} is not known yet: {Reason}", unknown.Id, failure.Message);
            if (failure.Retry == TwilioRetry.AfterSignIn)
            {
                await watch.SignInNeededAsync(ct);
            }

            return new Finding(false, null);
        }
    }

    /// <summary>The approved text of this letter, in its language or else in English; null = there is none.</summary>
    internal static (string Sid, string Language)? TemplateOf(TwilioOptions twilio, Letter letter)
    {
        if (letter.TemplateKind.Length == 0)
        {
            return null;
        }

        foreach (var language in new[] { letter.Language, "en" })
        {
            if (twilio.TemplateFor(letter.TemplateKind, language) is { } sid)
            {
                return (sid, language);
            }
        }

        return null;
    }

    private Uri? CallbackOf(Guid deliveryId) =>
        configuration["Server:PublicUrl"] is { Length: > 0 } own ? new Uri($"{own.TrimEnd('/')}/webhooks/twilio/status?o={deliveryId:N}") : null;
}
