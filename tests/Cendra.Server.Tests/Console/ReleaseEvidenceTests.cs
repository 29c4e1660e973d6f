using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Server.Releases;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Tests.Console;

/// <summary>What held counts for what it was held against, and for the model that read it; and for nothing else.</summary>
public sealed class ReleaseEvidenceTests
{
    private const string OtherGround = "The safety scenarios ran on these words with other test cases, other scenarios or another version of Cendra than now. Run them again first.";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TextPlace Rules = new("guest-agent", "rules", "en");

    [Fact]
    public async Task What_a_model_is_told_goes_live_only_after_the_model_that_is_set_read_it()
    {
        await using var house = new House(jobsRun: false, settings: WithModel);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        await gate.WriteAsync(await RulesAsync(gate) + "\nSay good night after ten in the evening.", Rules.Key, Rules.Language, Rules.Name);
        Assert.True((await gate.LookAsync()).ModelMustRead);
        await gate.RunAsync();
        Assert.False(gate.WasModelAsked);
        var view = await gate.LookAsync();
        Assert.Equal((ReleaseJudgement.NoModel, false), (view.Draft!.Judgement, view.Draft.IsGreen));
        Assert.Equal("What the model is told changes, and night-1, which is set, was not asked in the run. Run the scenarios with it first.", await gate.PublishAsync());

        gate.Outcome = new(24, "the rules, the model day-2", []) { Model = "day-2" }; // Another one than guests are answered by.
        await gate.RunAsync(asksModel: true);
        Assert.Contains("was not asked in the run", await gate.PublishAsync(), StringComparison.Ordinal);

        gate.Outcome = new(24, "the rules, the model night-1", []) { Model = "night-1" };
        Assert.Equal("night-1", (await gate.RunAsync(asksModel: true)).RunModel);
        Assert.Equal("", await gate.PublishAsync());

        gate.Outcome = new(12, "the rules", []); // What guests read and no model is told needs none.
        await gate.PutInForceAsync("Your host answers you in a moment.");
        var back = await gate.LookAsync();
        Assert.Equal("", (await gate.Acts.GoBackAsync(back.Earlier.Single(e => e.Row.Number == 1).Row.Id, back.InForce.Row.Id, ReleaseGate.Owner, None)).Problem); // What ships always can be gone back to.
    }

