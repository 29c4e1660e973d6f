using System.Globalization;
using Cendra.Server.Evals;

namespace Cendra.AgentEvals.Runs;

/// <summary>The rows of a report as somebody reads them, held against the scenarios of the repository and the outcomes of the run.</summary>
internal static class ReportRows
{
    /// <summary>Every scenario that the filter leaves has its row or is named as left out, and all counts agree.</summary>
    public static void AssertComplete(EvalReport report)
    {
        var chosen = EvalRuns.Filtered(EvalScenarios.All, EvalScenarios.Filter).ToList();
        var lines = report.ToMarkdown().Split('\n');
        var groups = Table(lines, "| group |").ToDictionary(r => r[0], r => (Scenarios: Number(r[1]), Passed: Number(r[2])), StringComparer.Ordinal);
        var rows = Table(lines, "| scenario |").ToDictionary(r => r[0], r => (Plays: Number(r[1]), Passed: Number(r[2])), StringComparer.Ordinal);

        Assert.Equal(Sorted(chosen.Where(s => !report.LeftOut.Contains(s.Id)).Select(s => $"{s.Group}/{s.Id}")), Sorted(rows.Keys));
        Assert.All(rows, row => Assert.True(row.Value.Plays > 0, row.Key));
        Assert.Equal(report.Outcomes.Count, rows.Values.Sum(r => r.Plays));
        Assert.Equal(report.Outcomes.Count(o => o.Passes), rows.Values.Sum(r => r.Passed));
        Assert.Equal(rows.Count, groups["all"].Scenarios);
        Assert.Equal(rows.Values.Count(r => r.Passed == r.Plays), groups["all"].Passed);
        Assert.Equal(Sorted(rows.Keys.Select(GroupOf).Distinct().Append("all")), Sorted(groups.Keys));
        Assert.All(groups.Where(g => g.Key != "all"), g => Assert.Equal((rows.Count(r => GroupOf(r.Key) == g.Key), rows.Count(r => GroupOf(r.Key) == g.Key && r.Value.Passed == r.Value.Plays)), g.Value));
        Assert.Equal(report.Outcomes.Count(o => !o.Passes), lines.Count(l => l.StartsWith("## ", StringComparison.Ordinal)));
        Assert.All(report.LeftOut, id => Assert.Contains(lines, l => l.StartsWith("Left out", StringComparison.Ordinal) && l.Contains(id, StringComparison.Ordinal)));
    }

    private static IEnumerable<string[]> Table(string[] lines, string head) =>
        lines.SkipWhile(l => !l.StartsWith(head, StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.StartsWith('|')).Select(l => l.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static string GroupOf(string row) => row.Split('/')[0];

    private static List<string> Sorted(IEnumerable<string> all) => [.. all.Order(StringComparer.Ordinal)];

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
