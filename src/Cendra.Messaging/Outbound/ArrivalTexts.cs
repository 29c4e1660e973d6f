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

    /// <summary>The letter of an arrival message or of a changed code; its codes and its link stand as tokens. The stay has its property with a window; <paramref name="link"/> is empty without a page.</summary>
    public Letter Compose(string messageKind, Stay stay, Reservation reservation, IReadOnlyList<CodeGrant> grants, string link)
    {
        var kind = messageKind == MessageKinds.PreArrival ? TemplateKind.EntryDetails : TemplateKind.CodeChanged;
        var language = texts.LanguageFor(kind, reservation.GuestLanguage);
        var values = Values(stay, stay.Property!, reservation, grants, language);
        values["page"] = link.Length > 0 ? $"[[{Letter.LinkToken}]]" : "";
        var plain = new Dictionary<string, string>(values, StringComparer.Ordinal) { ["steps"] = string.Join('\n', stay.Property!.Doors.OrderBy(d => d.WalkingOrder).Select(d => TypeHere(d, language))) };
        return Written(kind, language, values, stay, reservation, link, Written(kind, language, plain, stay, reservation, link, null));
    }

    private Letter Written(string kind, string language, Dictionary<string, string> values, Stay stay, Reservation reservation, string link, Letter? plain)
    {
        if (texts.Text(kind, language, values).Length - MessageSplit.Longest is > 0 and var over && values["steps"] is var steps && steps.Length > over)
        {
            values["steps"] = steps[..TextCut.Before(steps, steps.Length - over - 1)].TrimEnd() + "…"; // The rest is told to whoever asks.
        }

        var address = Phones.ToE164(reservation.GuestPhone, null) ?? "";
        return new Letter { Address = address, Language = language, TemplateKind = kind, Values = values, Text = texts.Text(kind, language, values), Link = link, Stay = stay, Plain = plain };
    }

    private Dictionary<string, string> Values(Stay stay, Property property, Reservation reservation, IReadOnlyList<CodeGrant> grants, string language) => new(StringComparer.Ordinal)
    {
        ["guest"] = FirstName(reservation.GuestName),
        ["property"] = property.Name,
        ["address"] = string.Join(", ", new[] { property.Address, property.City }.Where(p => p.Length > 0)),
        ["arrival"] = GuestDates.Moment(stay.CheckInUtc!.Value, property.TimeZoneId, language),
        ["codes"] = Codes(grants, language),
        ["from"] = GuestDates.Moment(stay.CheckInUtc.Value, property.TimeZoneId, language),
        ["until"] = GuestDates.MomentIn(stay.CheckOutUtc!.Value, property.TimeZoneId, property.City, language),
        ["steps"] = Steps(property, language),
        ["help"] = Word("help", language),
    };

    private string Codes(IReadOnlyList<CodeGrant> grants, string language) => grants.Count == 0
        ? Word("code-follows", language)
        : string.Join(", ", grants.Select(g => g.OnEveryDoor ? g.InText : $"{g.InText} ({string.Join(", ", g.Doors)})"));

    /// <summary>What the host wrote, then each door in walking order with how its code is typed.</summary>
    private string Steps(Property property, string language)
    {
        var doors = property.Doors.OrderBy(d => d.WalkingOrder)
            .Select(d => d.TypingSteps.Trim().Length > 0 ? $"{d.DoorName}: {OneLine(d.TypingSteps)}" : TypeHere(d, language));
        var written = property.EntrySteps.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join('\n', doors.Concat(written));
    }

    private string TypeHere(DoorUse door, string language) => Word("type-here", language, new Dictionary<string, string> { ["door"] = door.DoorName });

    private string Word(string key, string language, Dictionary<string, string>? values = null) => shelf.Book(ShortWords).Text(language, key).Fill(values ?? []);

    private static string OneLine(string text) => string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string FirstName(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";
}
