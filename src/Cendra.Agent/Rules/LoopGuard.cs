using System.Text.RegularExpressions;
using Cendra.Domain.Conversations;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Rules;

/// <summary>
/// Finds conversations that go in circles, of two machines or of a guest whom answers do not help: the same text three times, the same answer twice, or more answers than anybody reads in an hour. Pure over the lines of
/// the turn; what lies an hour back is another conversation.
/// </summary>
internal static partial class LoopGuard
{
    /// <summary>More answers within an hour are too many.</summary>
    public const int MostAnswers = 8;

    /// <summary>The same with what leaves by itself and by rules, help at a locked door among it.</summary>
    public const int MostWithRules = 20;

    /// <summary>What is said of a guest who writes the same again and again.</summary>
    public const string SameText = "The guest wrote the same three times within an hour";

    private static readonly TimeSpan OneBreath = TimeSpan.FromMinutes(2);

    /// <summary>So often the same text is a circle.</summary>
    public const int SameTexts = 3;

    /// <summary>So often in a row the same answer is one.</summary>
    public const int SameAnswers = 2;

    private static readonly TimeSpan Within = TimeSpan.FromHours(1);

    /// <summary>In which way it goes in circles, in a host's words; empty = it does not.</summary>
    public static string Of(GuestTurn turn)
    {
        var recent = turn.Before.Where(l => turn.NowUtc - l.AtUtc < Within).ToList();
        var answers = recent.Where(l => l.Author is MessageAuthor.Agent or MessageAuthor.Template).GroupBy(l => l.AtUtc).OrderBy(g => g.Key).Select(g => Plain(string.Join('\n', g.Select(l => l.Text)))).ToList(); // A long answer is several messages of one moment.
        var written = recent.Where(l => l.Author == MessageAuthor.Agent).Select(l => l.AtUtc).Distinct().Count();
        var asked = Plain(turn.New[^1].Text);
        return asked.Length > 0 && Times(recent, turn, asked) >= SameTexts ? SameText
            : answers.Count >= SameAnswers && answers.TakeLast(SameAnswers).Distinct(StringComparer.Ordinal).Count() == 1 ? "The same answer was given twice in a row"
            : written > MostAnswers ? "There were more than eight answers within an hour"
            : answers.Count > MostWithRules ? "There were more than twenty answers within an hour"
            : "";
    }

    /// <summary>How often the same was written; three times "hello?" in one breath are one.</summary>
    private static int Times(List<TurnLine> recent, GuestTurn turn, string asked)
    {
        var (count, last) = (0, DateTimeOffset.MinValue);
        foreach (var at in recent.Concat(turn.New).Where(l => l.Author == MessageAuthor.Guest && Plain(l.Text) == asked).Select(l => l.AtUtc).Order())
        {
            (count, last) = at - last >= OneBreath ? (count + 1, at) : (count, last);
        }

        return count;
    }

    /// <summary>Words alone: tokens are new in every answer.</summary>
    private static string Plain(string text) => string.Join(' ', FoldedText.Words(FoldedText.Of(Token().Replace(text, " "))));

    [GeneratedRegex(@"\[\[[^\]\n]{1,40}\]\]", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
