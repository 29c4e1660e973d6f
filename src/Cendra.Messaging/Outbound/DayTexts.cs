using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Hosts;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Outbound;

/// <summary>What a host reads of the day, composed from the rows at the moment it leaves: who arrives, who would not get in and why, what else waits. Never a code.</summary>
public sealed class DayTexts(MessageTexts texts, IConfiguration configuration, StayClock clock)
{
    private const int MostLines = 6;
    private const int LongestLine = 160;

    /// <summary>The letter, or why there is none any more.</summary>
    public async Task<Composed> ComposeAsync(CendraDbContext db, Message message, CancellationToken ct)
    {
        var contact = await db.HostContacts.AsNoTracking().SingleOrDefaultAsync(c => c.Id == message.HostContactId, ct);
        if (contact is not { IsActive: true } || (contact.Phone.Length == 0 && contact.Email.Length == 0))
        {
            return Composed.Withdrawn("Nobody is to be written to any more.");
        }

        return message.Kind == MessageKinds.HostDay ? await MorningAsync(db, message, contact, ct) : await NotReadyAsync(db, message, contact, ct);
    }

    private async Task<Composed> MorningAsync(CendraDbContext db, Message message, HostContact contact, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - message.CreatedUtc > HostsDay.MorningLasts)
        {
            return Composed.Withdrawn("The morning is over.");
        }

        var arrivals = await HostsDay.ArrivalsOf(db.Stays.AsNoTracking().Include(s => s.Property), contact, message.CreatedUtc).OrderBy(s => s.CheckInUtc).ThenBy(s => s.Property!.Name).ToListAsync(ct);
        var digest = await HostsDay.DigestOfAsync(db, contact, message.CreatedUtc, ct);
        var lines = arrivals.Where(s => s.Readiness != Readiness.Ready).Select(Line).Concat(digest.Select(e => e.Title)).ToList();
        var what = lines.Count == 0 ? AllWell(contact.Language) : string.Join('\n', lines.Take(MostLines).Select(Cut).Concat(lines.Count > MostLines ? [string.Create(CultureInfo.InvariantCulture, $"+ {lines.Count - MostLines}")] : []));
        return Ready(message, contact, TemplateKind.HostDay, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["arrivals"] = arrivals.Count.ToString(CultureInfo.InvariantCulture),
            ["ready"] = arrivals.Count(s => s.Readiness == Readiness.Ready).ToString(CultureInfo.InvariantCulture),
            ["what"] = what,
            ["link"] = Page(""),
        });
    }

    private async Task<Composed> NotReadyAsync(CendraDbContext db, Message message, HostContact contact, CancellationToken ct)
    {
        var stay = await db.Stays.AsNoTracking().Include(s => s.Property).SingleOrDefaultAsync(s => s.Id == message.StayId, ct);
        if (stay is not { Property: { } property, CheckInUtc: { } checkIn, Status: StayStatus.Confirmed or StayStatus.InHouse } || stay.Readiness == Readiness.Ready || checkIn <= clock.GetUtcNow())
        {
            return Composed.Withdrawn("It is ready, or not awaited any more.");
        }

        var language = texts.LanguageFor(TemplateKind.NotReady, contact.Language);
        return Ready(message, contact, TemplateKind.NotReady, new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["place"] = property.Name,
            ["arrival"] = GuestDates.Moment(checkIn, property.TimeZoneId, language),
            ["what"] = stay.WorstReason.Length > 0 ? stay.WorstReason : "Nobody has looked at it yet.",
            ["link"] = Page($"stays/{stay.Id}"),
        });
    }

    private Composed Ready(Message message, HostContact contact, string kind, Dictionary<string, string> values)
    {
        var language = texts.LanguageFor(kind, contact.Language);
        (message.Body, message.Language) = (texts.Text(kind, language, values), language);
        return Composed.Ready(new Letter { Address = contact.Phone, Mail = MailAddresses.Of(contact.Email) ?? "", Subject = $"Cendra: {FirstLine(message.Body)}", Text = message.Body, Language = language, TemplateKind = kind, Values = values });
    }

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static string Line(Stay stay)
    {
        var (at, _) = StayWindow.LocalTime(stay.CheckInUtc!.Value, stay.Property!.TimeZoneId);
        return string.Create(CultureInfo.InvariantCulture, $"{at:HH:mm} {stay.Property.Name}: {(stay.WorstReason.Length > 0 ? stay.WorstReason : "nobody has looked at it yet")}");
    }

    private static string AllWell(string language) => language.Split('-')[0] switch
    {
        "es" => "Tal como está todo, todos podrán entrar.",
        "de" => "So wie es steht, kommen alle hinein.",
        "fr" => "En l’état, tout le monde pourra entrer.",
        _ => "As things are, everybody gets in.",
    };

    private string Page(string path) => $"{(configuration["Server:PublicUrl"] ?? "").TrimEnd('/')}/{path}";

    private static string Cut(string text) => text.Length <= LongestLine ? text : text[..LongestLine].TrimEnd() + " …";
}
