using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Reading;

/// <summary>Reads the rounds of a model: per guest turn a list of calls and, last, an answer. A turn that no model is asked in has an empty list.</summary>
internal sealed class GoldReader(EvalProblems problems)
{
    /// <summary>The tools that a turn may offer.</summary>
    public static readonly IReadOnlyList<string> Tools = ["GetAccessCode", "GetEntryInstructions", "CheckLockBattery", "CheckTypedCode", "RequestNewCode", "RequestTimeChange", "SearchPropertyKnowledge", "SelectStay", "EscalateToHost"];

    private static readonly Dictionary<string, string> Intents = new(StringComparer.Ordinal) { ["answer"] = "answer", ["greet"] = "greet", ["thanks"] = "thanks", ["clarify"] = "clarify", ["escalated"] = "escalated" };

    /// <param name="node">The list.</param>
    /// <param name="turns">How many guest turns there are.</param>
    /// <param name="isScript">Tools that are not there are called on purpose.</param>
    public IReadOnlyList<IReadOnlyList<GoldRound>> Read(EvalNode node, int turns, bool isScript)
    {
        if (node.Items is null || node.Items.Exists(i => i.Items is null))
        {
            problems.Add(node, "Rounds are a list of lists: one list for each guest turn, empty ([]) where no model is asked.");
            return [];
        }

        if (node.Items.Count != turns)
        {
            problems.Add(node, $"There are {turns} guest turns and rounds for {node.Items.Count}. Write one list for each, empty ([]) where no model is asked.");
        }

        return [.. node.Items.Select(turn => (IReadOnlyList<GoldRound>)[.. turn.Items!.Select(r => Round(r, isScript))])];
    }

    private GoldRound Round(EvalNode node, bool isScript)
    {
        var table = new EvalTable(node, "A round", problems);
        var calls = new List<(string, IReadOnlyDictionary<string, string>)>();
        if (table.Has("call"))
        {
            calls.Add(Call(table, "call", isScript));
        }

        foreach (var part in table.List("calls"))
        {
            var one = new EvalTable(part, "A call", problems);
            calls.Add(Call(one, "tool", isScript));
            one.End();
        }

        var (say, raw) = (table.TextOr("say", ""), table.Part("raw"));
        if ((calls.Count > 0 ? 1 : 0) + (say.Length > 0 ? 1 : 0) + (raw is not null ? 1 : 0) != 1)
        {
            problems.Add(node, "A round is either “call” (or “calls”), or “say”, or “raw”.");
        }

        foreach (var (word, of) in EvalPlaces.In(say).Where(p => !(p.Word is "code" or "fallback" && p.Of.Length == 0 || p.Word == "secret" && p.Of.Length > 0 || p.Word is "wrong" or "name")))
        {
            problems.Add(node, $"“{{{{{word}:{of}}}}}” cannot stand in an answer of a model. There are {{{{code}}}}, {{{{fallback}}}}, {{{{secret:NAME}}}}, {{{{wrong}}}} and {{{{name:IDENTITY}}}}.");
        }

        var round = new GoldRound
        {
            Calls = calls, Say = say, Raw = raw?.Text, Lang = table.Has("lang") ? CheckReader.Language(table, "lang") : null, Sources = table.Texts("sources"), Intent = table.Word("intent", Intents, "answer")!,
            Done = table.Flag("done", true), Where = $"{node.File}:{node.Line}",
        };
        table.End();
        return round;
    }

    private (string Tool, IReadOnlyDictionary<string, string> With) Call(EvalTable table, string key, bool isScript)
    {
        var tool = table.Text(key);
        if (!isScript && !Tools.Contains(tool))
        {
            problems.Add(table.Part(key)!, $"“{tool}” is no tool. There are: {string.Join(", ", Tools)}.");
        }

        var with = table.Table("with", "“with”")?.Entries.ToDictionary(e => e.Key.Text ?? "", e => table.Scalar(e.Value, e.Key.Text ?? ""), StringComparer.Ordinal);
        return (tool, with ?? []);
    }
}
