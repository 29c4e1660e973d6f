using Cendra.Domain.Access;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Cendra.Messaging.Outbound;

/// <summary>What a host gets when a person is needed: what is wrong, where, what is known, and the page on which one tap takes it. Never a code.</summary>
public sealed class HostTexts(MessageTexts texts, LinkTokens links, IConfiguration configuration)
{
    private const int LongestWhat = 300;

    /// <summary>The letter of a notice, or why there is none any more. The link stands as a token, so that no row holds it.</summary>
    public async Task<Composed> ComposeAsync(CendraDbContext db, Message message, CancellationToken ct)
    {
        var escalation = await db.Escalations.Include(e => e.Stays).SingleAsync(e => e.Id == message.EscalationId, ct);
        var contact = await db.HostContacts.SingleOrDefaultAsync(c => c.Id == message.HostContactId, ct);
        if (escalation.ResolvedUtc is not null || escalation.AcknowledgedUtc is not null || contact is not { IsActive: true })
        {
            return Composed.Withdrawn("Somebody has it, or it is over.");
        }

        var way = message.DedupeKey[message.DedupeKey.LastIndexOf(':')..];
        if (await db.Messages.AnyAsync(m => m.EscalationId == escalation.Id && m.HostContactId == contact.Id && m.CreatedUtc > message.CreatedUtc && m.DedupeKey.EndsWith(way), ct))
        {
            return Composed.Withdrawn("A later call took its place."); // After an outage nobody is called a dozen times at once.
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["title"] = escalation.Title, ["place"] = await PlaceAsync(db, escalation, ct), ["what"] = Cut(escalation.Text.Length > 0 ? escalation.Text : escalation.Title), ["link"] = $"[[{Letter.LinkToken}]]",
        };
        var language = texts.LanguageFor(TemplateKind.HostCalled, contact.Language);
        var text = texts.Text(TemplateKind.HostCalled, language, values);
        (message.Body, message.Language, message.LinkTokenHash) = (text, language, LinkTokens.Hash(links.ForNotice(escalation.Id, contact.Id)));
        return Composed.Ready(new Letter
        {
            Address = contact.Phone, Mail = MailAddresses.Of(contact.Email) ?? "", Subject = $"Cendra: {escalation.Title}", Text = text, Language = language, TemplateKind = TemplateKind.HostCalled, Values = values,
            Link = Link(escalation, contact), MailLink = Link(escalation, contact),
        });
    }

    private string Link(Escalation escalation, HostContact contact) =>
        $"{(configuration["Server:PublicUrl"] ?? "").TrimEnd('/')}/a/{links.ForNotice(escalation.Id, contact.Id)}";

    private static async Task<string> PlaceAsync(CendraDbContext db, Escalation escalation, CancellationToken ct)
    {
        var stayIds = escalation.Stays.Select(s => s.StayId).ToList();
        var places = await db.Stays.Where(s => stayIds.Contains(s.Id) && s.Property != null).Select(s => s.Property!.Name).Distinct().Order().Take(3).ToListAsync(ct);
        var smartLock = escalation.LockId is { } lockId ? await db.SmartLocks.Where(l => l.Id == lockId).Select(l => l.Name).SingleOrDefaultAsync(ct) : null;
        return places.Count > 0 ? string.Join(", ", places) : smartLock ?? "Cendra";
    }

    private static string Cut(string text) => text.Length <= LongestWhat ? text : text[..LongestWhat].TrimEnd() + " …";
}
