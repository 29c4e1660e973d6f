using Cendra.AgentEvals.Reading;
using Cendra.Server.Evals;
using Cendra.Server.Evals.Models;
using Cendra.Server.Evals.Stage;

namespace Cendra.AgentEvals.Models;

/// <summary>What a model answered once is played again without it, and only to the very same requests.</summary>
[Collection("houses")]
public sealed class RecordingTests
{
    [Fact]
    public async Task What_was_recorded_is_replayed_without_the_model_and_a_changed_prompt_is_a_miss_that_says_where()
    {
        using var folder = new TextFolder();
        using var model = new LoopbackModel(LoopbackModel.Good);
        var options = new EvalOptions { Folder = folder.Path, Mode = EvalMode.Live, Model = model.Endpoint, RecordTo = folder.Path, Trials = 2, OfFailure = f => f.ToString() };

        var recorded = await EvalRuns.RunAsync(options, null, default);

        Assert.Empty(recorded.Outcomes.SelectMany(o => o.Problems));
        Assert.Equal(1.0, EvalReport.PassAll(recorded.Outcomes, 2));
        var asked = model.Asked;
        Assert.Equal(4, asked);
        Assert.True(File.Exists(folder.File("cassettes", "tested", "one", "2.jsonl")));
        Assert.DoesNotContain("+34600111222", await File.ReadAllTextAsync(folder.File("cassettes", "tested", "one", "1.jsonl")), StringComparison.Ordinal);

        var replay = new EvalOptions { Folder = folder.Path, Mode = EvalMode.Replay, Cassettes = "tested", Seed = 7, OfFailure = f => f.ToString() };
        var replayed = await EvalRuns.RunAsync(replay, null, default);
        Assert.Empty(replayed.Outcomes.SelectMany(o => o.Problems)); // Another seed: other tokens, other words around what others wrote.
        Assert.Equal((asked, 2), (model.Asked, Assert.Single(replayed.Outcomes).ModelCalls));

        var changed = await EvalRuns.RunAsync(replay with { PromptsFolder = ChangedPrompts(folder) }, null, default);
        var missed = Assert.Single(changed.Outcomes);
        Assert.False(missed.Passes);
        Assert.Contains(missed.Rounds, r => r.Contains("message 1 (system) differs", StringComparison.Ordinal) && r.Contains("Be curt", StringComparison.Ordinal) && r.Contains("Record it again", StringComparison.Ordinal));
        Assert.Empty(missed.WrongRefusals); // The guest got the code all the same.
        Assert.Equal(asked, model.Asked);
    }

    [Fact]
    public async Task Nothing_is_recorded_where_a_secret_of_the_world_would_stand_in_it()
    {
        using var folder = new TextFolder();
        var secrets = new EvalSecrets();
        secrets.Add("code:R-1", "482190");
        var file = folder.File("cassettes", "m", "one", "1.jsonl");
        var recorder = new CassetteRecorder(new Parrot("""{"choices":[{"message":{"content":"482 190"}}]}"""), file);

        await recorder.AnswerAsync("""{"messages":[{"role":"user","content":"hello"}]}""", 0, default);
        await recorder.WriteAsync(secrets, default);

        Assert.False(File.Exists(file));
        Assert.Contains("code:R-1", Assert.Single(recorder.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_request_has_the_same_key_whatever_was_drawn_for_it_and_another_has_not()
    {
        static string Body(string token, string mark, string words) => $$"""{"model":"m","messages":[{"role":"system","content":"<<< house {{mark}}\nx\n{{mark}} >>> {{words}}"},{"role":"tool","content":"[[code:{{token}}]]"}]}""";
        var one = new CanonicalRequest(Body("AAAA", "BCDFGHJKLMNP", "Be kind"));
        var same = new CanonicalRequest(Body("BBBB", "QRSTVWXZBCDF", "Be kind"));
        var other = new CanonicalRequest(Body("AAAA", "BCDFGHJKLMNP", "Be curt"));

        Assert.Equal(one.Key, same.Key);
        Assert.NotEqual(one.Key, other.Key);
        Assert.Equal("Your code is [[code:BBBB]].", same.Drawn(one.Named("Your code is [[code:AAAA]].")));
        Assert.Contains("message 1 (system)", CanonicalRequest.Difference(one.Json, other.Json), StringComparison.Ordinal);
    }

    private static string ChangedPrompts(TextFolder folder)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "prompts")))
        {
            folder.Write($"prompts/{Path.GetFileName(file)}", File.ReadAllText(file).Replace("Be short and friendly", "Be curt", StringComparison.Ordinal));
        }

        return folder.File("prompts");
    }

    private sealed class Parrot(string answer) : IEvalModel
    {
        public string Name => "parrot";

        public IReadOnlyList<string> Problems => [];

        public Task<ModelAnswer> AnswerAsync(string body, int turn, CancellationToken ct) => Task.FromResult(new ModelAnswer(200, answer));
    }
}
