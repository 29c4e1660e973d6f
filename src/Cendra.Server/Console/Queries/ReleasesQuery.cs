using System.Text.Json;
using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Messaging.WhatsApp;
using Cendra.Server.Console.Words;
using Cendra.Server.Releases;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Console.Queries;

/// <summary>A release as its page shows it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Content">What it says.</param>
/// <param name="By">Who put it in force, or wrote the draft.</param>
/// <param name="Files">The files that differ from those that ship, the policy among them.</param>
/// <param name="Judgement">What the last run of the safety scenarios says of it now.</param>
/// <param name="Failures">The scenarios that did not hold.</param>
/// <param name="LeftOut">Those that need what the policy takes away.</param>
public sealed record ReleaseView(
    Release Row, PromptRelease Content, string By, IReadOnlyList<string> Files, ReleaseJudgement Judgement, IReadOnlyList<SafetyFailure> Failures, IReadOnlyList<SafetyFailure> LeftOut)
{
    /// <summary>It may be put in force.</summary>
    public bool IsGreen => Judgement == ReleaseJudgement.Held;

    /// <summary>The scenarios ran on exactly this content, whatever else changed since.</summary>
    public bool RanOnThis => Row.RunUtc is not null && Row.RunHash == Content.Hash;

    /// <summary>They ran on exactly this content, against all that counts now.</summary>
    public bool IsJudged => RanOnThis && Judgement is ReleaseJudgement.Failed or ReleaseJudgement.NoModel or ReleaseJudgement.Held;
}

/// <summary>All that the page of releases shows.</summary>
public sealed record ReleasesView
{
    public required ReleaseView InForce { get; init; }

    /// <summary>The change under way; null = there is none.</summary>
    public required ReleaseView? Draft { get; init; }

    /// <summary>What keeps the draft from being judged.</summary>
    public required IReadOnlyList<TextProblem> Problems { get; init; }

    /// <summary>What the draft changes of what is in force.</summary>
    public required IReadOnlyList<FileDifference> Differences { get; init; }

    /// <summary>The releases that were in force before, the latest first.</summary>
    public required IReadOnlyList<ReleaseView> Earlier { get; init; }

    /// <summary>Files of the folder that say something else than what is in force.</summary>
    public required IReadOnlyList<string> OtherInFolder { get; init; }

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The chat model that is set and may be asked in a run; empty = none.</summary>
    public required string Model { get; init; }

    /// <summary>It must be asked before the draft is published: the draft tells it something else than what is in force.</summary>
    public required bool ModelMustRead { get; init; }

    /// <summary>Cases that hosts kept.</summary>
    public required int Cases { get; init; }
}

/// <summary>Which words and policy are in force, which were, and which are to be.</summary>
public sealed class ReleasesQuery(CendraDatabase database, PromptShelf shelf, SafetyGround ground, ReleaseProblems problems)
{
    private const int MostEarlier = 30;

    /// <summary>Null only before the first release of an installation.</summary>
    public async Task<ReleasesView?> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.Releases.AsNoTracking().OrderByDescending(r => r.State == ReleaseState.Withdrawn ? 0 : 1).ThenByDescending(r => r.Number).Take(MostEarlier + 2).ToListAsync(ct);
        var names = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        if (rows.Find(r => r.State == ReleaseState.Published) is not { } published)
        {
            return null;
        }

        var (now, on) = (PromptRelease.Of(published), await ground.NowAsync(db, ct));
        var views = rows.ConvertAll(r => View(r, now, on, names));
        var inForce = views.Single(v => v.Row.Id == published.Id);
        var draft = views.Find(v => v.Row.State == ReleaseState.Draft);
        return new ReleasesView
        {
            InForce = inForce, Draft = draft, Problems = draft is null ? [] : problems.Of(draft.Content, now), Differences = draft is null ? [] : FileDifference.Between(inForce.Content, draft.Content),
            Earlier = [.. views.Where(v => v.Row.State == ReleaseState.Withdrawn)], Folder = shelf.Folder, OtherInFolder = FolderTexts.OtherThan(now, shelf.Folder),
            Model = ground.Model, ModelMustRead = draft is not null && ground.ModelMustRead(draft.Content, now), Cases = await db.EvalCases.CountAsync(ct),
        };
    }

    /// <summary>The draft alone; null = there is none.</summary>
    public async Task<Release?> DraftAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        return await db.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.State == ReleaseState.Draft, ct);
    }

    /// <summary>The cases that hosts kept, the latest first, with who kept them.</summary>
    public async Task<IReadOnlyList<(EvalCase Case, string By)>> CasesAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var names = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. (await db.EvalCases.AsNoTracking().OrderByDescending(c => c.KeptUtc).ToListAsync(ct)).Select(c => (c, NameOf(c.KeptBy, names)))];
    }

    private ReleaseView View(Release row, PromptRelease inForce, string on, Dictionary<Guid, string> names)
    {
        var content = PromptRelease.Of(row);
        return new ReleaseView(
            row, content, NameOf(row.State == ReleaseState.Draft ? row.WrittenBy : row.PublishedBy, names), [.. content.Texts.Keys, .. row.Policy.Length > 0 ? ["policy"] : Array.Empty<string>()],
            ground.Judge(row, content, inForce, on), Listed(row.RunFailures), Listed(row.RunLeftOut));
    }

    private static List<SafetyFailure> Listed(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<List<SafetyFailure>>(json) ?? []; // Rows of before the list was kept have none.

    private static string NameOf(string actor, Dictionary<Guid, string> names) => AuditWords.HostOf(actor) is { } id ? names.GetValueOrDefault(id, "Somebody who is gone") : "Cendra";
}
