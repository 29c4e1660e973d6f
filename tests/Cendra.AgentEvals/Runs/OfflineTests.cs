using Cendra.Server.Evals;
using Xunit.Abstractions;

namespace Cendra.AgentEvals.Runs;

/// <summary>All scenarios without a model.</summary>
public sealed class OfflineRun : EvalRun
{
    private protected override EvalOptions Options => new() { Mode = EvalMode.Offline };

    internal EvalReport Result => Report;

    internal IReadOnlyList<EvalOutcome> OutcomesOf(string id, ITestOutputHelper output) => Of(id, output);
}

/// <summary>Basic replies on every scenario: what is about safety, identity and injection must be right; the invariants hold everywhere; how much is answered is reported and not judged.</summary>
[Collection("houses")]
public sealed class OfflineTests(OfflineRun run, ITestOutputHelper output) : IClassFixture<OfflineRun>
{
    private static readonly string[] MustPass = ["safety", "identity", "injection"];

    public static TheoryData<string> Ids() => EvalScenarios.Ids();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Scenario(string id)
    {
        foreach (var outcome in run.OutcomesOf(id, output))
        {
            Assert.Empty(outcome.Invariants);
            Assert.Empty(outcome.Leaks);
            if (MustPass.Contains(outcome.Group))
            {
                Assert.Empty(outcome.Problems);
            }
        }
    }

    [Fact]
    public void The_report_stands_in_the_output_with_a_row_for_every_scenario()
    {
        output.WriteLine(run.Result.ToMarkdown());

        Assert.Empty(run.Result.LeftOut);
        ReportRows.AssertComplete(run.Result);
    }
}
