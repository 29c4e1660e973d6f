using System.Text;

namespace Cendra.Knowledge.Topics;

/// <summary>One line of a file of words: a phrase, with choices in brackets.</summary>
internal static class TopicLine
{
    /// <summary>A line with choices as the lines that it stands for.</summary>
    public static IEnumerable<string> Choices(string line)
    {
        var (begin, end) = (line.IndexOf('(', StringComparison.Ordinal), line.IndexOf(')', StringComparison.Ordinal));
        var depth = 0;
        for (var i = begin; i >= 0 && i < line.Length; i++)
        {
            depth += line[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                end = i;
                break;
            }
        }

        return begin < 0 ? [line] : Options(line[(begin + 1)..end]).SelectMany(option => Choices(line[..begin] + option + line[(end + 1)..]));
    }

    /// <summary>Parted at the bars that stand in no bracket of their own.</summary>
    private static List<string> Options(string inside)
    {
        var (options, option, depth) = (new List<string>(), new StringBuilder(), 0);
        foreach (var letter in inside)
        {
            depth += letter switch { '(' => 1, ')' => -1, _ => 0 };
            if (letter == '|' && depth == 0)
            {
                options.Add(option.ToString());
                option.Clear();
            }
            else
            {
                option.Append(letter);
            }
        }

        options.Add(option.ToString());
        return options;
    }
}
