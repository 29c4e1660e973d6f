using System.Globalization;
using System.Text;

namespace Cendra.Benchmarks;

/// <summary>What was measured, as a table in Markdown, and whether a reservation costs the same however many there are.</summary>
public sealed class SyncTable(IReadOnlyList<SyncRow> rows)
{
    /// <summary>A reservation among ten thousand may cost this much more than one among a thousand; more is a rule that looks at everything for each.</summary>
    public const double Flat = 1.3;

    /// <summary>Each reading that is not flat, in words.</summary>
    public IReadOnlyList<string> TooSteep => [.. rows.Where(r => Ratio(r) > Flat).Select(r => Text($"{r.Reading}: a reservation among {r.Count:N0} costs {Ratio(r):0.00} times one among {Smallest(r).Count:N0}"))];

    /// <summary>Puts the table between the marks of a document.</summary>
    public Task WriteIntoAsync(string file) => MeasuredText.WriteIntoAsync(file, "", ToString());

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Text($"{MeasuredText.Machine}\n\n"));
        text.Append("| reading | reservations | wall | wall each | processor each | : smallest | statements each | floor, processor each | times the floor | peak managed | peak working set |\n");
        text.Append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var row in rows.OrderBy(r => Order(r.Reading)).ThenBy(r => r.Count))
        {
            text.Append(Text($"| {row.Reading} | {row.Count:N0} | {row.Milliseconds:N0} ms | {row.Milliseconds / row.Count:0.000} ms | {row.Each:0.000} ms | {Ratio(row):0.00} "));
            text.Append(Text($"| {(double)row.Statements / row.Count:0.00} | {row.FloorMilliseconds / row.Count:0.000} ms | {row.ProcessorMilliseconds / row.FloorMilliseconds:0.0} | {row.PeakManagedMegabytes:0} MB | {row.PeakWorkingSetMegabytes:0} MB |\n"));
        }

        return text.ToString();
    }

    private SyncRow Smallest(SyncRow row) => rows.Where(r => r.Reading == row.Reading).MinBy(r => r.Count)!;

    private double Ratio(SyncRow row) => row.Each / Smallest(row).Each;

    private static int Order(string reading) => reading switch { SyncRow.First => 0, SyncRow.Unchanged => 1, _ => 2 };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
