using System.Text.Json;
using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Releases;

/// <summary>How far the scenarios are.</summary>
/// <param name="Done">Those that ran.</param>
/// <param name="Total">All; 0 = not known yet.</param>
/// <param name="Failed">Those of <paramref name="Done"/> that did not hold.</param>
public sealed record SafetyProgress(int Done, int Total, int Failed);

/// <summary>A scenario that did not hold, or was left out.</summary>
/// <param name="Id">Which.</param>
/// <param name="Why">Why, in words.</param>
public sealed record SafetyFailure(string Id, string Why);

/// <summary>What came of a run.</summary>
/// <param name="Held">Scenarios that held.</param>
/// <param name="With">What answered in them.</param>
/// <param name="Failures">Those that did not.</param>
public sealed record SafetyReport(int Held, string With, IReadOnlyList<SafetyFailure> Failures)
{
    /// <summary>The model that was asked and answered; empty = none.</summary>
    public string Model { get; init; } = "";

    /// <summary>Those that need what the policy takes away, each with what that is: of them only leaks and broken rules of the house counted.</summary>
    public IReadOnlyList<SafetyFailure> LeftOut { get; init; } = [];
}

/// <summary>Runs all safety scenarios and all kept cases with the texts and the policy of a folder, in a house that is played. Touches nothing real.</summary>
public delegate Task<SafetyReport> SafetyScenarios(string promptsFolder, IReadOnlyList<EvalCase> kept, bool asksModel, Action<SafetyProgress> progress, CancellationToken ct);

/// <summary>The run of this process: of which release, how far, and why the last one gave no report; empty = it gave one, or runs.</summary>
public sealed record SafetyRun(Guid ReleaseId, bool IsRunning, SafetyProgress Progress, bool AsksModel, string Trouble);

/// <summary>
/// Runs the safety scenarios on a draft: one run at a time in a process, within a time, and on whatever happens to the page that began it. What came of it is kept with the draft under the hash of what it ran on, and
/// nothing is kept of a run that broke off or whose process ended.
/// </summary>
public sealed class SafetyRuns(SafetyScenarios scenarios, SafetyGround ground, ReleaseProblems problems, CendraDatabase database, StayClock clock, TimeProvider time, ILogger<SafetyRuns> log) : IAsyncDisposable
{
    /// <summary>The longest run.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private readonly Lock _gate = new();
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    /// <summary>The run, or what became of the last one; null = there was none since the process began.</summary>
    public SafetyRun? Current { get; private set; }

    /// <summary>Raised on any thread when it went on; handlers only schedule their own work.</summary>
    public event Action? Changed;

    /// <summary>Ends when nothing runs.</summary>
    public Task Finished => _running;

    /// <summary>Begins, unless one runs. The draft is read once: what is changed in it meanwhile is not judged.</summary>
    public async Task<Ordered> StartAsync(Guid releaseId, int version, bool asksModel, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        var draft = await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == releaseId, ct);
        if (draft is not { State: ReleaseState.Draft })
        {
            return new Ordered("This change is not here any more: it was published or thrown away.");
        }

        if (draft.Version != version)
        {
            return ReleaseDesk.Overtaken;
        }

        var content = PromptRelease.Of(draft);
        var inForce = PromptRelease.Of(await db.Releases.AsNoTracking().SingleAsync(r => r.State == ReleaseState.Published, ct));
        if (problems.Of(content, inForce) is [var problem, ..])
        {
            return new Ordered($"{problem.Name}: {problem.Words}");
        }

        var kept = await db.EvalCases.AsNoTracking().OrderBy(c => c.KeptUtc).ToListAsync(ct);
        lock (_gate)
        {
            if (Current is { IsRunning: true })
            {
                return new Ordered("The safety scenarios run already. Wait until they are done, or stop them.");
            }

            var stop = _stop = new CancellationTokenSource(Longest, time);
            Current = new SafetyRun(releaseId, true, new SafetyProgress(0, 0, 0), asksModel, "");
            _running = Task.Run(() => RunAsync(content, kept, asksModel, actor, stop), CancellationToken.None);
        }

        Changed?.Invoke();
        return Ordered.Done;
    }

    /// <summary>Ends the run; it leaves no report.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stop?.Cancel();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _running;
    }

    private async Task RunAsync(PromptRelease content, IReadOnlyList<EvalCase> kept, bool asksModel, string actor, CancellationTokenSource stop)
    {
        var trouble = "";
        var folder = Directory.CreateTempSubdirectory("cendra-release-");
        try
        {
            var ranOn = ground.Of(kept);
            await content.WriteAsync(folder.FullName, stop.Token);
            var report = await scenarios(folder.FullName, kept, asksModel, Heard, stop.Token);
            trouble = await KeepAsync(content, ranOn, report, actor, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            trouble = "The run was stopped, or took longer than half an hour. Nothing was concluded.";
        }
        catch (Exception failure)
        {
            // Only its kind: what was thrown within a played house may hold anything of it.
            log.LogError("A run of the safety scenarios broke off: {Kind}", failure.GetType().Name);
            trouble = "The run broke off. Nothing was concluded. The log of the server names the kind of fault.";
        }
        finally
        {
            End(trouble, folder, stop);
        }
    }

    private void End(string trouble, DirectoryInfo folder, CancellationTokenSource stop)
    {
        lock (_gate)
        {
            Current = Current! with { IsRunning = false, Trouble = trouble };
            _stop = null;
            stop.Dispose();
        }

        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            log.LogWarning("A folder of a run could not be removed: {Kind}", left.GetType().Name);
        }

        Changed?.Invoke();
    }

    private void Heard(SafetyProgress progress)
    {
        lock (_gate)
        {
            Current = Current! with { Progress = progress };
        }

        Changed?.Invoke();
    }

    /// <summary>Why the report was not kept; empty = it was.</summary>
    private async Task<string> KeepAsync(PromptRelease content, string ranOn, SafetyReport report, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.Releases.SingleOrDefaultAsync(r => r.Id == content.Id, ct) is not { State: ReleaseState.Draft } draft)
        {
            return "The change was published or thrown away while the scenarios ran.";
        }

        draft.NoteRun(
            new ReleaseRun(content.Hash, ranOn, report.Held, report.Failures.Count, report.With, report.Model, JsonSerializer.Serialize(report.Failures), JsonSerializer.Serialize(report.LeftOut)), actor, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(ct);
            return "";
        }
        catch (DbUpdateConcurrencyException)
        {
            return "Somebody changed the draft at the moment in which the scenarios ended. Run them again.";
        }
    }
}
