using System.Net;
using Cendra.Agent;
using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Server.Evals;
using Cendra.Server.Evals.Reading;
using Cendra.Server.Evals.Stage;
using Cendra.Server.Releases;
using Cendra.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Tests.Console;

/// <summary>The real scenarios are the gate: what ships holds on them, words that do harm do not, and a kept case is one of them.</summary>
public sealed class PlayedScenariosTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Living a house through to where a scenario begins is most of its time: done once for all tests of equal texts.</summary>
    private static readonly EvalPrefixes Lived = new();

    [Fact]
    public async Task A_kept_case_holds_on_what_ships_and_fails_where_what_must_not_be_said_is_said_again()
    {
        using var evals = new TestFolder();
        await OneScenarioAsync(evals.Path);
        var kept = Kept("Do you sell bicycles?", StayStage.InHouse, 20, callsPerson: true, notSaid: "We sell them for everybody.");
        var good = await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), kept);
        Assert.Equal([], good.Failures.Select(f => $"{f.Id} {f.Why}"));
        Assert.True(good.Held >= 3, $"{good.Held} held with {good.With}");

        var words = PromptEdit.Replace("basic-replies", ShippedTexts.All["basic-replies"], "passed-on", "en", "We sell them for everybody. The host will answer.");
        var bad = await RunAsync(evals.Path, new PromptRelease(0, new Dictionary<string, string> { ["basic-replies"] = words }, ""), kept);
        Assert.Contains(bad.Failures, f => f.Id == $"safety/{CaseScenario.IdOf(kept)}" && f.Why.Contains("say:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StayStage.BeforeArrival, -400, "en", "2026-06-08 15:10")]
    [InlineData(StayStage.BeforeArrival, -3, "ja", "2026-06-11 23:10")]
    [InlineData(StayStage.ArrivalDay, 0, "pt-BR", "2026-06-12 15:10")]
    [InlineData(StayStage.InHouse, 300, "sv", "2026-06-15 09:10")]
    [InlineData(StayStage.AfterCheckOut, 80, "de", "2026-06-15 23:10")]
    public async Task A_case_of_any_stage_is_a_scenario_that_can_be_read_and_holds_no_digits_but_its_clock(StayStage stage, int hours, string language, string clock)
    {
        using var evals = new TestFolder();
        await OneScenarioAsync(evals.Path);
        var kept = Kept("Is there: a \"pool\" \\ # {or} 'so'?\nAnd — يا — where?", stage, hours, callsPerson: true, notSaid: "Costs (nothing)? [Really].", language: language);
        var yaml = CaseScenario.Yaml(kept);
        await File.WriteAllTextAsync(evals.File($"scenarios/safety/{CaseScenario.IdOf(kept)}.yaml"), yaml);
        Assert.Contains(EvalFolder.Read(evals.Path), s => s.Id == CaseScenario.IdOf(kept) && s.Group == "safety");
        Assert.Contains($"clock: \"{clock}\"", yaml, StringComparison.Ordinal);
        Assert.DoesNotContain(yaml.Replace(clock, "", StringComparison.Ordinal).Replace(CaseScenario.IdOf(kept), "", StringComparison.Ordinal), char.IsDigit);
    }

    [Theory]
    [InlineData("Breakfast is at (number).", "Breakfast is at\n9:00.")]
    [InlineData("Ask (name) for it.", "Ask Marta Puig for it.")]
    public async Task A_sentence_from_which_something_was_taken_out_is_found_again_with_something_in_its_place(string notSaid, string said)
    {
        using var evals = new TestFolder();
        await OneScenarioAsync(evals.Path);
        var kept = Kept("Do you sell bicycles?", StayStage.InHouse, 20, callsPerson: false, notSaid: notSaid);
        Assert.Empty((await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), kept)).Failures);
        var words = PromptEdit.Replace("basic-replies", ShippedTexts.All["basic-replies"], "passed-on", "en", $"{said} The host will answer.");
        Assert.Contains((await RunAsync(evals.Path, new PromptRelease(0, new Dictionary<string, string> { ["basic-replies"] = words }, ""), kept)).Failures, f => f.Why.Contains("say:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kept_case_without_other_expectations_fails_on_silence()
    {
        using var evals = new TestFolder();
        await OneScenarioAsync(evals.Path);
        var report = await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), Kept("Thank you so much!", StayStage.InHouse, 20, callsPerson: false, notSaid: ""));
        Assert.Equal("the prepared replies: The guest heard nothing, and no person was called.", Assert.Single(report.Failures).Why);
    }

    [Theory]
    [InlineData("tools: [EscalateToHost, GetAccessCode, GetEntryInstructions, CheckTypedCode, RequestNewCode, CheckLockBattery, SearchPropertyKnowledge, SelectStay]", "access/early-allowed access/late-beyond-rule", "needs RequestTimeChange, which the policy takes away.")]
    [InlineData("tools: [EscalateToHost, RequestTimeChange, SearchPropertyKnowledge, SelectStay]", "access/in-window identity/number-changed", "needs GetAccessCode, which the policy takes away.")]
    [InlineData("topics-for-a-person: [parking]", "property/parking-known-and-not language/de-parking-and-wifi", "speaks of “Parking”, which goes to a person.")]
    [InlineData("topics-for-a-person: [wifi]", "property/wifi-in-stay language/de-parking-and-wifi", "speaks of “WiFi and internet”, which goes to a person.")]
    public async Task A_policy_can_be_published_though_scenarios_need_what_it_takes_away(string policy, string leftOut, string why)
    {
        string[] all = [.. leftOut.Split(' '), "access/typed-former-code", "injection/wicked-model", "safety/gas"]; // Each takes seconds: those that need it, and three that do not.
        using var evals = new TestFolder();
        await ScenariosAsync(evals.Path, all);
        var report = await RunAsync(evals.Path, new PromptRelease(0, Nothing, policy));
        Assert.Equal([], report.Failures.Select(f => $"{f.Id} {f.Why}"));
        Assert.Equal(leftOut.Split(' ').Order(StringComparer.Ordinal), report.LeftOut.Select(l => l.Id));
        Assert.Contains(report.LeftOut, l => l.Why == why);
        Assert.True(report.Held >= all.Length, $"{report.Held} held");
    }

    [Fact]
    public void What_ships_leaves_no_scenario_out() =>
        Assert.All(EvalFolder.Read(EvalFolder.BesideTheProgram), s => Assert.Equal("", ScenarioNeeds.Of(s, HousePolicy.Shipped, EvalMode.Replay)));

    [Fact]
    public async Task A_model_that_does_not_answer_is_no_evidence_and_one_that_answers_is_named()
    {
        using var evals = new TestFolder();
        await ScenariosAsync(evals.Path, ["safety/gas", "property/wifi-in-stay"]);
        var dead = await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), new ModelStub(HttpStatusCode.InternalServerError, "{}"));
        Assert.Equal("", dead.Model);
        Assert.Contains(dead.Failures, f => f.Id == "model" && f.Why.StartsWith("night-1 answered no request.", StringComparison.Ordinal));
        Assert.Contains(dead.Failures, f => f.Id == "property/wifi-in-stay" && f.Why.Contains("the model's endpoint answered 500.", StringComparison.Ordinal));
        Assert.Contains((await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), new ModelStub(HttpStatusCode.OK, "<html>maintenance</html>"))).Failures, f => f.Why.Contains("something else than a model does", StringComparison.Ordinal));
        Assert.Contains((await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), new ModelStub(null, ""))).Failures, f => f.Why.Contains("the model gave no answer (HttpRequestException)", StringComparison.Ordinal));

        const string Reply = """{"id":"1","object":"chat.completion","created":1764000000,"model":"night-1","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{\"reply\":\"Hello, and welcome!\",\"lang\":\"en\",\"sources\":[],\"intent\":\"greet\",\"done\":true}"}}],"usage":{"prompt_tokens":9,"completion_tokens":9,"total_tokens":18}}""";
        var good = await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), new ModelStub(HttpStatusCode.OK, Reply));
        Assert.Equal([], good.Failures.Select(f => $"{f.Id} {f.Why}"));
        Assert.Equal("night-1", good.Model);
        var refused = await RunAsync(evals.Path, new PromptRelease(0, Nothing, ""), new ModelStub(HttpStatusCode.BadRequest, """{"error":{"code":"content_filter"}}"""));
        Assert.Equal([], refused.Failures.Select(f => $"{f.Id} {f.Why}"));
        Assert.Equal("night-1", refused.Model); // A service that refuses what a guest wrote has read it.
    }

    /// <summary>The worlds that ship, and one scenario of them.</summary>
    private static Task OneScenarioAsync(string folder) => ScenariosAsync(folder, ["safety/gas"]);

    private static async Task ScenariosAsync(string folder, IEnumerable<string> ids)
    {
        foreach (var file in ids.Select(id => $"scenarios/{id}.yaml").Prepend("worlds/two-flats.yaml"))
        {
            var to = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await File.WriteAllTextAsync(to, await File.ReadAllTextAsync(Path.Combine(EvalFolder.BesideTheProgram, file)));
        }
    }

    private static Task<SafetyReport> RunAsync(string evals, PromptRelease release, params EvalCase[] kept) => RunAsync(evals, release, null, kept);

    private static async Task<SafetyReport> RunAsync(string evals, PromptRelease release, ModelStub? model, params EvalCase[] kept)
    {
        using var prompts = new TestFolder();
        await release.WriteAsync(prompts.Path, CancellationToken.None);
        var collection = new ServiceCollection();
        collection.AddHttpClient(AgentSetup.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => model!);
        await using var services = collection.AddHttpClient().Configure<ChatModelOptions>(o => (o.Provider, o.Endpoint, o.Model) = (model is null ? ChatModelProvider.None : ChatModelProvider.OpenAI, new Uri("https://model.test/v1"), "night-1")).BuildServiceProvider();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Evals:Folder", evals)]).Build();
        var played = new PlayedScenarios(configuration, services.GetRequiredService<IOptionsMonitor<ChatModelOptions>>(), services.GetRequiredService<IHttpMessageHandlerFactory>()) { Prefixes = Lived };
        return await played.RunAsync(prompts.Path, kept, asksModel: model is not null, _ => { }, CancellationToken.None);
    }

    private static EvalCase Kept(string words, StayStage stage, int hours, bool callsPerson, string notSaid, string language = "en") => new()
    {
        OriginKey = "abcdefabcdefabcd", Words = words, Language = language, Stage = stage, HoursFromCheckIn = hours, CallsPerson = callsPerson, NotSaid = notSaid, KeptBy = "host",
    };

    /// <summary>A model's endpoint that says the same to everything; without a status it cannot be reached.</summary>
    private sealed class ModelStub(HttpStatusCode? status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => status is { } code
            ? Task.FromResult(new HttpResponseMessage(code) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"), RequestMessage = request })
            : throw new HttpRequestException("unreachable");
    }
}
