using Cendra.Server.Evals;
using Xunit.Abstractions;

namespace Cendra.AgentEvals.Runs;

/// <summary>All scenarios that hold the rounds of a model, played through Semantic Kernel.</summary>
public sealed class GoldRun : EvalRun
{
    private protected override EvalOptions Options => new() { Mode = EvalMode.Replay, Cassettes = Environment.GetEnvironmentVariable("CENDRA_EVAL_REPLAY") ?? "" };

    internal EvalReport Result => Report;

    internal IReadOnlyList<EvalOutcome> OutcomesOf(string id, ITestOutputHelper output) => Of(id, output);
}

/// <summary>A perfect model reaches what each scenario asks for: its checks can be met.</summary>
[Collection("houses")]
public sealed class GoldTests(GoldRun run, ITestOutputHelper output) : IClassFixture<GoldRun>
{
    public static TheoryData<string> Ids() => EvalScenarios.IdsWithRounds();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Scenario(string id) => Assert.Empty(run.OutcomesOf(id, output).SelectMany(o => o.Problems));

    [Fact]
    public void The_report_stands_in_the_output_with_a_row_for_every_scenario_that_has_rounds()
    {
        output.WriteLine(run.Result.ToMarkdown());

        Assert.Empty(run.Result.LeftOut.Intersect(EvalScenarios.All.Where(s => s.Gold is not null).Select(s => s.Id)));
        ReportRows.AssertComplete(run.Result);
    }
}
