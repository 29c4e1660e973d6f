using System.Globalization;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Hosts;

/// <summary>Seeds the first person to be called from <c>Hosts:Notify</c> (<c>Name</c>, <c>Phone</c>, <c>Email</c>, <c>Language</c>, <c>TimeZone</c>, <c>MorningAt</c>), once: later the console's word holds.</summary>
public sealed class ConfiguredHosts(CendraDbContext db, IConfiguration configuration, IdSource ids)
{
    /// <summary>Adds the contact where there is none yet. Throws <see cref="InvalidOperationException"/> that names the key for a number or zone that cannot be one.</summary>
    public async Task SeedAsync(CancellationToken ct)
    {
        var notify = configuration.GetSection("Hosts:Notify");
        var (phone, email) = (notify["Phone"] ?? "", notify["Email"] ?? "");
        if ((phone.Length == 0 && email.Length == 0) || await db.HostContacts.AnyAsync(ct))
        {
            return;
        }

        var zone = notify["TimeZone"] ?? "Etc/UTC";
        if (!StayWindow.IsZone(zone))
        {
            throw new InvalidOperationException($"Hosts:Notify:TimeZone is '{zone}', which is no IANA time zone. Write one like Europe/Madrid.");
        }

        db.HostContacts.Add(new HostContact
        {
            Id = ids.Next(),
            Name = notify["Name"] ?? "Host",
            Phone = phone.Length == 0 ? "" : Phones.ToE164(phone, null) ?? throw new InvalidOperationException("Hosts:Notify:Phone is no telephone number. Write it with its country code, like +34600000000."),
            Email = email.Length == 0 ? "" : MailAddresses.Of(email) ?? throw new InvalidOperationException("Hosts:Notify:Email is no mail address. Write it like marta@example.com."),
            Language = notify["Language"] ?? "en",
            TimeZoneId = zone,
            CallOrder = 1,
            MorningAt = MorningAt(notify["MorningAt"]),
        });
        await db.SaveChangesAsync(ct);
    }

    private static TimeOnly? MorningAt(string? text) => text switch
    {
        null or "" => new TimeOnly(7, 30),
        "off" => null,
        _ when TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => time,
        _ => throw new InvalidOperationException("Hosts:Notify:MorningAt is no time of day. Write it like 07:30, or off for no morning message."),
    };
}
