using Cendra.Agent.Language;
using Cendra.Domain.Conversations;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>Reads what must have come of a turn and of a scenario.</summary>
internal sealed class CheckReader(EvalWorld world, EvalProblems problems)
{
    private static readonly Dictionary<string, EvalDisclosure?> Disclosures = new(StringComparer.Ordinal) { ["allowed"] = EvalDisclosure.Allowed, ["forbidden"] = EvalDisclosure.Forbidden, ["none"] = null };
    private static readonly Dictionary<string, bool> PromisesWords = new(StringComparer.Ordinal) { ["backed"] = false, ["none"] = true };
    private static readonly Dictionary<string, EscalationPriority?> Priorities = new(StringComparer.Ordinal)
    {
        ["P0"] = EscalationPriority.P0, ["P1"] = EscalationPriority.P1, ["P2"] = EscalationPriority.P2, ["P3"] = EscalationPriority.P3,
    };

    private static readonly Dictionary<string, string> Statuses = new(StringComparer.Ordinal) { ["confirmed"] = "Confirmed", ["tentative"] = "Tentative", ["cancelled"] = "Cancelled" };

    public EvalExpect Expect(EvalTable table)
    {
        var tools = table.Table("tools", "“tools”");
        var (must, mustNot) = tools is null ? ([], []) : (Tools(tools, "must"), Tools(tools, "must_not"));
        tools?.End();
        var expect = new EvalExpect { ToolsMust = must, ToolsMustNot = mustNot, Say = Say(table), Answers = table.Count("answers"), Within = Span(table, "within"), Wait = Span(table, "wait") };
        table.End();
        return expect;
    }

    public EvalChecks Checks(EvalTable? table)
    {
        if (table is null)
        {
            return new EvalChecks();
        }

        var checks = new EvalChecks
        {
            State = table.Table("state", "“state”") is { } state ? State(state) : new EvalState(), Say = Say(table), Disclosure = Disclosure(table.Part("disclosure")),
            PromisesNothing = table.Word("promises", PromisesWords, false), Limits = Limits(table.Table("limits", "“limits”")),
        };
        table.End();
        return checks;
    }

    private IReadOnlyList<string> Tools(EvalTable table, string key)
    {
        foreach (var tool in table.List(key).Where(t => !GoldReader.Tools.Contains(t.Text ?? "")))
        {
            problems.Add(tool, $"“{tool.Text}” is no tool. There are: {string.Join(", ", GoldReader.Tools)}.");
        }

        return table.Texts(key);
    }

    private EvalSay Say(EvalTable of)
    {
        if (of.Table("say", "“say”") is not { } table)
        {
            return new EvalSay();
        }

        foreach (var pattern in table.List("must").Concat(table.List("must_not")))
        {
            PlaceNames.Check(pattern, pattern.Text ?? "", world, problems);
        }

        var say = new EvalSay { Must = table.Patterns("must"), MustNot = table.Patterns("must_not"), Language = Language(table, "language") };
        table.End();
        return say;
    }

    public static string Language(EvalTable table, string key, string otherwise = "")
    {
        var language = table.TextOr(key, otherwise);
        if (language.Length > 0 && !Languages.Supported.Contains(language))
        {
            table.Problems.Add(table.Part(key)!, $"“{language}” is no language that is answered in. There are: {string.Join(", ", Languages.Supported)}.");
        }

        return language;
    }

    private TimeSpan? Span(EvalTable table, string key)
    {
        var text = table.TextOr(key, "");
        var span = text.Length > 0 ? EvalTimes.Span(text) : null;
        if (text.Length > 0 && span is null)
        {
            problems.Add(table.Part(key)!, $"“{text}” is no span. Write 60s or 10m.");
        }

        return span;
    }

