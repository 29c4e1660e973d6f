using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>Reads a scenario over its world.</summary>
internal sealed class ScenarioReader(IReadOnlyDictionary<string, EvalNode> worlds, EvalProblems problems)
{
    private static readonly Dictionary<string, bool> Splits = new(StringComparer.Ordinal) { ["dev"] = false, ["heldout"] = true };
    private static readonly Dictionary<string, string> Channels = new(StringComparer.Ordinal) { ["whatsapp"] = "whatsapp", ["sms"] = "sms", ["mail"] = "mail" };

    /// <summary>Null where it cannot be made; the problems say why.</summary>
    public EvalScenario? Read(string group, EvalNode node)
    {
        var table = new EvalTable(node, "A scenario", problems);
        var (id, title, number) = (table.Text("id"), table.Text("title"), table.NumberOrNone("number"));
        if (id.Length > 0 && id != Path.GetFileNameWithoutExtension(node.File))
        {
            problems.Add(table.Part("id")!, $"The id “{id}” is not the name of its file. Name the file {id}.yaml.");
        }

        var (world, clock) = World(table);
        var senderTable = table.Table("sender", "“sender”");
        var channel = senderTable?.Word("channel", Channels, "whatsapp") ?? "whatsapp";
        var sender = world is null || senderTable is null ? null : ActReader.Sender(world, senderTable, problems, channel);
        senderTable?.End();
        if (senderTable is null)
        {
            problems.Add(node, "A scenario needs “sender”: who writes.");
        }

        var (tags, held, language, goal) = (table.Texts("tags"), table.Word("split", Splits, false), CheckReader.Language(table, "language", "en"), table.TextOr("goal", ""));
        var (turnNodes, checks, gold, script) = (table.List("turns"), table.Table("checks", "“checks”"), table.Part("gold"), table.Part("script"));
        table.End();
        if (world is null || sender is null)
        {
            return null;
        }

        if (gold is not null && script is not null)
        {
            problems.Add(script, "A scenario has either “gold” (a perfect model) or “script” (a model as it should not be).");
        }

        var turns = turnNodes.Select(new ActReader(world, sender, problems).Read).OfType<EvalAct>().ToList();
        if (turns.Count == 0)
        {
            problems.Add(node, "A scenario needs “turns”: what happens.");
        }

        var rounds = gold ?? script;
        return new EvalScenario(id, group, title, node.File)
        {
            Number = number, Tags = tags, IsHeldOut = held, Language = language, World = world, ClockUtc = clock, Sender = sender, Turns = turns, Goal = goal, Checks = new CheckReader(world, problems).Checks(checks),
            Gold = rounds is null ? null : new GoldReader(problems).Read(rounds, turns.OfType<GuestWrites>().Count(), rounds == script), IsScript = script is not null,
        };
    }

    private (EvalWorld? World, DateTimeOffset ClockUtc) World(EvalTable scenario)
    {
        if (scenario.Table("world", "“world”") is not { } table)
        {
            problems.Add(scenario.Node, "A scenario needs “world”: {base, clock, patch}.");
            return (null, default);
        }

        var (name, patch) = (table.Text("base"), table.Part("patch"));
        if (!worlds.TryGetValue(name, out var node))
        {
            problems.Add(table.Node, $"There is no world “{name}”. There are: {string.Join(", ", worlds.Keys)}.");
            return (null, default);
        }

        var world = new WorldReader(name, WorldPatch.Over(node, patch, problems), problems).Read();
        var clock = table.Moment("clock", world.Zone);
        if (!table.Has("clock"))
        {
            problems.Add(table.Node, "“world” needs “clock”: when the first turn begins.");
        }
        else if (clock <= world.StartsAtUtc)
        {
            problems.Add(table.Part("clock")!, "The clock stands before the beginning of the world.");
        }

        table.End();
        return (world, clock ?? default);
    }
}
