using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Knowledge.Articles;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Candidates;

/// <summary>
/// What a person does with questions that nothing answered: makes an article of one, or wants none. The article, the decision and what it takes the place of are one save: a process that
/// dies in between has done all of it or nothing. Twice is once.
/// </summary>
public sealed class CandidateDesk(CendraDatabase database, ArticleDesk articles, StayClock clock)
{
    private const int MostAttempts = 3;
    private const string NotHere = "This question is not here any more, or was asked at a property that you do not see.";
    private const string Source = "A host's reply to a guest";

    /// <summary>
    /// Makes an approved article of the suggested answer, for the property where it was asked. Refused where nobody answered, where it is not known to hold for others or in which language it is, and where an
    /// article says something else. With <paramref name="inPlaceOf"/> such an article is put away there, but only as it was shown: one that was changed since stays, and so does the question. The id is that of
    /// the article, also where it was made before.
    /// </summary>
    public async Task<ArticleSaved> ApproveAsync(Guid id, Editor editor, CancellationToken ct, IReadOnlyList<ShownArticle>? inPlaceOf = null)
    {
        await using var db = database.Open();
        return await Visible(db, editor.Scope).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) switch
        {
            null => ArticleSaved.Refused(NotHere),
            { State: CandidateState.Approved } done => Done(done),
            { Answer: "" } => ArticleSaved.Refused("Nobody answered it yet. Write the answer, then approve it."),
            { PropertyId: null } => ArticleSaved.Refused("Nobody knows at which property it was asked. Choose the properties for which it holds, then approve it."),
            { Language: "" } => ArticleSaved.Refused("Nobody knows in which language it is written. Choose the language, then approve it."),
            { Kind: not CandidateKind.Stable } specific => ArticleSaved.Refused($"The answer speaks of one stay alone. {specific.KindWords} Write it so that it holds for every guest, then approve it."),
            var open => await ApproveAsync(id, DraftOf(open), editor, ct, inPlaceOf),
        };
    }

    /// <summary>The same with another question, answer or scope, as a person wrote it. The draft is left as it is.</summary>
    public async Task<ArticleSaved> ApproveAsync(Guid id, ArticleDraft draft, Editor editor, CancellationToken ct, IReadOnlyList<ShownArticle>? inPlaceOf = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            if (await Visible(db, editor.Scope).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } candidate)
            {
                return ArticleSaved.Refused(NotHere);
            }

            if (candidate.State == CandidateState.Approved)
            {
                return Done(candidate);
            }

            var fresh = Copied(draft);
            var clashes = await Clashes.OfAsync(db, fresh, candidate.PropertyId, clock.GetUtcNow(), ct);
            if (await Clashes.ProblemsAsync(db, clashes, inPlaceOf ?? [], ct) is { Count: > 0 } problems)
            {
                if (await Visible(db, editor.Scope).AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.State == CandidateState.Approved, ct) is { } meanwhile)
                {
                    return Done(meanwhile); // What stands in the way is the article that somebody made of it in this very moment.
                }

                return ArticleSaved.Refused(problems) with { InTheWay = [.. clashes.Select(c => new ShownArticle(c.Article.Id, c.Article.Version))] };
            }

            var saved = await articles.SaveAsync(fresh, editor, (own, article) => DecideAsync(own, id, article, clashes, editor, ct), ct);
            if (!saved.Problems.Contains(ArticleDesk.SomebodyElse) || attempt == MostAttempts)
            {
                return saved; // What collided is read anew: somebody else may have approved it, or a guest asked it again in this very moment.
            }
        }
    }

    /// <summary>No article is wanted of it, also when it is asked again. What was in the way; empty = none.</summary>
    public async Task<IReadOnlyList<string>> RejectAsync(Guid id, Editor editor, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = database.Open();
            switch (await Visible(db, editor.Scope).SingleOrDefaultAsync(c => c.Id == id, ct))
            {
                case null:
                    return [NotHere];
                case { State: CandidateState.Approved }:
                    return ["It became an article already. Put the article away instead."];
                case { State: CandidateState.Rejected }:
                    return [];
                case var candidate:
                    (candidate.State, candidate.DueAtUtc) = (CandidateState.Rejected, null);
                    candidate.NoteDecided(editor.Actor, "No article is wanted");
                    break;
            }

            try
            {
                await db.SaveChangesAsync(ct);
                return [];
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // Asked again or looked at in this very moment: decided on what it is now.
            }
        }
    }

    /// <summary>The questions that somebody may see; those of no property only where they see all.</summary>
    public static IQueryable<ArticleCandidate> Visible(CendraDbContext db, PropertyScope scope)
    {
        var mine = scope.PropertyIds?.ToList();
        return mine is null ? db.ArticleCandidates : db.ArticleCandidates.Where(c => c.PropertyId != null && mine.Contains(c.PropertyId.Value));
    }

    private static ArticleSaved Done(ArticleCandidate candidate) => new(candidate.ArticleId, [], CodesInArticle.None);

    private static ArticleDraft DraftOf(ArticleCandidate candidate) => new()
    {
        Question = CandidateTexts.CutAtWord(candidate.Question, Article.LongestQuestion),
        Answer = candidate.Answer,
        Topic = candidate.Topic,
        Language = candidate.Language.Split('-', '_')[0] is { Length: 2 } language ? language.ToLowerInvariant() : "en",
        PropertyIds = candidate.PropertyId is { } property ? [property] : [],
        Source = ArticleSource.Reply,
        SourceText = Source,
    };

    private static ArticleDraft Copied(ArticleDraft draft) => new()
    {
        Question = draft.Question, Answer = draft.Answer, Topic = draft.Topic, Language = draft.Language, IsForAll = draft.IsForAll, PropertyIds = [.. draft.PropertyIds], ValidFrom = draft.ValidFrom, ValidUntil = draft.ValidUntil,
        IsSensitive = draft.IsSensitive, TranslatesId = draft.TranslatesId, IsApproved = draft.IsApproved, HoldsNoCode = draft.HoldsNoCode, Source = ArticleSource.Reply, SourceText = Source,
    };

    /// <summary>Within the save of the article: the decision, and the articles whose place it takes.</summary>
    private async Task<IReadOnlyList<string>> DecideAsync(CendraDbContext db, Guid id, Article article, IReadOnlyList<ArticleClash> clashes, Editor editor, CancellationToken ct)
    {
        var candidate = await db.ArticleCandidates.SingleAsync(c => c.Id == id, ct);
        if (candidate.State == CandidateState.Approved)
        {
            return [ArticleDesk.SomebodyElse]; // Read anew by the caller, which then gives the article that was made.
        }

        if (clashes.Count > 0 && (article.Status != ArticleStatus.Approved || article.ValidFrom is not null))
        {
            return ["It would not be told to every guest at once, so it cannot take the place of another article. Approve it without a first day, or change the other one."];
        }

        foreach (var clash in clashes)
        {
            var old = await db.Articles.Include(a => a.Properties).SingleAsync(a => a.Id == clash.Article.Id, ct);
            if (old.Version != clash.Article.Version)
            {
                return [ArticleDesk.SomebodyElse]; // Read anew by the caller, which then says what changed.
            }

            if (PutAway(db, old, article, editor) is { Length: > 0 } refusal)
            {
                return [refusal];
            }
        }

        (candidate.State, candidate.ArticleId, candidate.DueAtUtc, candidate.ConflictsWithId, candidate.ConflictWords) = (CandidateState.Approved, article.Id, null, null, "");
        candidate.NoteDecided(editor.Actor, "An article was made of it");
        return [];
    }

    /// <summary>The old article holds no longer where the new one does. What is in the way, in a sentence; empty = it is done.</summary>
    private string PutAway(CendraDbContext db, Article old, Article fresh, Editor editor)
    {
        if (old.IsForAll && !fresh.IsForAll)
        {
            return $"The article “{old.Question}” holds for all properties. Change it, or choose the properties for which it holds, then approve this one.";
        }

        if (!old.Properties.TrueForAll(p => editor.Scope.Covers(p.PropertyId)))
        {
            return $"The article “{old.Question}” holds for properties that you do not see. Somebody who sees them has to change it.";
        }

        var left = fresh.IsForAll ? [] : old.Properties.Where(p => !fresh.Properties.Exists(f => f.PropertyId == p.PropertyId)).ToList();
        if (left.Count == 0)
        {
            old.Status = ArticleStatus.Off; // Its properties stay: taken out again it holds where it held.
        }
        else
        {
            old.Properties.RemoveAll(p => !left.Contains(p));
        }

        db.Entry(old).Property(a => a.Version).IsModified = true; // Its properties count as part of it.
        old.ChangedUtc = clock.GetUtcNow();
        old.NoteChanged(editor.Actor, left.Count == 0 ? "Put away: another article took its place" : "Holds no longer for a property where another article took its place");
        return "";
    }
}
