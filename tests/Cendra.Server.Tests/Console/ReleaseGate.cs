using Cendra.Agent.Prompts;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Releases;
using Cendra.Domain.Database;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Orders;
using Cendra.Server.Console.Commands;
using Cendra.Server.Console.Queries;
using Cendra.Server.Releases;
using Cendra.Server.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cendra.Server.Tests.Console;

/// <summary>The gate before what is in force, with scenarios that come out as a test says.</summary>
internal sealed class ReleaseGate(IServiceProvider services) : IAsyncDisposable
{
    public static readonly SignedInHost Owner = new(new Guid("11111111-1111-4111-8111-111111111111"), "Marta Puig", HostRoles.Owner, PropertyScope.All);

    private SafetyRuns? _runs;

    /// <summary>What comes of the next run; null = it waits until it is stopped.</summary>
    public SafetyReport? Outcome { get; set; } = new(12, "the rules", []);

    /// <summary>The folder that the last run was given, read while it ran.</summary>
    public IReadOnlyDictionary<string, string> Judged { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<EvalCase> Kept { get; private set; } = [];

    public bool WasModelAsked { get; private set; }

    public SafetyRuns Runs => _runs ??= new SafetyRuns(PlayAsync, services.GetRequiredService<SafetyGround>(), services.GetRequiredService<ReleaseProblems>(), services.GetRequiredService<CendraDatabase>(), services.GetRequiredService<StayClock>(), TimeProvider.System, NullLogger<SafetyRuns>.Instance);

    public ReleaseActs Acts => new(services.GetRequiredService<ReleaseDesk>(), services.GetRequiredService<PublishDesk>(), Runs, services.GetRequiredService<CaseDesk>());

    public PromptShelf Shelf => services.GetRequiredService<PromptShelf>();

    public async Task<ReleasesView> LookAsync() => (await services.GetRequiredService<ReleasesQuery>().RunAsync(CancellationToken.None))!;

    /// <summary>A change of one text, begun where none is under way.</summary>
    public async Task<Release> WriteAsync(string words, string key = "person", string language = "en", string name = "basic-replies")
    {
        if ((await LookAsync()).Draft is null)
        {
            Assert.Equal("", (await Acts.BeginAsync(null, Owner, CancellationToken.None)).Problem);
        }

        Assert.Equal("", (await SaveAsync(new TextPlace(name, key, language), words)).Problem);
        return (await LookAsync()).Draft!.Row;
    }

    /// <summary>Saves words in the draft as it stands; <paramref name="from"/> null = in the place of those that stand there.</summary>
    public async Task<Ordered> SaveAsync(TextPlace at, string words, string? from = null)
    {
        var draft = (await LookAsync()).Draft!;
        return await Acts.SaveTextAsync(draft.Row.Id, draft.Row.Version, at, from ?? at.In(draft.Content), words, Owner, CancellationToken.None);
    }

    /// <summary>Runs the scenarios on the draft and waits for the end.</summary>
    public async Task<Release> RunAsync(bool asksModel = false)
    {
        var draft = (await LookAsync()).Draft!.Row;
        Assert.Equal("", (await Acts.RunAsync(draft.Id, draft.Version, asksModel, Owner, CancellationToken.None)).Problem);
        await Runs.Finished;
        Assert.Equal("", Runs.Current!.Trouble);
        return (await LookAsync()).Draft!.Row;
    }

    public async Task<string> PublishAsync(string? remark = null)
    {
        var view = await LookAsync();
        return (await Acts.PublishAsync(view.Draft!.Row.Id, view.Draft.Row.Version, view.InForce.Row.Id, remark, Owner, CancellationToken.None)).Problem;
    }

    /// <summary>Writes, runs and publishes.</summary>
    public async Task<Release> PutInForceAsync(string words, string key = "person")
    {
        await WriteAsync(words, key);
        await RunAsync();
        Assert.Equal("", await PublishAsync());
        return (await LookAsync()).InForce.Row;
    }

    public string Says(string key = "person", string language = "en") => Shelf.Book("basic-replies").Text(language, key).Raw;

    public ValueTask DisposeAsync() => _runs?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<SafetyReport> PlayAsync(string folder, IReadOnlyList<EvalCase> kept, bool asksModel, Action<SafetyProgress> progress, CancellationToken ct)
    {
        (Judged, Kept, WasModelAsked) = (ShippedTexts.DifferentIn(folder), kept, asksModel);
        progress(new SafetyProgress(1, 12, 0));
        if (Outcome is null)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }

        return Outcome!;
    }
}
