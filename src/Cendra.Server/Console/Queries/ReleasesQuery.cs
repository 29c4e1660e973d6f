using System.Text.Json;
using Cendra.Agent.Models;
using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Messaging.WhatsApp;
using Cendra.Server.Console.Words;
using Cendra.Server.Releases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Cendra.Server.Console.Queries;

/// <summary>A release as its page shows it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Content">What it says.</param>
/// <param name="By">Who put it in force, or wrote the draft.</param>
/// <param name="Files">The files that differ from those that ship, the policy among them.</param>
/// <param name="IsGreen">The safety scenarios held on exactly this content.</param>
/// <param name="IsJudged">They ran on exactly this content.</param>
/// <param name="Failures">The scenarios that did not hold.</param>
public sealed record ReleaseView(Release Row, PromptRelease Content, string By, IReadOnlyList<string> Files, bool IsGreen, bool IsJudged, IReadOnlyList<SafetyFailure> Failures);

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

    /// <summary>A chat model is set, and may be asked in a run.</summary>
    public required bool HasModel { get; init; }

    /// <summary>Cases that hosts kept.</summary>
    public required int Cases { get; init; }
}

/// <summary>Which words and policy are in force, which were, and which are to be.</summary>
public sealed class ReleasesQuery(CendraDatabase database, PromptShelf shelf, IOptionsMonitor<ChatModelOptions> model)
{
    private const int MostEarlier = 30;

    /// <summary>Null only before the first release of an installation.</summary>
    public async Task<ReleasesView?> RunAsync(CancellationToken ct)
    {
        await using var db = database.Open();
        var rows = await db.Releases.AsNoTracking().OrderByDescending(r => r.State == ReleaseState.Withdrawn ? 0 : 1).ThenByDescending(r => r.Number).Take(MostEarlier + 2).ToListAsync(ct);
        var names = await db.Users.ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var views = rows.ConvertAll(r => View(r, names));
        if (views.Find(v => v.Row.State == ReleaseState.Published) is not { } inForce)
        {
            return null;
        }

        var draft = views.Find(v => v.Row.State == ReleaseState.Draft);
        return new ReleasesView
        {
            InForce = inForce, Draft = draft, Problems = draft is null ? [] : ReleaseChecks.Of(draft.Content), Differences = draft is null ? [] : FileDifference.Between(inForce.Content, draft.Content),
            Earlier = [.. views.Where(v => v.Row.State == ReleaseState.Withdrawn)], Folder = shelf.Folder, OtherInFolder = OtherInFolder(inForce.Content),
            HasModel = model.CurrentValue.IsSet, Cases = await db.EvalCases.CountAsync(ct),
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

    private static ReleaseView View(Release row, Dictionary<Guid, string> names)
    {
        var content = PromptRelease.Of(row);
        return new ReleaseView(
            row, content, NameOf(row.State == ReleaseState.Draft ? row.WrittenBy : row.PublishedBy, names), [.. content.Texts.Keys, .. row.Policy.Length > 0 ? ["policy"] : Array.Empty<string>()],
            PublishDesk.IsGreen(row, content), row.RunHash == content.Hash, JsonSerializer.Deserialize<List<SafetyFailure>>(row.RunFailures) ?? []);
    }

    private static string NameOf(string actor, Dictionary<Guid, string> names) => AuditWords.HostOf(actor) is { } id ? names.GetValueOrDefault(id, "Somebody who is gone") : "Cendra";

    /// <summary>Compared with what is in force: a file as it ships is no change where the house left it alone.</summary>
    private List<string> OtherInFolder(PromptRelease inForce)
    {
        var different = ShippedTexts.DifferentIn(shelf.Folder);
        var other = different.Where(f => inForce.Markdown(f.Key) != f.Value).Select(f => f.Key + ".md").ToList();
        try
        {
            if (ShippedTexts.PolicyIn(shelf.Folder) is { Length: > 0 } policy && policy != inForce.Policy.Text())
            {
                other.Add(ShippedTexts.Policy);
            }
        }
        catch (PromptException)
        {
            other.Add(ShippedTexts.Policy);
        }

        return other;
    }
}
