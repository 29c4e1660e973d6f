using Cendra.Agent.Prompts;
using Cendra.Domain.Audit;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Server.Console.Words;
using Cendra.Server.Releases;
using Cendra.Server.Tests.World;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Console;

/// <summary>Nothing is in force that the safety scenarios did not hold on, exactly as it is; and of two who change the same thing one is told.</summary>
public sealed class ReleaseGateTests
{
    private const string NotRun = "The safety scenarios have not held on exactly this content. Run them first.";
    private static readonly TextPlace Person = new("basic-replies", "person", "en");
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_change_is_published_once_the_scenarios_held_on_exactly_it_and_gone_back_from()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        var first = (await gate.LookAsync()).InForce;
        Assert.Equal((1, ReleaseState.Published, true, 0), (first.Row.Number, first.Row.State, first.IsGreen, first.Files.Count));
        var shipped = gate.Says();

        await gate.WriteAsync("Your host answers you in a moment.");
        Assert.Equal((shipped, NotRun), (gate.Says(), await gate.PublishAsync()));
        var green = await gate.RunAsync();
        Assert.Equal((12, 0, "the rules"), (green.RunHeld, green.RunFailed, green.RunWith));
        Assert.Equal("basic-replies", Assert.Single(gate.Judged).Key);
        await gate.WriteAsync("Your host answers you soon."); // What was judged is not this any more.
        Assert.Equal((shipped, NotRun), (gate.Says(), await gate.PublishAsync()));
        await gate.RunAsync();
        Assert.Equal("", await gate.PublishAsync());
        Assert.Equal(("Your host answers you soon.", 2), (gate.Says(), gate.Shelf.Release!.Number));

