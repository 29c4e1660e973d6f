using Cendra.Agent.Prompts;
using Cendra.Agent.Replies;
using Cendra.Domain.Conversations;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Stays;
using Cendra.Knowledge.Text;
using Cendra.Lifecycle.AccessCodes;
using Cendra.Messaging.WhatsApp;

namespace Cendra.Messaging.Outbound;

/// <summary>What a guest is told of doors, code and times, in the guest's language and the property's time. Never depends on a model.</summary>
public sealed class ArrivalTexts(MessageTexts texts, PromptShelf shelf)
{
    private const string ShortWords = "short-words";
    private const string English = "en";

    /// <summary>The letter of an arrival message or of a changed code; its codes and its link stand as tokens. The stay has its property with a window; <paramref name="page"/> is none without a page.</summary>
    public Letter Compose(string messageKind, Stay stay, Reservation reservation, GuestAddresses to, IReadOnlyList<CodeGrant> grants, HostWords words, PageLinks page)
    {
        var kind = messageKind == MessageKinds.PreArrival ? TemplateKind.EntryDetails : TemplateKind.CodeChanged;
        return Of(new Occasion(kind, stay, reservation, to, grants, words, page), texts.LanguageFor(kind, reservation.GuestLanguage), withWords: true);
    }

    private Letter Of(Occasion of, string language, bool withWords)
    {
        var values = Values(of, language);
        var way = WayIn.Of(of.Stay.Property!);
        var (street, doors) = (withWords ? string.Join('\n', way.Way.SelectMany(s => s.Lines).Select(line => Filled(of, line, language))) : "", string.Join('\n', way.Doors.SelectMany(d => Steps(of, d, language, withWords))));
        values["steps"] = $"{street}\n{doors}".Trim();
        if (texts.Text(of.Kind, language, values).Length - MessageSplit.Longest is > 0 and var over)
        {
            // The rest is told to whoever asks. The street gives way first.
            values["steps"] = over < street.Length ? $"{Cut(street, over)}\n{doors}" : Cut(doors, over - values["steps"].Length + doors.Length);
        }

        var text = texts.Text(of.Kind, language, values);
        values["steps"] = $"{doors}\n{street}".Trim(); // WhatsApp cuts the end of an approved text's long value: how the code is typed stands first there.
        return new Letter
        {
            Address = of.To.Phone ?? "",
            Mail = of.To.Mail ?? "",
            Language = language,
            TemplateKind = of.Kind,
            Values = values,
            Text = text,
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
            ["guest"] = CleanText.FirstName(of.Reservation.GuestName),
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

    /// <summary>What the host wrote of a door in one line. Where that does not say how the code is typed, Cendra does; without the host's words that alone is said.</summary>
    private IEnumerable<string> Steps(Occasion of, WayDoor door, string language, bool withWords)
    {
        if (withWords && door.Steps.SelectMany(s => s.Lines).ToList() is { Count: > 0 } lines)
        {
            yield return $"{door.Door.DoorName}: {string.Join("; ", lines.Select(line => Filled(of, line, language)))}";
        }

        if (!withWords || !door.SaysHowToType)
        {
            yield return Word("type-here", language, new Dictionary<string, string> { ["door"] = door.Door.DoorName });
        }
    }

    /// <summary>Shorter by this much and one, with a mark where it ends.</summary>
    private static string Cut(string text, int by) => by > 0 && by < text.Length ? text[..TextCut.Before(text, text.Length - by - 1)].TrimEnd() + "…" : text;

    private string Filled(Occasion of, string line, string language) => of.Words.Fill(line, opens => Word(opens is null ? "secret-by-host" : "secret-at-check-in", language));

    private string Word(string key, string language, Dictionary<string, string>? values = null) => shelf.Book(ShortWords).Text(language, key).Fill(values ?? []);

    /// <summary>What a letter is written of.</summary>
    private sealed record Occasion(string Kind, Stay Stay, Reservation Reservation, GuestAddresses To, IReadOnlyList<CodeGrant> Grants, HostWords Words, PageLinks Page);
}
