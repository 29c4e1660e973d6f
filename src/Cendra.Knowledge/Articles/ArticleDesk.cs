using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Knowledge.Topics;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Articles;

/// <summary>
/// Writes articles: all of one or nothing. What seems to hold a code is not saved before a person moved it to a secret or said that it is none, so that no code ever stands readable in
/// the database (P6). Every text is kept as a version, and every change is a line in the article's chain.
/// </summary>
public sealed class ArticleDesk(CendraDatabase database, KnownCodes known, StayClock clock, IdSource ids)
{
    internal const string SomebodyElse = "Somebody else saved this article meanwhile. Load the page again and repeat your change; nothing of yours was saved.";
    private const string NotYours = "This article is not here any more, or holds for properties that you do not see. People who see all properties change those for all.";

    /// <summary>Saves a new article or a change. The draft is left as it is, whatever comes of it.</summary>
    public Task<ArticleSaved> SaveAsync(ArticleDraft draft, Editor editor, CancellationToken ct) => SaveAsync(draft, editor, (_, _) => Task.FromResult<IReadOnlyList<string>>([]), ct);

    /// <summary>The same with what else belongs into the one save; what that has against it refuses all.</summary>
    internal async Task<ArticleSaved> SaveAsync(ArticleDraft draft, Editor editor, Func<CendraDbContext, Article, Task<IReadOnlyList<string>>> also, CancellationToken ct)
    {
        if (ArticleRules.Problems(draft) is { Count: > 0 } problems)
        {
            return ArticleSaved.Refused(problems);
        }

        await using var db = database.Open();
        if (await known.InAsync(db, draft, ct) is { IsEmpty: false } codes)
        {
            return new ArticleSaved(null, codes.Problems, codes);
        }

        if (await RowAsync(db, draft, editor, ct) is not { } article || !MaySave(draft, editor))
        {
            return ArticleSaved.Refused(NotYours);
        }

        if (draft.TranslatesId is { } first && !await Visible(db, editor.Scope).AnyAsync(a => a.Id == first && a.TranslatesId == null, ct))
        {
            return ArticleSaved.Refused("Translation: choose an article that is no translation itself.");
        }

        Write(db, article, draft, editor);
        return await also(db, article) is { Count: > 0 } refusals ? ArticleSaved.Refused(refusals) : await StoreAsync(db, article, ct);
    }

    /// <summary>Approves, puts away or takes back to waiting. Doing it twice changes nothing.</summary>
    public async Task<ArticleSaved> SetStatusAsync(Guid id, ArticleStatus status, Editor editor, CancellationToken ct)
    {
        await using var db = database.Open();
        if (await Changeable(db, editor).SingleOrDefaultAsync(a => a.Id == id, ct) is not { } article)
        {
            return ArticleSaved.Refused(NotYours);
        }

        if (status == ArticleStatus.Approved && article.Hindrance.Length > 0)
        {
            return ArticleSaved.Refused(article.Hindrance);
        }

        if (article.Status != status)
        {
            (article.Status, article.ChangedUtc) = (status, clock.GetUtcNow());
            article.NoteChanged(editor.Actor, status switch { ArticleStatus.Approved => "Approved: guests may be told", ArticleStatus.Off => "Put away", _ => "Waits again" });
        }

        return await StoreAsync(db, article, ct);
    }

    /// <summary>The articles that somebody may see: those for all, and those of a property of theirs.</summary>
    public static IQueryable<Article> Visible(CendraDbContext db, PropertyScope scope)
    {
        var mine = scope.PropertyIds?.ToList();
        return mine is null ? db.Articles : db.Articles.Where(a => a.IsForAll || a.Properties.Any(p => mine.Contains(p.PropertyId)));
    }

    private static IQueryable<Article> Changeable(CendraDbContext db, Editor editor)
    {
        var mine = editor.Scope.PropertyIds?.ToList();
        return mine is null ? db.Articles : db.Articles.Where(a => !a.IsForAll && a.Properties.All(p => mine.Contains(p.PropertyId)));
    }

    private static bool MaySave(ArticleDraft draft, Editor editor) =>
        editor.Scope.PropertyIds is null || (!draft.IsForAll && draft.PropertyIds.TrueForAll(p => editor.Scope.Covers(p)));

    private async Task<Article?> RowAsync(CendraDbContext db, ArticleDraft draft, Editor editor, CancellationToken ct)
    {
        if (draft.Id is not { } id)
        {
            var fresh = new Article { Id = ids.Next(), Question = "", Answer = "", Language = draft.Language, Source = draft.Source, SourceText = draft.SourceText, Number = 0, CreatedUtc = clock.GetUtcNow() };
            db.Articles.Add(fresh);
            return fresh;
        }

        var article = await Changeable(db, editor).Include(a => a.Properties).SingleOrDefaultAsync(a => a.Id == id, ct);
        if (article is not null)
        {
            db.Entry(article).Property(a => a.Version).OriginalValue = draft.Version;
            db.Entry(article).Property(a => a.Version).IsModified = true; // Its properties count as part of it.
        }

        return article;
    }

    private void Write(CendraDbContext db, Article article, ArticleDraft draft, Editor editor)
    {
        var (question, answer, now) = (draft.Question.Trim(), draft.Answer.ReplaceLineEndings("\n").Trim(), clock.GetUtcNow());
        if (article.Question != question || article.Answer != answer)
        {
            db.ArticleVersions.Add(new ArticleVersion { Id = ids.Next(), ArticleId = article.Id, Number = ++article.Number, Question = question, Answer = answer, Actor = editor.Actor, AtUtc = now });
        }

        (article.Question, article.Answer, article.Language, article.IsForAll, article.IsSensitive) = (question, answer, draft.Language, draft.IsForAll, draft.IsSensitive);
        (article.ValidFrom, article.ValidUntil, article.TranslatesId, article.ChangedUtc) = (draft.ValidFrom, draft.ValidUntil, draft.TranslatesId, now);
        article.Topic = draft.Topic.Length > 0 ? draft.Topic : TopicBook.In(question) is [var only, ..] ? only : "";
        article.Hindrance = draft.Answer.Contains(KnownCodes.LeftOut, StringComparison.Ordinal) ? KnownCodes.LeftOutWords : "";
        article.SourceText = draft.SourceText.Length > 0 ? draft.SourceText : article.SourceText;
        article.Status = draft.StaysOff ? ArticleStatus.Off : draft.IsApproved && article.Hindrance.Length == 0 ? ArticleStatus.Approved : ArticleStatus.Pending;
        var wanted = draft.IsForAll ? [] : draft.PropertyIds.Distinct().ToList();
        article.Properties.RemoveAll(p => !wanted.Contains(p.PropertyId));
        article.Properties.AddRange(wanted.Where(w => !article.Properties.Exists(p => p.PropertyId == w)).Select(w => new ArticleProperty { ArticleId = article.Id, PropertyId = w }));
        article.NoteChanged(editor.Actor, $"{(article.Number == 1 ? "Written" : "Changed")}, version {article.Number}{(draft.HoldsNoCode ? "; said to hold no code" : "")}");
    }

    private async Task<ArticleSaved> StoreAsync(CendraDbContext db, Article article, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            var now = clock.GetUtcNow();
            await db.ArticleCandidates.Where(c => c.State == CandidateState.Open && c.ConflictsWithId == article.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.DueAtUtc, now), ct); // Held against it anew.
            return new ArticleSaved(article.Id, [], CodesInArticle.None);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ArticleSaved.Refused(SomebodyElse);
        }
    }
}
