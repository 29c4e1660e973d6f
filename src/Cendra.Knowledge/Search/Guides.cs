using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Meanings;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Knowledge.Search;

/// <summary>
/// Reads the guide of one property: approved articles that hold for it, for the days of the stay and for who asks. The database is asked for these alone, so an article of another property
/// never comes into the process. A compiled guide is used again only while the same versions of the same articles hold, which is asked each time: a change counts from the next question on.
/// </summary>
/// <remarks>
/// An article is replaced by its translation into the asked language. A translation is read only while the article that it translates would be read as well: what a host puts away, marks as
/// sensitive or lets run out is gone in every language.
/// </remarks>
public sealed class Guides(CendraDatabase database, MeaningOfTexts? meanings = null)
{
    /// <summary>Compiled guides hold at most this many articles together, some 100 MB; the longest unused go first.</summary>
    internal const int MostArticlesKept = 20_000;

    private readonly GuideShelf _shelf = new(MostArticlesKept);

    /// <summary>At most <paramref name="most"/> articles for the question, the best first; empty where nothing has anything in common with it.</summary>
    public async Task<IReadOnlyList<Found>> FindAsync(GuideQuestion question, int most, CancellationToken ct) =>
        (await CompiledAsync(question, ct)).Find(question.Question, question.Language, most, meanings is null ? default : await meanings.OfQuestionAsync(question.Question, ct));

    /// <summary>The whole guide that this guest may be told, its texts ordered by id, ready to be searched.</summary>
    public async Task<CompiledGuide> CompiledAsync(GuideQuestion question, CancellationToken ct)
    {
        await using var db = database.Open();
        var marks = await Holding(db, question).Select(a => new ArticleMark(a.Id, a.Version, a.TranslatesId)).ToListAsync(ct);
        var withMeaning = meanings is { IsAwake: true }; // A guide that was compiled while the model rested is compiled again when it wakes.
        if (_shelf.Find(new(question.PropertyId, Chosen(marks), withMeaning)) is { } known)
        {
            return known;
        }

        // Read again in one go, marks and texts: what changed between the two readings is compiled as it is now.
        var rows = await Holding(db, question).Select(a => new { Mark = new ArticleMark(a.Id, a.Version, a.TranslatesId), a.Question, a.Answer, a.Topic, a.Language, a.Number }).ToListAsync(ct);
        var chosen = Chosen(rows.ConvertAll(r => r.Mark));
        var kept = chosen.Select(m => m.Id).ToHashSet();
        var texts = rows.Where(r => kept.Contains(r.Mark.Id)).Select(r => new GuideText(r.Mark.Id, r.Question, r.Answer, r.Topic, r.Language) { Number = r.Number }).ToList();
        var numbers = meanings is not null && withMeaning ? await meanings.OfAsync(texts, ct) : null;
        var guide = new CompiledGuide(texts.Select(t => numbers?.TryGetValue(t.Id, out var vector) == true ? t with { Vector = vector } : t));
        _shelf.Put(new(question.PropertyId, chosen, withMeaning && meanings is { IsAwake: true }), guide);
        return guide;
    }

    /// <summary>Two halves, each by an index of its own, so that a question costs the same however many properties there are.</summary>
    internal static IQueryable<Article> Holding(CendraDbContext db, GuideQuestion question)
    {
        // The one as a parameter and the other bare: a parameter is looked up in the index of articles for all, which is right for those and would walk through all others for one property's.
        var yes = true;
        var forAll = db.Articles.AsNoTracking().Where(a => a.IsForAll == yes);
        var own = db.ArticleProperties.AsNoTracking().Where(p => p.PropertyId == question.PropertyId).Join(db.Articles, p => p.ArticleId, a => a.Id, (_, a) => a).Where(a => !a.IsForAll);
        return Told(forAll, question).Concat(Told(own, question));
    }

    private static IQueryable<Article> Told(IQueryable<Article> articles, GuideQuestion question) => articles
        .Where(a => a.Status == ArticleStatus.Approved)
        .Where(a => question.MaySeeSensitive || !a.IsSensitive)
        .Where(a => (a.ValidFrom == null || a.ValidFrom <= question.UntilDay) && (a.ValidUntil == null || a.ValidUntil >= question.FromDay))
        .Where(a => a.TranslatesId == null || a.Language == question.Language);

    /// <summary>Each article once: its translation where there is one, and no translation of what is not read itself. Ordered by id.</summary>
    private static List<ArticleMark> Chosen(List<ArticleMark> marks)
    {
        var firsts = marks.Where(m => m.TranslatesId is null).Select(m => m.Id).ToHashSet();
        // Two translations into one language are a mistake of a host's: the older one stays.
        var translations = marks.Where(m => m.TranslatesId is { } first && firsts.Contains(first)).OrderBy(m => m.Id).DistinctBy(m => m.TranslatesId).ToList();
        var replaced = translations.Select(m => m.TranslatesId!.Value).ToHashSet();
        return [.. marks.Where(m => m.TranslatesId is null && !replaced.Contains(m.Id)).Concat(translations).OrderBy(m => m.Id)];
    }
}

/// <summary>One article as it stood when it was read.</summary>
internal sealed record ArticleMark(Guid Id, int Version, Guid? TranslatesId);
