using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle;
using Cendra.Messaging.Email;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Messaging.Outbound;

/// <summary>The channels that there are here, and which of them lead to an address now.</summary>
public sealed class Channels(IEnumerable<IMessageChannel> channels, IOptionsMonitor<TwilioOptions> options, GuestWays ways, MailRelays relays, MailHealth health, StayClock clock)
{
    /// <summary>So long a guest may have nothing but the way by which they wrote.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromDays(3);

    /// <summary>So long an address is not written to at which a server said there is no mailbox.</summary>
    private static readonly TimeSpan Unusable = TimeSpan.FromDays(1);

    private TwilioOptions Twilio => options.CurrentValue;

    /// <summary>The one that carries messages of this kind.</summary>
    public IMessageChannel Of(ChannelKind channel) => channels.First(c => c.Carries(channel));

    /// <summary>Which ways lead to the letter's addresses now, of those that <paramref name="mayReach"/> allows.</summary>
    public async Task<RouteFacts> FactsAsync(CendraDbContext db, Message message, Letter letter, Func<string, bool> mayReach, CancellationToken ct)
    {
        var byPhone = letter.Address.Length == 0 ? [] : letter.Address.StartsWith('+') ? Phones.WaysToWrite(letter.Address) : [letter.Address];
        var known = await db.ChannelIdentities.AsNoTracking().Where(i => byPhone.Contains(i.Address) || (i.Channel == ChannelKind.Email && i.Address == letter.Mail)).ToListAsync(ct);
        var unusable = known.Where(i => i.Channel == ChannelKind.Email).Max(i => i.UnusableSinceUtc);
        var isUsable = !(unusable > clock.GetUtcNow() - Unusable) || known.Exists(i => i.Channel == ChannelKind.Email && i.LastInboundUtc > unusable);
        known.RemoveAll(i => i is { Channel: ChannelKind.Email, Level: IdentityLevel.Unknown } && message.StayId is not null); // What a mail says that proves nothing counts for nobody.
        var silent = Silence.Of(known);
        DateTimeOffset? Wrote(ChannelKind channel) => known.Where(i => i.Channel == channel).Max(i => i.LastInboundUtc);
        var lately = clock.GetUtcNow() - Lately;
        var phone = letter.Address.Length > 0 && Twilio.IsConfigured && mayReach(letter.Address);
        return new RouteFacts(
            phone && Twilio.WhatsAppSender is not null && !silent.Contains(ChannelKind.WhatsApp), WhatsAppWindow.IsOpen(Wrote(ChannelKind.WhatsApp), clock.GetUtcNow()), TwilioChannel.TemplateOf(Twilio, letter) is not null,
            phone && Twilio.SmsSender is not null && Phones.ToE164(letter.Address, null) is not null && !silent.Contains(ChannelKind.Sms),
            letter.Only ?? message.Channel ?? HostNotices.OnlyChannel(message))
        {
            HasEmail = ways.HasMail && isUsable && letter.Mail.Length > 0 && mayReach(letter.Mail) && !silent.Contains(ChannelKind.Email) && relays.MayCarry(letter.Mail, HoldsWayIn(message, letter)),
            IsEmailDown = !health.GoesOut,
            Wrote = message.HostContactId is not null ? null : new[] { ChannelKind.WhatsApp, ChannelKind.Sms, ChannelKind.Email }.Where(c => Wrote(c) > lately).OrderByDescending(c => Wrote(c)).Select(c => (ChannelKind?)c).FirstOrDefault(),
        };
    }

    /// <summary>Why none leads there, where that is not for want of a channel; empty = no more is known.</summary>
    public string WhyNone(Message message, Letter letter) =>
        letter.HasNoAddress ? DeliverMessage.NoAddress
        : letter is { Address.Length: 0, Mail.Length: > 0 } && !relays.MayCarry(letter.Mail, HoldsWayIn(message, letter)) ? "The only address is one of a booking platform, and nothing that opens a door may go there (Email:Relays)."
        : "";

    /// <summary>A code, or the page on which it is shown.</summary>
    private static bool HoldsWayIn(Message message, Letter letter) => message.Secrets.Count > 0 || letter.MailLink.Length > 0 || letter.OneTime.Length > 0;
}
