using Cendra.Agent.Prompts;
using Cendra.Domain.Database;
using Cendra.Domain.Releases;
using Cendra.Domain.Time;
using Cendra.Knowledge.Articles;
using Cendra.Lifecycle.Orders;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Server.Releases;

/// <summary>
/// The one place where words and policy of the house change. There is one draft at a time; each change of it names the version that was looked at, and one that was overtaken saves nothing. A draft is published only after
/// the safety scenarios held on exactly its content. Who did what stands in the chain of releases.
/// </summary>
public sealed class ReleaseDesk(CendraDatabase database, PromptShelf shelf, KnownCodes known, ReleaseProblems problems, StayClock clock, IdSource ids)
{
    /// <summary>The longest remark on a release.</summary>
    public const int LongestRemark = 500;

    private const int MostNamed = 5;

    /// <summary>Somebody else changed it first.</summary>
    public static readonly Ordered Overtaken = new("Somebody changed it since you looked. Nothing was saved: look at it again.");

    /// <summary>Somebody else wrote other words in the place of those that were read.</summary>
    public static readonly Ordered OtherWords = new("Somebody else changed this text since you began to write. Nothing was saved, and what you typed is still here. Look at their words below, then save yours or take theirs.");

    private static readonly Ordered Gone = new("This change is not here any more: it was published or thrown away.");

    /// <summary>Begins a draft with the content of a release; of the one in force where none is named.</summary>
    public async Task<Ordered> BeginAsync(Guid? fromId, string actor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await db.Releases.AnyAsync(r => r.State == ReleaseState.Draft, ct))
        {
            return new Ordered("There is a change under way already. Publish it or throw it away first.");
        }

        var from = await db.Releases.AsNoTracking().Where(r => fromId == null ? r.State == ReleaseState.Published : r.Id == fromId).SingleOrDefaultAsync(ct);
        if (from is null)
        {
            return Gone;
        }

