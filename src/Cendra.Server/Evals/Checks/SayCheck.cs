using Cendra.Agent.Language;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;
using Cendra.Server.Rehearsal.Play;

namespace Cendra.Server.Evals.Checks;

/// <summary>What must and must not stand in the words of the house.</summary>
internal static class SayCheck
{
    /// <summary>What is wrong, each with its line. What must be said stands in the words themselves; what must not stands nowhere, not in a subject either.</summary>
    public static IEnumerable<string> Of(EvalSay say, IReadOnlyList<PlayTold> said, EvalHouse eval, string where)
    {
        var (words, all) = (string.Join('\n', said.Select(t => t.Body)), string.Join('\n', said.Select(t => t.All)));
        foreach (var pattern in say.Must.Where(p => !p.IsIn(words, eval.Words.Pattern)))
        {
            yield return $"{pattern.Where}: “{pattern.Text}” was not said.";
        }

        foreach (var pattern in say.MustNot.Where(p => p.IsIn(all, eval.Words.Pattern)))
        {
            yield return $"{pattern.Where}: “{pattern.Text}” was said.";
        }

        foreach (var text in say.Language.Length > 0 ? said.Select(t => t.Body) : [])
        {
            if (Languages.Of(Own(text, eval.Scenario.World), say.Language) is var language && language != say.Language)
            {
                yield return $"{where}: an answer is written in “{language}” and should be in “{say.Language}”: {eval.Masked(text)}";
            }
        }
    }

    /// <summary>Without what the host wrote: that stands in the host's language in an answer of any.</summary>
    private static string Own(string text, EvalWorld world) => world.Properties.Values
        .SelectMany(p => p.Steps.SelectMany(s => new[] { s.Words, s.Typing, s.IfItFails }).Concat(p.Doors.Select(d => d.Name)).Append(p.Name).Concat(p.Secrets.Select(s => s.Words)))
        .Concat(world.Articles.SelectMany(a => a.Answer.Split("{{", 2).Take(1).Append(a.Question))).Concat(world.HostsWords)
        .Where(w => w.Length > 3).OrderByDescending(w => w.Length).Aggregate(text, (left, words) => left.Replace(words, " ", StringComparison.Ordinal));
}
