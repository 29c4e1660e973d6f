using Cendra.Agent.Prompts;
using Cendra.Domain.Conversations;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Stays;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Messaging.WhatsApp;

namespace Cendra.Messaging.Outbound;

/// <summary>What a guest is told of doors, code and times, in the guest's language and the property's time. Never depends on a model.</summary>
public sealed class ArrivalTexts(MessageTexts texts, PromptShelf shelf)
{
    private const string ShortWords = "short-words";
    private const string English = "en";

    /// <summary>The letter of an arrival message or of a changed code; its codes and its link stand as tokens. The stay has its property with a window; <paramref name="page"/> is none without a page.</summary>
    public Letter Compose(string messageKind, Stay stay, Reservation reservation, GuestAddresses to, IReadOnlyList<CodeGrant> grants, PageLinks page)
    {
        var kind = messageKind == MessageKinds.PreArrival ? TemplateKind.EntryDetails : TemplateKind.CodeChanged;
        return Of(new Occasion(kind, stay, reservation, to, grants, page), texts.LanguageFor(kind, reservation.GuestLanguage), withWords: true);
    }

    private Letter Of(Occasion of, string language, bool withWords)
    {
        var values = Values(of, language);
        values["steps"] = string.Join('\n', Steps(of.Stay.Property!, language, withWords));
        if (texts.Text(of.Kind, language, values).Length - MessageSplit.Longest is > 0 and var over && values["steps"] is var steps && steps.Length > over)
        {
            values["steps"] = steps[..TextCut.Before(steps, steps.Length - over - 1)].TrimEnd() + "…"; // The rest is told to whoever asks.
        }

        return new Letter
        {
            Address = of.To.Phone ?? "",
            Mail = of.To.Mail ?? "",
            Language = language,
            TemplateKind = of.Kind,
            Values = values,
            Text = texts.Text(of.Kind, language, values),
            Link = of.Page.ByPhone,
            MailLink = of.Page.ByMail,
            Stay = of.Stay,
            Plain = withWords ? Of(of, language, withWords: false) : null,
            InEnglish = language == English ? null : Of(of, English, withWords),
        };
    }

    private Dictionary<string, string> Values(Occasion of, string language)
    {
        var (stay, property) = (of.Stay, of.Stay.Property!);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["guest"] = FirstName(of.Reservation.GuestName),
            ["property"] = property.Name,
            ["address"] = string.Join(", ", new[] { property.Address, property.City }.Where(p => p.Length > 0)),
            ["arrival"] = GuestDates.Moment(stay.CheckInUtc!.Value, property.TimeZoneId, language),
            ["codes"] = Codes(of.Grants, language),
            ["from"] = GuestDates.Moment(stay.CheckInUtc.Value, property.TimeZoneId, language),
            ["until"] = GuestDates.MomentIn(stay.CheckOutUtc!.Value, property.TimeZoneId, property.City, language),
            ["help"] = Word("help", language),
            ["page"] = !of.Page.IsNone ? $"[[{Letter.LinkToken}]]" : "",
        };
    }

    private string Codes(IReadOnlyList<CodeGrant> grants, string language) => grants.Count == 0
        ? Word("code-follows", language)
        : string.Join(", ", grants.Select(g => g.OnEveryDoor ? g.InText : $"{g.InText} ({string.Join(", ", g.Doors)})"));

    /// <summary>Each door in walking order with how its code is typed, then what the host wrote; without the host's words the doors alone.</summary>
    private IEnumerable<string> Steps(Property property, string language, bool withWords)
    {
        var doors = property.Doors.OrderBy(d => d.WalkingOrder).Select(d => withWords && d.TypingSteps.Trim().Length > 0 ? $"{d.DoorName}: {OneLine(d.TypingSteps)}" : TypeHere(d, language));
        return withWords ? doors.Concat(property.EntrySteps.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : doors;
    }

    private string TypeHere(DoorUse door, string language) => Word("type-here", language, new Dictionary<string, string> { ["door"] = door.DoorName });

    private string Word(string key, string language, Dictionary<string, string>? values = null) => shelf.Book(ShortWords).Text(language, key).Fill(values ?? []);

    private static string OneLine(string text) => string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string FirstName(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";

    /// <summary>What a letter is written of.</summary>
    private sealed record Occasion(string Kind, Stay Stay, Reservation Reservation, GuestAddresses To, IReadOnlyList<CodeGrant> Grants, PageLinks Page);
}
