using System.Globalization;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>Reads what happens in a scenario. What it names must be in the world.</summary>
internal sealed class ActReader(EvalWorld world, EvalSender sender, EvalProblems problems)
{
    private static readonly string[] Kinds = ["guest", "wait", "until", "lock", "keypad", "pms", "host", "model"];
    private static readonly Dictionary<string, string> Attachments = new(StringComparer.Ordinal)
    {
        ["voice"] = "audio/ogg", ["picture"] = "image/jpeg", ["video"] = "video/mp4", ["file"] = "application/pdf", ["location"] = "location",
    };

    private static readonly Dictionary<string, HostDeed> Deeds = new(StringComparer.Ordinal)
    {
        ["writes"] = HostDeed.Writes, ["takes_over"] = HostDeed.TakesOver, ["hands_back"] = HostDeed.HandsBack, ["changes_code"] = HostDeed.ChangesCode, ["has_it"] = HostDeed.HasIt,
    };

    private static readonly Dictionary<string, ModelState> States = new(StringComparer.Ordinal)
    {
        ["good"] = ModelState.Good, ["down"] = ModelState.Down, ["slow"] = ModelState.Slow, ["429"] = ModelState.TooMany, ["garbage"] = ModelState.Garbage,
    };

    private static readonly Dictionary<string, string> Findings = new(StringComparer.Ordinal) { ["pass"] = "pass", ["fail"] = "fail", ["none"] = "none" };
    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal) { ["confirmed"] = "confirmed", ["tentative"] = "tentative", ["cancelled"] = "cancelled", ["deleted"] = "deleted" };

    /// <summary>Null where it is none of the kinds.</summary>
    public EvalAct? Read(EvalNode node)
    {
        var table = new EvalTable(node, "A turn", problems);
        var kinds = Kinds.Where(k => table.Node.Find(k) is not null && !(k == "guest" && table.Node.Find("pms") is not null)).ToList(); // The PMS may name another guest.
        if (node.Pairs is not null && kinds.Count != 1)
        {
            problems.Add(node, $"A turn has one of these keys: {string.Join(", ", Kinds)}. This one has {(kinds.Count == 0 ? "none" : string.Join(" and ", kinds))}.");
        }

        if (kinds.Count != 1)
        {
            return null;
        }

        var kind = kinds[0];
        var (value, where) = (table.Part(kind)!, $"{node.File}:{node.Line}");
        EvalAct? act = kind switch
        {
            "guest" => Guest(table, value, where),
            "wait" => Wait(value, where),
            "until" => new ClockMoves(where, null, table.Moment("until", world.Zone)),
            "lock" => Lock(table, value, where),
            "keypad" => new KeypadTyped(where, Known(world.Locks, value, "lock"), Placed(table.Part("types"), table.Text("types")), table.Number("times", 1)) { Opens = table.FlagOrNone("opens") },
            "pms" => Pms(table, value, where),
            "host" => Host(table, value, where),
            _ => new ModelIs(where, table.Word("model", States)),
        };
        var expect = table.Table("expect", "“expect”") is { } wanted ? new CheckReader(world, problems).Expect(wanted) : new EvalExpect();
        if (kind != "guest" && table.Has("expect"))
        {
            problems.Add(table.Part("expect")!, "“expect” looks at what comes back to somebody who wrote; it stands at a “guest” turn alone.");
        }

        table.End();
        return act is null ? null : act with { Expect = expect };
    }

    /// <summary>Who writes, by an identity or a number.</summary>
    public static EvalSender? Sender(EvalWorld world, EvalTable table, EvalProblems problems, string channel)
    {
        var (identity, raw) = (table.Part("identity"), table.TextOr("raw", ""));
        if (identity is null && raw.Length == 0)
        {
            problems.Add(table.Node, "A sender needs “identity”, a name of the world, or “raw”, a number or mail address that it does not know.");
            return null;
        }

        if (identity?.Text is { } id && !world.Identities.ContainsKey(id))
        {
            problems.Add(identity, $"The world has no identity “{id}”. It has: {string.Join(", ", world.Identities.Keys)}.");
            return null;
        }

        var number = new EvalAddresses(world, problems).Of(raw.Length > 0 ? table.Part("raw")! : identity!, raw.Length > 0 ? raw : identity!.Text!, channel);
        return new EvalSender(number, channel == "sms", identity?.Text ?? "");
    }

    private GuestWrites Guest(EvalTable table, EvalNode value, string where)
    {
        var usual = sender.ByMail ? "mail" : sender.BySms ? "sms" : "whatsapp";
        var channel = table.TextOr("channel", usual);
        if (channel is not ("sms" or "whatsapp" or "mail"))
        {
            problems.Add(table.Part("channel")!, $"“{channel}” is no channel. It is whatsapp, sms or mail.");
        }

        EvalSender? from = null;
        var addresses = new EvalAddresses(world, problems);
        if (table.Part("from") is { } other)
        {
            from = new EvalSender(addresses.Of(other, other.Text ?? "", channel), channel == "sms", world.Identities.ContainsKey(other.Text ?? "") ? other.Text! : "");
        }
        else if (channel != usual)
        {
            from = sender with { BySms = channel == "sms", Number = channel == "mail" || sender.ByMail ? addresses.Of(table.Part("channel")!, sender.Identity.Length > 0 ? sender.Identity : sender.Number, channel) : sender.Number };
        }

        return new GuestWrites(where, [.. (value.Items ?? [value]).Select(m => channel == "mail" ? Mail(m, addresses) : Message(m))])
        {
            From = from,
            Copies = table.Number("copies", 1),
            Meanwhile = [.. table.List("meanwhile").Select(Read).OfType<EvalAct>()],
        };
    }

    private EvalMessage Message(EvalNode node)
    {
        if (node.Text is { } text)
        {
            return new EvalMessage(Placed(node, text));
        }

        var table = new EvalTable(node, "A message", problems);
        var kind = table.Word("attachment", Attachments, "");
        var place = table.TextOr("place", "40.4180,-3.7090").Split(',');
        var at = place.Length == 2 && double.TryParse(place[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat) && double.TryParse(place[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon) ? (lat, lon) : (0d, 0d);
        var message = new EvalMessage(Placed(node, table.TextOr("text", "")))
        {
            File = kind is "" or "location" ? null : kind, Place = kind == "location" ? at : null, Button = table.TextOr("button", "") is { Length: > 0 } button ? button : null, IsReaction = table.Flag("reaction", false),
            UserId = table.TextOr("user_id", "") is { Length: > 0 } user ? user : null,
        };
        table.End();
        return message;
    }

    private EvalMessage Mail(EvalNode node, EvalAddresses addresses)
    {
        if (node.Text is { } alone)
        {
            return new EvalMessage(Placed(node, alone)) { Mail = new EvalMail { Dmarc = "pass" } };
        }

        var table = new EvalTable(node, "A mail", problems);
        string? address(string key) => table.Part(key) is { } named ? addresses.Of(named, named.Text ?? "", "mail") : null;
        var mail = new EvalMail
        {
            Subject = Placed(table.Part("subject"), table.TextOr("subject", "")), InReplyTo = address("in_reply_to"), ReplyTo = address("reply_to"), Copies = [.. table.List("cc").Select(c => addresses.Of(c, c.Text ?? "", "mail"))],
            Dmarc = table.Word("dmarc", Findings, "pass") is "none" ? null : table.TextOr("dmarc", "pass"),
        };
        var message = new EvalMessage(Placed(node, table.TextOr("text", ""))) { Mail = mail };
        table.End();
        return message;
    }

    private ClockMoves Wait(EvalNode value, string where)
    {
        var span = EvalTimes.Span(value.Text ?? "");
        if (span is null)
        {
            problems.Add(value, $"“{value.Text}” is no span. Write 90s, 10m, 2h, 3d or 1h30m.");
        }

        return new ClockMoves(where, span, null);
    }

    private LockChanges Lock(EvalTable table, EvalNode value, string where) => new(where, Known(world.Locks, value, "lock"))
    {
        Online = table.FlagOrNone("online"), Battery = table.Fraction("battery"), RefusesCodes = table.Number("refuses_codes", 0), RefusesRemovals = table.Number("refuses_removals", 0),
        AlreadyHolds = table.Part("already_holds") is { } taken ? Known(world.Bookings, taken, "booking") : "",
    };

    private PmsSays Pms(EvalTable table, EvalNode value, string where) => new(where, Known(world.Bookings, value, "booking"))
    {
        Status = table.Word("status", Statuses, null), CheckIn = table.Date("check_in"), CheckOut = table.Date("check_out"), CheckInTime = table.Time("check_in_time"), CheckOutTime = table.Time("check_out_time"),
        Guest = table.Part("guest") is { } guest ? Known(world.Identities, guest, "identity") : null, Property = table.Part("property") is { } property ? Known(world.Properties, property, "property") : null,
        Copies = table.Number("copies", 1),
    };

    private HostActs Host(EvalTable table, EvalNode value, string where)
    {
        if (!Deeds.TryGetValue(value.Text ?? "", out var deed))
        {
            problems.Add(value, $"“{value.Text}” is nothing that a host does. It is one of: {string.Join(", ", Deeds.Keys)}.");
        }

        var text = deed == HostDeed.Writes ? Placed(table.Part("text"), table.Text("text")) : table.TextOr("text", "");
        var booking = table.Part("booking") is { } of ? Known(world.Bookings, of, "booking") : "";
        if (deed == HostDeed.ChangesCode && booking.Length == 0)
        {
            problems.Add(value, "“changes_code” needs “booking”: whose.");
        }

        return new HostActs(where, deed, text, booking);
    }

    private string Placed(EvalNode? at, string text)
    {
        if (at is not null)
        {
            PlaceNames.Check(at, text, world, problems);
        }

        return text;
    }

    private string Known<T>(IReadOnlyDictionary<string, T> all, EvalNode named, string what)
    {
        if (named.Text is not { } key || !all.ContainsKey(key))
        {
            problems.Add(named, $"The world has no {what} “{named.Text}”. It has: {string.Join(", ", all.Keys)}.");
        }

        return named.Text ?? "";
    }
}
