using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;

namespace Cendra.Knowledge.Import;

/// <summary>
/// Which row of a file is which article that is there. First by what the article is now: question, language, properties and days. Then by what the file said when it was last taken over, for
/// a host may have moved the article since. Each article is taken by one row.
/// </summary>
internal sealed class KnownRows
{
    private readonly Dictionary<ArticleDraft, Article> _byRow = [];
    private readonly HashSet<Guid> _taken = [];
    private readonly List<ArticleDraft> _rows;

    public KnownRows(IReadOnlyList<Article> articles, IReadOnlyList<ArticleDraft> rows)
    {
        _rows = [.. rows];
        Match(articles, a => $"{RowNow(a)} {Days(a.ValidFrom, a.ValidUntil)}", r => $"{ImportMark.Of(r).Row} {Days(r.ValidFrom, r.ValidUntil)}");
        Match(articles, a => ImportMark.In(a) is { } mark ? $"{mark.Row} {Days(mark.ValidFrom, mark.ValidUntil)}" : null, r => $"{ImportMark.Of(r).Row} {Days(r.ValidFrom, r.ValidUntil)}");

        MatchOtherDays(articles);

        // Taken over before there were marks: by the texts that it once had, which are kept.
        MatchTexts(articles.Where(a => ImportMark.In(a) is null));
    }

    /// <summary>The article of a row; null = it is a new one.</summary>
    public Article? Of(ArticleDraft row) => _byRow.GetValueOrDefault(row);

    private static string RowNow(Article article) => ImportMark.RowOf(article.Question, Properties(article), article.Language);

    private static IEnumerable<Guid> Properties(Article article) => article.IsForAll ? [] : article.Properties.Select(p => p.PropertyId);

    private static string Days(DateOnly? from, DateOnly? until) => $"{from?.DayNumber} {until?.DayNumber}";

    private IEnumerable<ArticleDraft> Left => _rows.Where(r => !_byRow.ContainsKey(r));

    private void Match(IEnumerable<Article> articles, Func<Article, string?> now, Func<ArticleDraft, string> row)
    {
        var free = articles.Where(a => !_taken.Contains(a.Id)).Select(a => (Article: a, Key: now(a))).Where(a => a.Key is not null).DistinctBy(a => a.Key).ToDictionary(a => a.Key!, a => a.Article, StringComparer.Ordinal);
        foreach (var one in Left.ToList())
        {
            if (free.Remove(row(one), out var article))
            {
                Take(one, article);
            }
        }
    }

    /// <summary>
    /// The same place of the same file with other days: a season that was made longer. Days that have none in common are another season, and another file is another article: taken for one of
    /// the two, the other would be lost.
    /// </summary>
    private void MatchOtherDays(IReadOnlyList<Article> articles)
    {
        var free = articles.Where(a => !_taken.Contains(a.Id)).ToLookup(a => $"{ImportMark.In(a)?.Row ?? RowNow(a)} {a.SourceWords}", StringComparer.Ordinal);
        foreach (var row in Left.ToList())
        {
            if (free[$"{ImportMark.Of(row).Row} {row.SourceText}"].Where(a => !_taken.Contains(a.Id) && !(a.ValidFrom > row.ValidUntil) && !(a.ValidUntil < row.ValidFrom)).Take(2).ToList() is [var only])
            {
                Take(row, only);
            }
        }
    }

    private void MatchTexts(IEnumerable<Article> unmarked)
    {
        var free = unmarked.Where(a => !_taken.Contains(a.Id)).SelectMany(a => a.Versions.Select(v => (Article: a, Text: Text(v.Question, v.Answer)))).ToLookup(v => v.Text, v => v.Article, StringComparer.Ordinal);
        foreach (var row in Left.ToList())
        {
            var own = free[Text(row.Question, row.Answer)].Where(a => !_taken.Contains(a.Id)).DistinctBy(a => a.Id).ToList();
            var sameScope = own.Where(a => a.Language == row.Language && Properties(a).ToHashSet().SetEquals(row.PropertyIds)).ToList();
            var samePlace = own.Where(a => a.Source is ArticleSource.Import && a.SourceWords == row.SourceText).ToList();
            if (sameScope is [var asked, ..])
            {
                Take(row, asked); // A host has since changed the question.
            }
            else if (samePlace is [var moved])
            {
                Take(row, moved);
            }
        }
    }

    private void Take(ArticleDraft row, Article article)
    {
        _taken.Add(article.Id);
        _byRow.Add(row, article);
    }

    private static string Text(string question, string answer) => $"{question.ToUpperInvariant()}\n{answer}";
}
