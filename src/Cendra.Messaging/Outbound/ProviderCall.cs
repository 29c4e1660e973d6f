using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Outbound;

/// <summary>A call with its digits in place. It lives for moments and never prints itself.</summary>
public sealed class ReadyCall
{
    /// <summary>What is sent.</summary>
    public required Func<Uri?, TwilioSend> Send { get; init; }

    /// <summary>Keyed hash of the text as the guest will read it.</summary>
    public required string TextHash { get; init; }

    /// <summary>The call was cut off: the provider may have taken it.</summary>
    public bool OutcomeUnknown { get; set; }

    /// <summary>The account is refused until a host mends it: no fault of this message, which waits as long as it takes.</summary>
    public bool AwaitsHost { get; set; }

    /// <summary>When the provider wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; set; }
}

/// <summary>What the provider's list says of a call that was cut off.</summary>
/// <param name="WasAsked">The list could be read; false = nothing is known, and nothing may be sent again on a guess.</param>
/// <param name="News">What became of it; null = the list does not show it.</param>
public sealed record Finding(bool WasAsked, News? News);

/// <summary>Twilio as deliveries need it: which ways there are, the call itself, and what became of one that was cut off.</summary>
public sealed class ProviderCall(
    TwilioClient twilio, IOptionsMonitor<TwilioOptions> options, MessageTexts texts, CodeFilling filling, LinkTokens marks, DeliveryNews deliveryNews, TwilioWatch watch, IConfiguration configuration, StayClock clock,
    ILogger<ProviderCall> log)
{
    /// <summary>Clocks differ by this much at the most.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    /// <summary>A host is called meanwhile; the message waits for what the host does.</summary>
    private static readonly TimeSpan AfterSignIn = TimeSpan.FromMinutes(5);

    private TwilioOptions Twilio => options.CurrentValue;

    /// <summary>Which ways lead to the letter's address now.</summary>
    public async Task<RouteFacts> FactsAsync(CendraDbContext db, Message message, Letter letter, CancellationToken ct)
    {
        var spellings = letter.Address.StartsWith('+') ? Phones.WaysToWrite(letter.Address) : [letter.Address];
        var known = await db.ChannelIdentities.AsNoTracking().Where(i => spellings.Contains(i.Address)).ToListAsync(ct);
        var silent = Silence.Of(known);
        DateTimeOffset? Wrote(ChannelKind channel) => known.Where(i => i.Channel == channel).Max(i => i.LastInboundUtc);
        bool Wants(ChannelKind channel) => Twilio.IsConfigured && !silent.Contains(channel);
        var lastInbound = Wrote(ChannelKind.WhatsApp);
        return new RouteFacts(
            Twilio.WhatsAppSender is not null && letter.Address.Length > 0 && Wants(ChannelKind.WhatsApp), WhatsAppWindow.IsOpen(lastInbound, clock.GetUtcNow()), TemplateOf(letter) is not null,
            Twilio.SmsSender is not null && Phones.ToE164(letter.Address, null) is not null && Wants(ChannelKind.Sms),
            letter.Only ?? message.Channel ?? HostNotices.OnlyChannel(message))
        {
            PrefersSms = Wrote(ChannelKind.Sms) is { } bySms && !(lastInbound > bySms),
        };
    }

    /// <summary>Puts digits and link in place; null when this form cannot hold so much. Throws <see cref="UngrantedTokenException"/>; then nothing left.</summary>
    public ReadyCall? Prepare(Message message, Letter letter, Route route)
    {
        var pins = letter.Stay?.Pins.Where(p => p.Sealed is not null).ToDictionary(p => p.Id, p => p.Sealed!) ?? [];
        string Filled(string text) => filling.Fill(text, message, pins, letter);
        var (to, from) = route.Channel == ChannelKind.Sms ? (letter.Address, Twilio.SmsSender!) : ("whatsapp:" + letter.Address, Twilio.WhatsAppSender!);
        if (route.Form == DeliveryForm.FreeText)
        {
            var body = Filled(letter.Text);
            return body.Length > TwilioSend.LongestBody ? null : new ReadyCall { TextHash = marks.OfText(body), Send = callback => new TwilioSend { To = to, From = from, Body = body, StatusCallback = callback } };
        }

        var (sid, language) = TemplateOf(letter)!.Value;
        var worded = language == letter.Language ? letter : letter.InEnglish ?? letter; // Its values are words too.
        if (texts.TemplateVariables(letter.TemplateKind, language, worded.Values.ToDictionary(v => v.Key, v => Filled(v.Value))) is not { } variables)
        {
            return null;
        }

        var rendered = variables.Aggregate(texts.Body(letter.TemplateKind, language), (text, v) => text.Replace($"{{{{{v.Key}}}}}", v.Value, StringComparison.Ordinal));
        return new ReadyCall
        {
            TextHash = marks.OfText(rendered),
            Send = callback => new TwilioSend { To = to, From = from, ContentSid = sid, ContentVariables = variables, StatusCallback = callback },
        };
    }

    /// <summary>Calls. The news, or null when the provider took nothing or nobody knows: the call itself says which.</summary>
    public async Task<News?> CallAsync(ReadyCall call, Delivery delivery, CancellationToken ct)
    {
        try
        {
            var taken = await twilio.SendAsync(call.Send(CallbackOf(delivery.Id)), ct);
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
                    return new News(DeliveryStatus.Failed, null, TwilioErrors.Of(failure.Code));
                case TwilioRetry.AfterSignIn:
                    (call.AwaitsHost, call.RetryAfter) = (true, AfterSignIn);
                    await watch.SignInNeededAsync(ct);
                    return null;
                default:
                    return null;
            }
        }
    }

    /// <summary>Takes the news over.</summary>
    public Task TakeAsync(Guid deliveryId, News news, CancellationToken ct) => deliveryNews.TakeAsync(deliveryId, news, ct);

    /// <summary>What became of a call that was cut off, by the provider's own list: the oldest message to this address, from those moments, with this text, that no other delivery is.</summary>
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

    private (string Sid, string Language)? TemplateOf(Letter letter)
    {
        if (letter.TemplateKind.Length == 0)
        {
            return null;
        }

        foreach (var language in new[] { letter.Language, "en" })
        {
            if (Twilio.TemplateFor(letter.TemplateKind, language) is { } sid)
            {
                return (sid, language);
            }
        }

        return null;
    }

    private Uri? CallbackOf(Guid deliveryId) =>
        configuration["Server:PublicUrl"] is { Length: > 0 } own ? new Uri($"{own.TrimEnd('/')}/webhooks/twilio/status?o={deliveryId:N}") : null;
}
