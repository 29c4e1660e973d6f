using Cendra.Agent.Prompts;

namespace Cendra.Server.Console.Words;

/// <summary>A line of a difference.</summary>
/// <param name="Sign"><c>+</c> new, <c>-</c> gone, a space as it was, <c>…</c> lines left out.</param>
/// <param name="Text">The line.</param>
public sealed record DifferentLine(char Sign, string Text);

/// <summary>What one file of a release changes of another.</summary>
public sealed record FileDifference(string Name, IReadOnlyList<DifferentLine> Lines)
{
    private const int Around = 2;
    private const int MostCompared = 1500;

    /// <summary>Every file that differs, the policy last.</summary>
    public static IReadOnlyList<FileDifference> Between(PromptRelease before, PromptRelease after) =>
    [
        .. ShippedTexts.All.Keys.Select(name => Of(name, before.Markdown(name), after.Markdown(name))).OfType<FileDifference>(),
        .. new[] { Of("policy", before.Policy.Text(), after.Policy.Text()) }.OfType<FileDifference>(),
    ];

    private static FileDifference? Of(string name, string before, string after) => before == after ? null : new FileDifference(name, Shortened(Compare(before.Split('\n'), after.Split('\n'))));

    /// <summary>The longest common lines stay. What both begin and end with is set aside first; beyond a bound the middle is shown as gone and new.</summary>
    internal static List<DifferentLine> Compare(string[] before, string[] after)
    {
        var head = 0;
        while (head < before.Length && head < after.Length && before[head] == after[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < before.Length - head && tail < after.Length - head && before[^(tail + 1)] == after[^(tail + 1)])
        {
            tail++;
        }

        return
        [
            .. before[..head].Select(line => new DifferentLine(' ', line)),
            .. Middle(before[head..^tail], after[head..^tail]),
            .. before[^tail..].Select(line => new DifferentLine(' ', line)),
        ];
    }

    private static IEnumerable<DifferentLine> Middle(string[] before, string[] after)
    {
        if (before.Length > MostCompared || after.Length > MostCompared)
        {
            return before.Select(line => new DifferentLine('-', line)).Concat(after.Select(line => new DifferentLine('+', line)));
        }

        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return Walk(before, after, common);
    }

    private static IEnumerable<DifferentLine> Walk(string[] before, string[] after, int[,] common)
    {
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                yield return new DifferentLine(' ', before[i++]);
                j++;
            }
            else if (j >= after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return new DifferentLine('-', before[i++]);
            }
            else
            {
                yield return new DifferentLine('+', after[j++]);
            }
        }
    }

    private static List<DifferentLine> Shortened(List<DifferentLine> lines)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            for (var j = Math.Max(0, i - Around); lines[i].Sign != ' ' && j <= Math.Min(lines.Count - 1, i + Around); j++)
            {
                near[j] = true;
            }
        }

        var shown = new List<DifferentLine>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (near[i])
            {
                shown.Add(lines[i]);
            }
            else if (shown.Count > 0 && shown[^1].Sign != '…')
            {
                shown.Add(new DifferentLine('…', ""));
            }
        }

        return shown;
    }
}