        db.Releases.Add(Release.Begin(ids.Next(), await db.Releases.MaxAsync(r => r.Number, ct) + 1, from, actor, clock.GetUtcNow()));
        return await SavedAsync(db, ct);
    }

    /// <summary>
    /// Other words for one text of the draft, in the place of <paramref name="from"/>, which the person read. Where other words stand there by now, none are saved: the draft is shown anew whenever somebody saves, so its
    /// version alone does not say what somebody who writes began from. What no channel could carry, or holds a code, is refused with what to change.
    /// </summary>
    public Task<Ordered> SaveTextAsync(Guid id, int version, TextPlace at, string from, string words, string actor, CancellationToken ct) => ChangeAsync(id, version, async (db, draft) =>
    {
        var (name, key, language) = at;
        if (!ShippedTexts.Books.TryGetValue(name, out var shipped) || !shipped.Keys.Contains(key))
        {
            return Gone;
        }

        if (at.In(PromptRelease.Of(draft)) != from)
        {
            return OtherWords;
        }

        if (await known.HoldsRealAsync(db, words, ct))
        {
            return new Ordered("It holds the code of a door or a secret of a property. Take it out: Cendra puts codes in where guests may have them.");
        }

        try
        {
            var content = PromptRelease.Of(draft);
            var texts = new Dictionary<string, string>(content.Texts, StringComparer.Ordinal) { [name] = PromptEdit.Replace(name, content.Markdown(name), key, language, words) };
            var inForce = await db.Releases.AsNoTracking().SingleAsync(r => r.State == ReleaseState.Published, ct);
            var problem = problems.Of(new PromptRelease(0, texts, ""), PromptRelease.Of(inForce)).FirstOrDefault(p => p.Name == name && (p.Key == key || p.Language.Length == 0) && (p.Language == language || p.Language.Length == 0));
            if (problem is not null)
            {
                return new Ordered(problem.Words);
            }

            draft.Change(PromptRelease.AsColumn(texts), draft.Policy, $"words of {name}{(key.Length > 0 ? $", {key}" : "")} ({language})", actor, clock.GetUtcNow());
            return Ordered.Done;
        }
        catch (PromptException wrong)
        {
            return new Ordered(wrong.Message);
        }
    }, ct);

    /// <summary>One file of the draft as it ships again.</summary>
    public Task<Ordered> TakeShippedAsync(Guid id, int version, string name, string actor, CancellationToken ct) => ChangeAsync(id, version, (_, draft) =>
    {
        var texts = PromptRelease.TextsOf(draft).Where(t => t.Key != name).ToDictionary(StringComparer.Ordinal);
        draft.Change(PromptRelease.AsColumn(texts), draft.Policy, $"{name} as it ships", actor, clock.GetUtcNow());
        return Task.FromResult(Ordered.Done);
    }, ct);

    /// <summary>These files of the folder over what the draft holds, the policy among them only where it is named. Everything else of the draft stays. They are judged like any other words.</summary>
    public Task<Ordered> TakeFolderAsync(Guid id, int version, IReadOnlyCollection<string> files, string actor, CancellationToken ct) => ChangeAsync(id, version, async (db, draft) =>
    {
        var taken = ShippedTexts.DifferentIn(shelf.Folder).Where(t => files.Contains(t.Key + FolderTexts.Ending)).ToDictionary(StringComparer.Ordinal);
        if (await known.HoldsRealAsync(db, string.Join('\n', taken.Values), ct))
        {
            return new Ordered("A file of the folder holds the code of a door or a secret of a property. Take it out there first.");
        }

        try
        {
            var policy = files.Contains(ShippedTexts.Policy) ? ShippedTexts.PolicyIn(shelf.Folder) : draft.Policy;
            var texts = PromptRelease.TextsOf(draft).Where(t => !taken.ContainsKey(t.Key)).Concat(taken).ToDictionary(StringComparer.Ordinal);
            draft.Change(PromptRelease.AsColumn(texts), policy, $"{(files.Count <= MostNamed ? string.Join(", ", files.Order(StringComparer.Ordinal)) : $"{files.Count} files")} of the folder", actor, clock.GetUtcNow());
            return Ordered.Done;
        }
        catch (PromptException wrong)
        {
            return new Ordered(wrong.Message);
        }
    }, ct);

    /// <summary>Another policy for the draft.</summary>
    public Task<Ordered> SavePolicyAsync(Guid id, int version, HousePolicy policy, string actor, CancellationToken ct) => ChangeAsync(id, version, (_, draft) =>
    {
        var text = policy.Text();
        draft.Change(draft.Texts, text == HousePolicy.Shipped.Text() ? "" : text, "policy", actor, clock.GetUtcNow());
        return Task.FromResult(Ordered.Done);
    }, ct);

    /// <summary>What is said about the draft; its content stays as it is.</summary>
    public Task<Ordered> DescribeAsync(Guid id, int version, string remark, CancellationToken ct) => ChangeAsync(id, version, (_, draft) => Task.FromResult(Described(draft, remark)), ct);

    /// <summary>The same, to be saved with something else.</summary>
    internal static Ordered Described(Release draft, string remark)
    {
        if (remark.Trim().Length > LongestRemark)
        {
            return new Ordered($"The remark is longer than {LongestRemark} characters.");
        }

        draft.Describe(remark.Trim());
        return Ordered.Done;
    }

    /// <summary>Throws the draft away.</summary>
    public Task<Ordered> DiscardAsync(Guid id, int version, string actor, CancellationToken ct) => ChangeAsync(id, version, (db, draft) =>
    {
        db.Audit(draft.NotesOfEnd(actor));
        db.Releases.Remove(draft);
        return Task.FromResult(Ordered.Done);
    }, ct);

    private async Task<Ordered> ChangeAsync(Guid id, int version, Func<CendraDbContext, Release, Task<Ordered>> change, CancellationToken ct)
    {
        await using var db = database.Open();
        var draft = await db.Releases.SingleOrDefaultAsync(r => r.Id == id, ct);
        return draft is not { State: ReleaseState.Draft } ? Gone : draft.Version != version ? Overtaken
            : await change(db, draft) is { Problem.Length: > 0 } refused ? refused : await SavedAsync(db, ct);
    }

    private static async Task<Ordered> SavedAsync(CendraDbContext db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return Ordered.Done;
        }
        catch (DbUpdateException)
        {
            return Overtaken;
        }
    }
}