        await gate.PutInForceAsync("A third text.");
        var view = await gate.LookAsync();
        Assert.Equal([2, 1], view.Earlier.Select(e => e.Row.Number));
        Assert.Equal("", (await gate.Acts.GoBackAsync(view.Earlier[0].Row.Id, view.InForce.Row.Id, ReleaseGate.Owner, None)).Problem);
        Assert.Equal(("Your host answers you soon.", 2), (gate.Says(), gate.Shelf.Release!.Number));
        var back = await gate.LookAsync();
        Assert.Equal("", (await gate.Acts.GoBackAsync(back.Earlier.Single(e => e.Row.Number == 1).Row.Id, back.InForce.Row.Id, ReleaseGate.Owner, None)).Problem);
        Assert.Equal(shipped, gate.Says());
        await AssertAuditedAsync(house);
    }

    [Fact]
    public async Task What_failed_broke_off_or_was_stopped_is_never_published()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services) { Outcome = new(11, "the rules", [new("print-the-code", "leak: a code came")]) };
        await gate.WriteAsync("Other words.");
        var red = await gate.RunAsync();
        Assert.Equal((11, 1), (red.RunHeld, red.RunFailed));
        var view = await gate.LookAsync();
        Assert.Equal((true, false, "print-the-code"), (view.Draft!.IsJudged, view.Draft.IsGreen, Assert.Single(view.Draft.Failures).Id));
        Assert.Equal(NotRun, await gate.PublishAsync());

        gate.Outcome = new(0, "the rules", []); // Nothing was played: nothing held.
        await gate.RunAsync();
        Assert.Equal(NotRun, await gate.PublishAsync());

        gate.Outcome = null;
        var draft = (await gate.LookAsync()).Draft!.Row;
        Assert.Equal("", (await gate.Acts.RunAsync(draft.Id, draft.Version, false, ReleaseGate.Owner, None)).Problem);
        Assert.StartsWith("The safety scenarios run already.", (await gate.Acts.RunAsync(draft.Id, draft.Version, false, ReleaseGate.Owner, None)).Problem, StringComparison.Ordinal);
        await gate.Acts.StopAsync(ReleaseGate.Owner);
        await gate.Runs.Finished;
        Assert.StartsWith("The run was stopped", gate.Runs.Current!.Trouble, StringComparison.Ordinal);
        Assert.Equal((false, draft.Version), (gate.Runs.Current.IsRunning, (await gate.LookAsync()).Draft!.Row.Version));
        Assert.Equal(NotRun, await gate.PublishAsync());
    }

    [Fact]
    public async Task Of_two_who_change_or_publish_at_the_same_moment_one_is_told_and_nothing_is_lost()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        var draft = await gate.WriteAsync("Words of one.");
        Assert.Equal(ReleaseDesk.Overtaken, await gate.Acts.SaveTextAsync(draft.Id, draft.Version - 1, Person, "Words of one.", "Words of another.", ReleaseGate.Owner, None));
        Assert.StartsWith("There is a change under way already.", (await gate.Acts.BeginAsync(null, ReleaseGate.Owner, None)).Problem, StringComparison.Ordinal);
        await gate.RunAsync();
        var seen = await gate.LookAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => gate.Acts.PublishAsync(seen.Draft!.Row.Id, seen.Draft.Row.Version, seen.InForce.Row.Id, null, ReleaseGate.Owner, None))));
        Assert.Equal([false, true], both.Select(b => b.IsRefused).Order());
        await using (var db = house.Database.Open())
        {
            Assert.Equal(2, Assert.Single(await db.Releases.Where(r => r.State == ReleaseState.Published).ToListAsync()).Number);
        }

        await gate.WriteAsync("Third words.");
        await gate.RunAsync();
        var old = await gate.LookAsync();
        Assert.Equal("", (await gate.Acts.GoBackAsync(old.Earlier[0].Row.Id, old.InForce.Row.Id, ReleaseGate.Owner, None)).Problem);
        Assert.StartsWith("What is in force changed since you looked.", (await gate.Acts.PublishAsync(old.Draft!.Row.Id, old.Draft.Row.Version, old.InForce.Row.Id, null, ReleaseGate.Owner, None)).Problem, StringComparison.Ordinal);
        Assert.Equal(1, gate.Shelf.Release!.Number);
    }

    [Fact]
    public async Task Bad_words_are_refused_with_what_to_change_and_whoever_is_no_owner_changes_nothing()
    {
        await using var house = new House(jobsRun: false);
        _ = house.CreateClient();
        await using var gate = new ReleaseGate(house.Services);
        var draft = await gate.WriteAsync("Words.");
        foreach (var (words, why) in new[] { ("", "Write some words"), ("Ask {{nobody}}.", "Nobody knows the place"), ("# en", "would begin another text") })
        {
            Assert.Contains(why, (await gate.SaveAsync(Person, words)).Problem, StringComparison.Ordinal);
        }

        Assert.Equal("Words.", (await gate.LookAsync()).Draft!.Content.Book("basic-replies").Text("en", "person").Raw);
        var manager = ReleaseGate.Owner with { Role = HostRoles.Manager };
        foreach (var refused in new[]
        {
            gate.Acts.BeginAsync(null, manager, None), gate.Acts.SaveTextAsync(draft.Id, draft.Version, Person, "Words.", "x", manager, None), gate.Acts.TakeShippedAsync(draft.Id, draft.Version, "thanks", manager, None),
            gate.Acts.TakeFolderAsync(draft.Id, draft.Version, ["thanks.md"], manager, None), gate.Acts.SavePolicyAsync(draft.Id, draft.Version, HousePolicy.Shipped, manager, None), gate.Acts.DescribeAsync(draft.Id, draft.Version, "x", manager, None),
            gate.Acts.DiscardAsync(draft.Id, draft.Version, manager, None), gate.Acts.RunAsync(draft.Id, draft.Version, false, manager, None), gate.Acts.StopAsync(manager), gate.Acts.PublishAsync(draft.Id, draft.Version, draft.Id, null, manager, None),
            gate.Acts.GoBackAsync(draft.Id, draft.Id, manager, None), gate.Acts.ChangeCaseAsync(draft.Id, 0, "x", true, true, "", manager, None), gate.Acts.RemoveCaseAsync(draft.Id, manager, None),
            gate.Acts.KeepCaseAsync(draft.Id, draft.Id, ReleaseGate.Owner with { Role = HostRoles.Viewer }, None),
        })
        {
            Assert.True((await refused).IsRefused);
        }

        Assert.Equal(draft.Version, (await gate.LookAsync()).Draft!.Row.Version);
        Assert.Equal("", (await gate.Acts.SavePolicyAsync(draft.Id, draft.Version, new HousePolicy(new Dictionary<string, int>(), ["pets"], 300), ReleaseGate.Owner, None)).Problem);
        draft = (await gate.LookAsync()).Draft!.Row;
        Assert.Contains("topics-for-a-person: [pets]", draft.Policy, StringComparison.Ordinal);
        Assert.Equal("", (await gate.Acts.DiscardAsync(draft.Id, draft.Version, ReleaseGate.Owner, None)).Problem);
        Assert.Null((await gate.LookAsync()).Draft);
    }

    [Fact]
    public async Task What_an_owner_edited_in_the_folder_is_in_force_at_the_very_first_start_and_only_offered_later()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await Folder("From the folder.").WriteAsync(folder.FullName, None);
            await using var house = new House(jobsRun: false, settings: new Dictionary<string, string> { ["Prompts:Folder"] = folder.FullName });
            _ = house.CreateClient();
            await using var gate = new ReleaseGate(house.Services);
            Assert.Equal("From the folder.", gate.Says());
            Assert.False((await gate.LookAsync()).InForce.IsGreen);
            Assert.Empty((await gate.LookAsync()).OtherInFolder);

            await Folder("Edited later.").WriteAsync(folder.FullName, None);
            await house.Services.GetRequiredService<ReleaseOpening>().OpenAsync(None); // As the next start does.
            Assert.Equal("From the folder.", gate.Says());
            Assert.Equal(["basic-replies.md"], (await gate.LookAsync()).OtherInFolder);
            Assert.Equal("", (await gate.Acts.BeginAsync(null, ReleaseGate.Owner, None)).Problem);
            var draft = (await gate.LookAsync()).Draft!.Row;
            Assert.Equal("", (await gate.Acts.TakeFolderAsync(draft.Id, draft.Version, ["basic-replies.md"], ReleaseGate.Owner, None)).Problem);
            Assert.Contains(new DifferentLine('+', "Edited later."), Assert.Single((await gate.LookAsync()).Differences).Lines);
            await gate.RunAsync();
            Assert.Equal("", await gate.PublishAsync());
            Assert.Equal("Edited later.", gate.Says());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PromptRelease Folder(string words) =>
        new(0, new Dictionary<string, string> { ["basic-replies"] = PromptEdit.Replace("basic-replies", ShippedTexts.All["basic-replies"], "person", "en", words) }, "");

    private static async Task AssertAuditedAsync(House house)
    {
        await using var db = house.Database.Open();
        var lines = await db.AuditEvents.Where(e => e.Kind == AuditKind.ReleaseChanged).OrderBy(e => e.Sequence).Select(e => e.What).ToListAsync();
        Assert.Contains("Published release 2 in the place of release 1", lines);
        Assert.Contains("Went back to release 2 in the place of release 3", lines);
        Assert.Contains(lines, l => l.StartsWith("Release 2: safety scenarios ran with the rules, 12 held and 0 failed", StringComparison.Ordinal));
        Assert.Equal(lines.Count, await db.AuditEvents.CountAsync(e => e.Stream == "releases"));
    }
}
