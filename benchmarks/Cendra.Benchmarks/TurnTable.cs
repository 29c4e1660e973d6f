using System.Globalization;
using System.Text;

namespace Cendra.Benchmarks;

/// <summary>What turns cost, as tables in Markdown; the first row is the floor.</summary>
internal sealed class TurnTable(IReadOnlyList<GuideRow> rows, int commits, int statements, IReadOnlyList<(string Part, int Tokens)> parts)
{
    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Text($"{MeasuredText.Machine}\n\n| what | times | p50 | p99 | p50 : floor | p99 : floor |\n|---|--:|--:|--:|--:|--:|\n"));
        foreach (var row in rows)
        {
            text.Append(Text($"| {row.What} | {row.Milliseconds.Count:N0} | {row.At(0.5):0.000} ms | {row.At(0.99):0.000} ms | {row.At(0.5) / rows[0].At(0.5):0.00} | {row.At(0.99) / rows[0].At(0.99):0.00} |\n"));
        }

        text.Append(Text($"\nTwo workers at the same turn take {rows[3].At(0.5) / rows[2].At(0.5):0.00} times a turn; one wins by compare-and-set, and the other drops what it wrote."));
        text.Append(Text($"\nA turn makes {statements} statements and {(commits == 1 ? "one commit" : $"{commits} commits")}. Tokens of its first request, as three characters each:\n\n| part | tokens |\n|---|--:|\n"));
        foreach (var (part, tokens) in parts)
        {
            text.Append(Text($"| {part} | {tokens:N0} |\n"));
        }

        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
