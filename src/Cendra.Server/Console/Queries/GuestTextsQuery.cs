using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Messaging.Scheduled;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Console.Queries;

/// <summary>The words of a kind in one language.</summary>
/// <param name="Language">Two letters.</param>
/// <param name="Body">What holds now, with its places.</param>
/// <param name="IsOwn">An owner wrote it; else it is the built-in text.</param>
/// <param name="Approved">The text to submit to WhatsApp.</param>
/// <param name="IsApproved">Its id is set, so that WhatsApp takes it at any time.</param>
public sealed record GuestText(string Language, string Body, bool IsOwn, WhatsAppTemplate Approved, bool IsApproved);

/// <summary>A kind of message as the page of a property shows it.</summary>
public sealed record GuestTextKind(CourtesyKind Kind, bool IsOn, IReadOnlyList<GuestText> Texts);

/// <summary>The messages of a property beside those about the way in.</summary>
public sealed record GuestTextsView(string Property, IReadOnlyList<GuestTextKind> Kinds);

/// <summary>Which kinds the guests of a property get, and in which words.</summary>
public sealed class GuestTextsQuery(CendraDatabase database, MessageTexts texts, IOptionsMonitor<TwilioOptions> twilio)
{
    /// <summary>Null when there is no such property, or it lies outside the scope: the two look the same.</summary>
    public async Task<GuestTextsView?> RunAsync(Guid propertyId, PropertyScope scope, CancellationToken ct)
    {
        await using var db = database.Open();
        var name = await scope.Of(db.Properties).Where(p => p.Id == propertyId).Select(p => p.Name).SingleOrDefaultAsync(ct);
        if (name is null)
        {
            return null;
        }

        var on = await CourtesyKinds.OnAsync(db, propertyId, ct);
        var own = await db.PropertyTexts.AsNoTracking().Where(t => t.PropertyId == propertyId).ToListAsync(ct);
        return new GuestTextsView(name, [.. CourtesyKinds.All.Select(kind => new GuestTextKind(kind, on.Contains(kind.Kind), [.. texts.Languages(kind.Kind).Select(language => Text(kind.Kind, language, own))]))]);
    }

    private GuestText Text(string kind, string language, List<PropertyText> own)
    {
        var mine = own.Find(t => t.Kind == kind && t.Language == language);
        return new GuestText(language, mine?.Body ?? texts.Raw(kind, language), mine is not null, texts.Template(kind, language), twilio.CurrentValue.TemplateFor(kind, language) is not null);
    }
}
