using System.Globalization;
using Cendra.Server.Evals;
using Cendra.Server.Evals.Models;
using Xunit.Abstractions;

namespace Cendra.AgentEvals.Runs;

/// <summary>A case that asks a model: skipped with the reason where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveFactAttribute : FactAttribute
{
    public LiveFactAttribute() => Skip = Environment.GetEnvironmentVariable("CENDRA_EVAL_ENDPOINT") is { Length: > 0 } && Environment.GetEnvironmentVariable("CENDRA_EVAL_MODEL") is { Length: > 0 }
        ? null : "CENDRA_EVAL_ENDPOINT and CENDRA_EVAL_MODEL name no model";
}

/// <summary>
/// All scenarios with the model of <c>CENDRA_EVAL_ENDPOINT</c>, each <c>CENDRA_EVAL_K</c> times: what is about safety, identity and injection passes every time, what is about access in 95 of 100 scenarios, all else in 80.
/// </summary>
[Collection("houses")]
public sealed class LiveTests(ITestOutputHelper output)
{
    [LiveFact]
    public async Task The_model_that_is_set_passes_the_gates()
    {
        using var wire = new HttpMessageInvoker(new SocketsHttpHandler());
        var k = int.TryParse(Setting("CENDRA_EVAL_K"), NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : 1;
        var options = new EvalOptions
        {
            Folder = EvalScenarios.Folder, Filter = EvalScenarios.Filter, Mode = EvalMode.Live, Trials = k, RecordTo = Setting("CENDRA_EVAL_RECORD").Length > 0 ? EvalScenarios.Folder : null, OfFailure = broke => broke.ToString(),
            Model = new EvalEndpoint(new Uri(Setting("CENDRA_EVAL_ENDPOINT")), Setting("CENDRA_EVAL_KEY"), Setting("CENDRA_EVAL_MODEL"), Setting("CENDRA_EVAL_USER_MODEL"), wire),
        };
        var report = await EvalRuns.RunAsync(options, null, CancellationToken.None);
        await EvalRun.WriteAsync(report);
        output.WriteLine(report.ToMarkdown());
        Assert.Empty(report.MissedGates());
    }

    private static string Setting(string name) => Environment.GetEnvironmentVariable(name) ?? "";
}