    [Fact]
    public async Task Without_a_model_nobody_has_to_read_what_it_would_be_told()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        await gate.WriteAsync(await RulesAsync(gate) + "\nSay good night after ten in the evening.", Rules.Key, Rules.Language, Rules.Name);
        await gate.RunAsync();
        Assert.Equal("", await gate.PublishAsync());
    }

    [Fact]
    public async Task A_case_kept_after_the_run_and_another_scenario_make_what_held_count_no_more_and_what_is_in_force_stays()
    {
        var evals = Directory.CreateTempSubdirectory();
        try
        {
            await using var house = new House(jobsRun: false, settings: new Dictionary<string, string> { ["Evals:Folder"] = evals.FullName });
            _ = house.CreateClient();
            await using var gate = new ReleaseGate(house.Services);
            await gate.PutInForceAsync("The second.");
            await gate.PutInForceAsync("The third.");
            await gate.WriteAsync("The fourth.");
            await gate.RunAsync();
            Assert.True((await gate.LookAsync()).Draft!.IsGreen);

            await using (var db = house.Database.Open())
            {
                db.EvalCases.Add(new EvalCase { Id = new Guid("22222222-2222-4222-8222-222222222222"), OriginKey = "abcdefabcdefabcd", Words = "Is there a pool?", Language = "en", Stage = StayStage.InHouse, KeptBy = "host" });
                await db.SaveChangesAsync();
            }

            var view = await gate.LookAsync();
            Assert.Equal((ReleaseJudgement.OtherGround, false, true), (view.Draft!.Judgement, view.Draft.IsJudged, view.Draft.RanOnThis));
            Assert.Equal(OtherGround, await gate.PublishAsync());
            Assert.Equal("The third.", gate.Says()); // What was published stays so.
            Assert.Equal(OtherGround, (await gate.Acts.GoBackAsync(view.Earlier.Single(e => e.Row.Number == 2).Row.Id, view.InForce.Row.Id, ReleaseGate.Owner, None)).Problem);
            await gate.RunAsync();
            Assert.Single(gate.Kept);
            Assert.True((await gate.LookAsync()).Draft!.IsGreen);

            await File.WriteAllTextAsync(Path.Combine(evals.FullName, "another.yaml"), "id: another");
            Assert.Equal(OtherGround, await gate.PublishAsync());
            await gate.RunAsync();
            Assert.Equal("", await gate.PublishAsync());
            Assert.Equal("The fourth.", gate.Says());
        }
        finally
        {
            evals.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Who_saves_over_words_that_somebody_else_wrote_meanwhile_is_told_and_the_words_stay()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        var at = new TextPlace("basic-replies", "person", "en");
        var began = (await gate.WriteAsync("First.")).Version;
        Assert.Equal("", (await gate.SaveAsync(at, "Of one owner.", from: "First.")).Problem);
        Assert.Equal(ReleaseDesk.OtherWords, await gate.SaveAsync(at, "Of the other.", from: "First.")); // Their page showed the new version already, and they went on writing.
        Assert.Equal("Of one owner.", at.In((await gate.LookAsync()).Draft!.Content));
        Assert.Equal("", (await gate.SaveAsync(at, "Of both.", from: "Of one owner.")).Problem);
        Assert.True((await gate.LookAsync()).Draft!.Row.Version > began);
    }

    [Fact]
    public async Task A_remark_that_was_typed_is_published_with_what_it_is_about()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        await gate.WriteAsync("Words.");
        await gate.RunAsync();
        Assert.Contains("longer than 500", await gate.PublishAsync(new string('x', 501)), StringComparison.Ordinal);
        Assert.Equal("", await gate.PublishAsync(" Friendlier in the evening. "));
        Assert.Equal("Friendlier in the evening.", (await gate.LookAsync()).InForce.Row.Remark);
    }

    [Fact]
    public async Task The_folder_lays_only_the_files_that_it_names_over_a_change_and_leaves_its_policy()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await new PromptRelease(0, new Dictionary<string, string>(), "").WriteAsync(folder.FullName, None);
            await using var house = new House(jobsRun: false, settings: new Dictionary<string, string> { ["Prompts:Folder"] = folder.FullName });
            _ = house.CreateClient();
            await using var gate = new ReleaseGate(house.Services);
            await gate.WriteAsync("Of the change.");
            var draft = (await gate.LookAsync()).Draft!.Row;
            Assert.Equal("", (await gate.Acts.SavePolicyAsync(draft.Id, draft.Version, new HousePolicy(new Dictionary<string, int>(), ["pets"], 300), ReleaseGate.Owner, None)).Problem);
            var lockOut = ShippedTexts.All["lock-out"] + "\n";
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "lock-out.md"), lockOut);
            var named = (await gate.LookAsync()).OtherInFolder;
            Assert.Equal(["lock-out.md"], named);

            draft = (await gate.LookAsync()).Draft!.Row;
            Assert.Equal("", (await gate.Acts.TakeFolderAsync(draft.Id, draft.Version, named, ReleaseGate.Owner, None)).Problem);
            var after = (await gate.LookAsync()).Draft!;
            Assert.Equal(("Of the change.", lockOut, 300), (after.Content.Book("basic-replies").Text("en", "person").Raw, after.Content.Markdown("lock-out"), after.Content.Policy.LongestAnswer));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Places_of_a_text_that_WhatsApp_approved_keep_their_order_while_its_id_is_set()
    {
        await using var house = new House(jobsRun: false, settings: new Dictionary<string, string> { ["Twilio:Templates:thanks:en"] = "HX00000000000000000000000000000000" });
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        var places = ShippedTexts.Books["thanks"].Text("en").Places;
        await gate.WriteAsync("Words.");
        var turned = $"Hello {string.Join(" and ", places.Reverse().Select(p => $"{{{{{p}}}}}"))}, thank you.";
        Assert.Contains("Keep the order", (await gate.SaveAsync(new TextPlace("thanks", "", "en"), turned)).Problem, StringComparison.Ordinal);
        Assert.Equal("", (await gate.SaveAsync(new TextPlace("thanks", "", "de"), turned)).Problem); // No id is set for it: nothing that is numbered goes out in German.
        Assert.Equal("", (await gate.SaveAsync(new TextPlace("thanks", "", "en"), $"Hello {string.Join(" and ", places.Select(p => $"{{{{{p}}}}}"))}, thank you.")).Problem);
    }

    private static Dictionary<string, string> WithModel => new() { ["ChatModel:Provider"] = "OpenAI", ["ChatModel:Endpoint"] = "https://model.test/v1", ["ChatModel:Model"] = "night-1" };

    private static async Task<string> RulesAsync(ReleaseGate gate) => Rules.In((await gate.LookAsync()).InForce.Content);
}
