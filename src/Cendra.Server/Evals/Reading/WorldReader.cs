using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Reading;

/// <summary>Reads a world. What it names must be in it: a booking's property and guest, a property's doors, an article's properties.</summary>
internal sealed class WorldReader(string name, EvalNode node, EvalProblems problems)
{
    private static readonly string[] Behaviours = ["native", "just_in_time", "offline_code"];
    private static readonly Dictionary<string, SecretKind> SecretKinds = new(StringComparer.Ordinal) { ["wifi"] = SecretKind.Wifi, ["lockbox"] = SecretKind.Lockbox, ["alarm"] = SecretKind.Alarm, ["gate"] = SecretKind.Gate, ["other"] = SecretKind.Other };
    private static readonly Dictionary<string, SecretTold> ToldFrom = new(StringComparer.Ordinal) { ["with_code"] = SecretTold.WithTheCode, ["from_check_in"] = SecretTold.FromCheckIn };
    private static readonly Dictionary<string, AnswerMode> Modes = new(StringComparer.Ordinal) { ["autopilot"] = AnswerMode.Autopilot, ["draft"] = AnswerMode.Draft, ["off"] = AnswerMode.Off };
    private static readonly Dictionary<string, TimeChangePermission> Permissions = new(StringComparer.Ordinal) { ["ask"] = TimeChangePermission.AskMe, ["free"] = TimeChangePermission.Free, ["no"] = TimeChangePermission.No };
    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal) { ["confirmed"] = "confirmed", ["tentative"] = "tentative", ["cancelled"] = "cancelled" };
    private readonly Dictionary<string, PlayDoor> _locks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlayProperty> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EvalIdentity> _identities = new(StringComparer.Ordinal);
    private readonly List<string> _offline = [];
    private readonly List<string> _hostsWords = [];
    private string _zone = "";

    /// <summary>The world; only to be played where nothing was added to the problems.</summary>
    public EvalWorld Read()
    {
        var table = new EvalTable(node, "A world", problems);
        _zone = table.Text("zone");
        if (_zone.Length > 0 && Zone(_zone) != _zone)
        {
            problems.Add(table.Part("zone")!, $"“{_zone}” is no time zone. Write Europe/Madrid.");
        }

        var starts = table.Moment("starts", Zone(_zone)) ?? default;
        if (!table.Has("starts"))
        {
            problems.Add(node, "A world needs “starts”, the moment at which the house is put up.");
        }

        var hosts = table.List("hosts").Select(Host).ToList();
        Each(table, "identities", (key, part) => _identities[key] = Identity(key, part));
        Each(table, "locks", (key, part) => _locks[key] = Door(key, part));
        Each(table, "properties", (key, part) => _properties[key] = Property(part));
        var articles = table.List("articles").Select(Article).ToList();
        var bookings = new Dictionary<string, WorldBooking>(StringComparer.Ordinal);
        Each(table, "bookings", (key, part) => bookings[key] = Booking(key, part, starts));
        var settings = table.Table("settings", "“settings”") is { } set ? set.Entries.ToDictionary(e => e.Key.Text ?? "", e => (string?)set.Scalar(e.Value, e.Key.Text ?? ""), StringComparer.Ordinal) : [];
        var mailbox = table.TextOr("mailbox", "");
        table.End();
        return new EvalWorld(name, Zone(_zone), starts)
        {
            Key = $"{name} {node.Words()}", Settings = settings, Mailbox = mailbox,
            Hosts = hosts, Identities = _identities, Locks = _locks, Properties = _properties, Articles = articles, Bookings = bookings, Offline = _offline, HostsWords = _hostsWords,
        };
    }

    private static string Zone(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _) ? zone : "Etc/UTC";

    private static void Each(EvalTable table, string key, Action<string, EvalNode> read)
    {
        foreach (var (named, part) in table.Table(key, $"“{key}”")?.Entries ?? [])
        {
            read(named.Text ?? "", part);
        }
    }

    private PlayHost Host(EvalNode part)
    {
        var table = new EvalTable(part, "A host", problems);
        var host = new PlayHost(table.Text("name"), Phone(table, "phone"), table.TextOr("language", "en"));
        table.End();
        return host;
    }

    private EvalIdentity Identity(string key, EvalNode part)
    {
        var table = new EvalTable(part, "An identity", problems);
        var mail = table.TextOr("email", "") is { Length: > 0 } address ? address.ToLowerInvariant() : null;
        var identity = new EvalIdentity(key, table.Text("name"), mail is null || table.Has("phone") ? Phone(table, "phone") : "", table.TextOr("language", "en"), mail);
        table.End();
        return identity;
    }

    private string Phone(EvalTable table, string key)
    {
        var phone = table.Text(key);
        if (phone.Length > 0 && !(phone[0] == '+' && phone.Length is > 7 and < 17 && phone[1..].All(char.IsAsciiDigit)))
        {
            problems.Add(table.Part(key)!, $"“{phone}” is no telephone number. It begins with + and the country, without spaces, in quotes.");
        }

        return phone;
    }

    private PlayDoor Door(string key, EvalNode part)
    {
        var table = new EvalTable(part, "A lock", problems);
        var behaviour = table.Word("behaviour", Behaviours.ToDictionary(b => b, StringComparer.Ordinal), "native");
        if (!table.Flag("online", true))
        {
            _offline.Add(key);
        }

        var door = PlayDoor.Of(key, table.Text("name"), behaviour)! with
        {
            Battery = table.Fraction("battery") ?? 0.9, Slots = table.NumberOrNone("slots"), RestsAfter = table.Number("rests_after", 0), Provider = table.TextOr("provider", "") is { Length: > 0 } make ? make : null,
            Lengths = table.Has("lengths") ? [.. table.Texts("lengths").Select(t => int.TryParse(t, out var n) ? n : 6)] : null,
        };
        table.End();
        return door;
    }

    private PlayProperty Property(EvalNode part)
    {
        var table = new EvalTable(part, "A property", problems);
        var doors = table.List("doors").Select(d => Known(_locks, d, "lock")).OfType<PlayDoor>().ToList();
        var fallback = table.Table("fallback", "“fallback”");
        var (words, digits, told) = fallback is null ? ("", "", true) : (fallback.Text("words"), fallback.TextOr("digits", ""), fallback.Flag("told", true));
        fallback?.End();
        var (early, late) = (Permission(table, "early_check_in", "earliest"), Permission(table, "late_check_out", "latest"));
        var (address, city, mode) = (table.TextOr("address", ""), table.TextOr("city", ""), table.Word("mode", Modes, AnswerMode.Autopilot));
        var (topics, turnover, lead) = (string.Join(',', table.Texts("topics_for_person")), table.NumberOrNone("turnover"), Span(table, "tells_code"));
        _hostsWords.AddRange([words, address, city]);
        var property = new PlayProperty(table.Text("name"), table.TextOr("zone", Zone(_zone)), doors)
        {
            CheckIn = table.Time("check_in") ?? new TimeOnly(15, 0), CheckOut = table.Time("check_out") ?? new TimeOnly(11, 0), GraceMinutes = table.Number("grace", 30),
            Steps = [.. table.List("steps").Select(Step)], Secrets = Secrets(table), FallbackDigits = digits,
            Also = row =>
            {
                (row.Address, row.City, row.AnswerMode, row.RestrictedTopics, row.TurnoverHours) = (address, city, mode, topics, turnover);
                (row.FallbackWords, row.TellsFallback) = (words, told);
                (row.EarlyCheckIn, row.EarliestCheckIn, row.LateCheckOut, row.LatestCheckOut) = (early.Rule, early.Limit, late.Rule, late.Limit);
                row.SendLeadMinutes = lead is { } span ? (int)span.TotalMinutes : row.SendLeadMinutes;
            },
        };
        table.End();
        return property;
    }

    private static (TimeChangePermission Rule, TimeOnly? Limit) Permission(EvalTable of, string key, string limit)
    {
        if (of.Table(key, $"“{key}”") is not { } table)
        {
            return (TimeChangePermission.AskMe, null);
        }

        var permission = (table.Word("rule", Permissions, TimeChangePermission.AskMe, isNeeded: true), table.Time(limit));
        table.End();
        return permission;
    }

    private TimeSpan? Span(EvalTable table, string key)
    {
        var text = table.TextOr(key, "");
        var span = text.Length > 0 ? EvalTimes.Span(text) : null;
        if (text.Length > 0 && span is null)
        {
            problems.Add(table.Part(key)!, $"“{text}” is no span. Write 24h or 3d.");
        }

        return span;
    }

    private PlayStep Step(EvalNode part)
    {
        var table = new EvalTable(part, "A step", problems);
        if (table.Part("door") is { } door)
        {
            _ = Known(_locks, door, "lock");
        }

        var step = new PlayStep(table.TextOr("door", ""), table.TextOr("words", ""), table.TextOr("typing", ""), table.TextOr("fails", ""));
        table.End();
        return step;
    }

    private List<PlaySecret> Secrets(EvalTable of)
    {
        var secrets = new List<PlaySecret>();
        Each(of, "secrets", (key, part) =>
        {
            var table = new EvalTable(part, "A secret", problems);
            secrets.Add(new PlaySecret(key, table.Word("kind", SecretKinds, SecretKind.Other), table.TextOr("words", ""), table.Text("secret"), table.Word("told", ToldFrom, SecretTold.WithTheCode)));
            table.End();
        });
        return secrets;
    }

    private PlayArticle Article(EvalNode part)
    {
        var table = new EvalTable(part, "An article", problems);
        var properties = table.List("properties").Select(p => Known(_properties, p, "property")?.Name).OfType<string>().ToList();
        var article = new PlayArticle(table.Text("question"), table.Text("answer"), table.TextOr("topic", ""), table.TextOr("language", "en"), properties);
        table.End();
        return article;
    }

    private WorldBooking Booking(string key, EvalNode part, DateTimeOffset starts)
    {
        var table = new EvalTable(part, "A booking", problems);
        table.Text("property");
        table.Text("guest");
        _ = table.Part("property") is { } property ? Known(_properties, property, "property") : null;
        _ = table.Part("guest") is { } guest ? Known(_identities, guest, "identity") : null;
        if (!(table.Has("check_in") && table.Has("check_out")))
        {
            problems.Add(part, "A booking needs “check_in” and “check_out”, dates such as 2026-06-12.");
        }

        var booking = new WorldBooking(
            key, table.TextOr("property", ""), table.TextOr("guest", ""), table.Date("check_in") ?? default, table.Date("check_out") ?? default, table.Word("status", Statuses, "confirmed"),
            table.Moment("said", Zone(_zone)) ?? starts)
        {
            CheckInTime = table.Time("check_in_time"), CheckOutTime = table.Time("check_out_time"),
        };
        table.End();
        return booking;
    }

    private T? Known<T>(Dictionary<string, T> all, EvalNode named, string what)
        where T : class
    {
        if (named.Text is { } key && all.TryGetValue(key, out var known))
        {
            return known;
        }

        problems.Add(named, $"The world has no {what} “{named.Text}”. It has: {string.Join(", ", all.Keys)}.");
        return null;
    }
}