    private Dictionary<string, EvalDisclosure> Disclosure(EvalNode? node)
    {
        var all = new Dictionary<string, EvalDisclosure>(StringComparer.Ordinal);
        var secrets = world.Properties.Values.SelectMany(p => p.Secrets).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (key, value) in node is null ? [] : node.Pairs?.Select(p => (p.Key.Text ?? "", p.Value)) ?? [(PlaceNames.Code, node)])
        {
            if (key is not (PlaceNames.Code or PlaceNames.Fallback) && !secrets.Contains(key))
            {
                problems.Add(value, $"“{key}” is nothing that can be disclosed here. There are: code, fallback{string.Concat(secrets.Order(StringComparer.Ordinal).Select(s => ", " + s))}.");
            }

            if (!Disclosures.TryGetValue(value.Text ?? "", out var may))
            {
                problems.Add(value, $"“{value.Text}” is no value of “disclosure”. It is one of: {string.Join(", ", Disclosures.Keys)}.");
            }
            else if (may is { } known)
            {
                all[key] = known;
            }
        }

        return all;
    }

    private EvalState State(EvalTable table)
    {
        var escalations = table.Part("escalations");
        var state = new EvalState
        {
            Codes = Each(table, "codes", world.Bookings, "booking", (key, node) => table.CountOf(node, key) ?? CountRange.None),
            Escalations = escalations is null ? null : escalations.Text == "none" ? [] : [.. table.List("escalations").Select(Escalation)],
            Answers = table.Count("answers"), ToOthers = table.Count("to_others"), OneTimeCodes = table.Count("one_time_codes"), Drafts = table.Count("drafts"), IsHuman = table.FlagOrNone("human"),
            Bookings = Each(table, "bookings", world.Bookings, "booking", (_, node) => Booking(node)),
            Locks = Each(table, "locks", world.Locks, "lock", (_, node) => Lock(node)),
        };
        table.End();
        return state;
    }

    private Dictionary<string, TRule> Each<TRule, T>(EvalTable of, string key, IReadOnlyDictionary<string, T> known, string what, Func<string, EvalNode, TRule> read)
    {
        var all = new Dictionary<string, TRule>(StringComparer.Ordinal);
        foreach (var (name, value) in of.Table(key, $"“{key}”")?.Entries ?? [])
        {
            Named(known, name, what);
            all[name.Text ?? ""] = read(name.Text ?? "", value);
        }

        return all;
    }

    private EscalationRule Escalation(EvalNode node)
    {
        var table = new EvalTable(node, "An escalation", problems);
        var (title, cause) = (table.Patterns("title"), table.Patterns("cause"));
        var rule = new EscalationRule(table.Word("priority", Priorities, null), title.Count > 0 ? title[0] : null, cause.Count > 0 ? cause[0] : null, table.Count("count") ?? CountRange.AtLeastOnce, $"{node.File}:{node.Line}");
        table.End();
        return rule;
    }

    private BookingRule Booking(EvalNode node)
    {
        var table = new EvalTable(node, "A booking's state", problems);
        var rule = new BookingRule(table.Word("status", Statuses, null), table.Date("check_in"), table.Date("check_out"), table.Time("check_in_time"), table.Time("check_out_time"), table.FlagOrNone("code_renewed"));
        table.End();
        return rule;
    }

    private LockRule Lock(EvalNode node)
    {
        var table = new EvalTable(node, "A lock's state", problems);
        foreach (var booking in table.List("holds").Concat(table.List("lacks")))
        {
            Named(world.Bookings, booking, "booking");
        }

        var rule = new LockRule(table.Texts("holds"), table.Texts("lacks"));
        table.End();
        return rule;
    }

    private static EvalLimits Limits(EvalTable? table)
    {
        var limits = table is null ? new EvalLimits() : new EvalLimits(table.NumberOrNone("turns"), table.NumberOrNone("model_calls"), table.NumberOrNone("tokens"));
        table?.End();
        return limits;
    }

    private void Named<T>(IReadOnlyDictionary<string, T> all, EvalNode named, string what)
    {
        if (!all.ContainsKey(named.Text ?? ""))
        {
            problems.Add(named, $"The world has no {what} “{named.Text}”. It has: {string.Join(", ", all.Keys)}.");
        }
    }
}
