using System.Globalization;
using System.Text;

namespace Cendra.Benchmarks;

/// <summary>How long each of many took, in milliseconds of wall time.</summary>
internal sealed record GuideRow(string What, IReadOnlyList<double> Milliseconds)
{
    /// <summary>The time that this share of all stayed below.</summary>
    public double At(double share)
    {
        var sorted = Milliseconds.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}

/// <summary>What was measured, as a table in Markdown; the first row is the floor of all.</summary>
internal sealed class GuideTable(int properties, IReadOnlyList<GuideRow> rows, double guidesMegabytes, double workingSetMegabytes)
{
    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Text($"{MeasuredText.Machine}\n\n"));
        text.Append("| what | times | p50 | p99 | p50 : floor | p99 : floor |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var row in rows)
        {
            text.Append(Text($"| {row.What} | {row.Milliseconds.Count:N0} | {row.At(0.5):0.000} ms | {row.At(0.99):0.000} ms | {row.At(0.5) / rows[0].At(0.5):0.00} | {row.At(0.99) / rows[0].At(0.99):0.00} |\n"));
        }

        text.Append(Text($"\nAll {properties:N0} compiled guides take {guidesMegabytes:0} MB ({guidesMegabytes * 1024 / properties:0} kB each); the working set was {workingSetMegabytes:0} MB.\n"));
        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
