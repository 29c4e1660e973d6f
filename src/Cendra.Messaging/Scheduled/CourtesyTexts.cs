using System.Text.RegularExpressions;
using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Cendra.Messaging.Outbound;
using Cendra.Messaging.WhatsApp;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Messaging.Scheduled;

/// <summary>
/// The words of these messages: an owner's own for the property and language where there are any, else the built-in ones. Where WhatsApp takes only approved texts the built-in words go,
/// because those are what it approved; an owner's own go as free text. Never depends on a model.
/// </summary>
public sealed partial class CourtesyTexts(MessageTexts texts, StayClock clock)
{
    /// <summary>The longest words of an owner's own.</summary>
    public const int LongestBody = 1200;

    /// <summary>The letter, or why there is none any more. Changes the message's text, language and told times; the caller saves.</summary>
    public async Task<Composed> ComposeAsync(CendraDbContext db, Message message, Stay stay, Reservation reservation, GuestAddresses to, CancellationToken ct)
    {
        if (stay.Property is not { } property || CourtesyMessages.WhyNot(message.Kind, stay, clock.GetUtcNow()) is { } why)
        {
            return Composed.Withdrawn("There is no stay any more that it would be for.");
        }

        if (!(await CourtesyKinds.OnAsync(db, property.Id, ct)).Contains(message.Kind))
        {
            return Composed.Withdrawn("It is switched off for this property.");
        }

        var kind = message.Kind;
        var wanted = reservation.GuestLanguage.Split('-')[0].ToLowerInvariant();
        var builtIn = texts.LanguageFor(kind, wanted);
        var own = await db.PropertyTexts.AsNoTracking().Where(t => t.PropertyId == property.Id && t.Kind == kind && (t.Language == wanted || t.Language == builtIn)).ToListAsync(ct);
        var chosen = own.Find(t => t.Language == wanted) ?? own.Find(t => t.Language == builtIn);
        var language = chosen?.Language ?? builtIn;
        var values = Values(stay, property, reservation, language);
        var text = chosen is not null && Problem(kind, chosen.Body).Length == 0 ? Filled(chosen.Body, values) : texts.Text(kind, language, values);
        (message.Body, message.Language) = (text, language);
        (message.ToldFromUtc, message.ToldUntilUtc) = kind switch
        {
            MessageKinds.BookingConfirmed or MessageKinds.TimeChanged => (stay.CheckInUtc, stay.CheckOutUtc),
            MessageKinds.CheckOutReminder => (null, stay.CheckOutUtc),
            _ => (null, null),
        };
        return Composed.Ready(new Letter { Address = to.Phone ?? "", Mail = to.Mail ?? "", Text = text, Language = language, TemplateKind = kind, Values = values, Stay = stay });
    }

    /// <summary>Why these words cannot be used, in words that name what to change; empty = they can.</summary>
    public static string Problem(string kind, string body)
    {
        var known = CourtesyKinds.Of(kind)?.Places ?? [];
        var list = string.Join(", ", known.Select(p => $"{{{{{p}}}}}"));
        return body.Trim().Length == 0 ? "Write the words of the message, or take the built-in ones again."
            : body.Length > LongestBody ? $"It is longer than {LongestBody} characters."
            : body.Contains("[[", StringComparison.Ordinal) || body.Contains("]]", StringComparison.Ordinal) ? "It holds double square brackets, which stand for codes. Codes go only into the arrival message."
            : Braces().Matches(body).Select(m => m.Value).FirstOrDefault(b => !known.Contains(b.Trim('{', '}'))) is { } unknown ? $"Nobody knows the place {unknown}. Known are: {list}."
            : Braces().Replace(body, "").Contains("{{", StringComparison.Ordinal) ? $"A place begins with {{{{ and does not end with }}}}. Known are: {list}."
            : "";
    }

    /// <summary>What a guest would read, with made-up values; the words must be usable.</summary>
    public static string Preview(string body, string language)
    {
        var values = CourtesyKinds.All.SelectMany(k => k.Places).Distinct().ToDictionary(p => p, p => TemplateSamples.Of(p, language), StringComparer.Ordinal);
        return Filled(body, values);
    }

    /// <summary>The built-in words, with their places.</summary>
    public string BuiltIn(string kind, string language) => texts.Raw(kind, language);

    private static string Filled(string body, Dictionary<string, string> values) => new PromptText("the words of the property", body.ReplaceLineEndings("\n")).Fill(values);

    private static Dictionary<string, string> Values(Stay stay, Property property, Reservation reservation, string language) => new(StringComparer.Ordinal)
    {
        ["guest"] = reservation.GuestName.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "",
        ["property"] = property.Name,
        ["address"] = string.Join(", ", new[] { property.Address, property.City }.Where(p => p.Length > 0)),
        ["arrival"] = GuestDates.Moment(stay.CheckInUtc!.Value, property.TimeZoneId, language),
        ["departure"] = GuestDates.MomentIn(stay.CheckOutUtc!.Value, property.TimeZoneId, property.City, language),
    };

    [GeneratedRegex(@"\{\{[^{}]*\}\}")]
    private static partial Regex Braces();
}
