using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Server.Evals.Reading;
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

    /// <summary>The worlds that ship, and one scenario of them.</summary>
    private static async Task OneScenarioAsync(string folder)
    {
        foreach (var file in new[] { "worlds/two-flats.yaml", "scenarios/safety/gas.yaml" })
        {
            var to = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            await File.WriteAllTextAsync(to, await File.ReadAllTextAsync(Path.Combine(EvalFolder.BesideTheProgram, file)));
        }
    }

    private static async Task<SafetyReport> RunAsync(string evals, PromptRelease release, EvalCase kept)
    {
        using var prompts = new TestFolder();
        await release.WriteAsync(prompts.Path, CancellationToken.None);
        await using var services = new ServiceCollection().AddHttpClient().Configure<ChatModelOptions>(_ => { }).BuildServiceProvider();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Evals:Folder", evals)]).Build();
        var played = new PlayedScenarios(configuration, services.GetRequiredService<IOptionsMonitor<ChatModelOptions>>(), services.GetRequiredService<IHttpMessageHandlerFactory>());
        return await played.RunAsync(prompts.Path, [kept], asksModel: false, _ => { }, CancellationToken.None);
    }

    private static EvalCase Kept(string words, StayStage stage, int hours, bool callsPerson, string notSaid, string language = "en") => new()
    {
        OriginKey = "abcdefabcdefabcd", Words = words, Language = language, Stage = stage, HoursFromCheckIn = hours, CallsPerson = callsPerson, NotSaid = notSaid, KeptBy = "host",
    };
}
