using Cendra.Agent.Language;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Evals.Story;

namespace Cendra.Server.Evals.Checks;

/// <summary>What must and must not stand in the words of the house.</summary>
internal static class SayCheck
{
    /// <summary>What is wrong, each with its line.</summary>
    public static IEnumerable<string> Of(EvalSay say, IReadOnlyList<string> said, EvalHouse eval, string where)
    {
        var all = string.Join('\n', said);
        foreach (var pattern in say.Must.Where(p => !p.IsIn(all, eval.Words.Pattern)))
        {
            yield return $"{pattern.Where}: “{pattern.Text}” was not said.";
        }

        foreach (var pattern in say.MustNot.Where(p => p.IsIn(all, eval.Words.Pattern)))
        {
            yield return $"{pattern.Where}: “{pattern.Text}” was said.";
        }

        foreach (var text in say.Language.Length > 0 ? said : [])
        {
            if (Languages.Of(text, say.Language) is var language && language != say.Language)
            {
                yield return $"{where}: an answer is written in “{language}” and should be in “{say.Language}”: {eval.Masked(text)}";
            }
        }
    }
}
