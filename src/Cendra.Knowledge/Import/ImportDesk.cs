using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Topics;

namespace Cendra.Knowledge.Import;

/// <summary>
/// Takes files of articles over. Everything comes in waiting for a host. What looks like a code is left out before it is saved, so that no code ever stands readable in the database, and
/// such an article cannot be approved before somebody mends it. Taking the same file over twice changes nothing, also where a host changed an article in between or moved it to other properties:
/// what a host changed stays, and is named.
/// </summary>
public sealed class ImportDesk(CendraDatabase database, ArticleDesk articles)
{
    private const int MostPasses = 4;

    /// <param name="Line">What is shown.</param>
    /// <param name="Draft">What is saved; null = nothing.</param>
    private sealed record Prepared(ImportLine Line, ArticleDraft? Draft);

    /// <summary>What taking the file over would do. Saves nothing.</summary>
    public async Task<ImportPreview> PreviewAsync(GivenFile file, Editor editor, CancellationToken ct)
    {
        var (prepared, problems) = await PrepareAsync(file, editor, ct);
        return new ImportPreview([.. prepared.Select(p => p.Line)], problems);
    }

    /// <summary>Takes the file over and says what was done. A line that is refused stops no other.</summary>
    public async Task<ImportPreview> TakeOverAsync(GivenFile file, Editor editor, CancellationToken ct)
    {
        var (prepared, problems) = await PrepareAsync(file, editor, ct);
        var lines = new List<ImportLine>();
        foreach (var (line, draft) in prepared)
        {
            var done = line;
            if (draft is not null && await articles.SaveAsync(draft, editor, ct) is { Id: null } refused)
            {
                done = line with { Step = ImportStep.Refused, Problems = refused.Problems };
                problems.AddRange(refused.Problems.Select(p => new ImportProblem(line.Article.Place, p)));
            }

            lines.Add(done);
        }

        return new ImportPreview(lines, problems);
    }

    private async Task<(List<Prepared> Prepared, List<ImportProblem> Problems)> PrepareAsync(GivenFile file, Editor editor, CancellationToken ct)
    {
        var read = ImportFile.Read(file.Name, file.Bytes);
        await using var db = database.Open();
        var scope = await ImportScope.ReadAsync(db, editor, ct);
        var seen = new HashSet<(string, DateOnly?, DateOnly?)>();
        var prepared = read.Articles.Select(a => Prepare(a, file, scope, seen)).ToList();
        var known = new KnownRows(scope.Articles, [.. prepared.Select(p => p.Draft).OfType<ArticleDraft>()]);
        prepared = prepared.ConvertAll(p => p.Draft is { } row ? Compared(p.Line, row, known.Of(row)) : p);
        return (prepared, [.. read.Problems, .. prepared.SelectMany(p => p.Line.Problems.Select(w => new ImportProblem(p.Line.Article.Place, w)))]);
    }

    private static Prepared Prepare(ImportedArticle article, GivenFile file, ImportScope scope, HashSet<(string, DateOnly?, DateOnly?)> seen)
    {
        var (inQuestion, inAnswer) = (CodeLikeScan.Find(article.Question), CodeLikeScan.Find(article.Answer));
        var (properties, problem) = scope.Properties(article.PropertyNames);
        var draft = Draft(article, file, properties ?? []);
        var problems = new List<string>();
        if (properties is null)
        {
            problems.Add(problem);
        }

        if (inQuestion.Count > 0)
        {
            problems.Add("The question holds what looks like a code. Take it out there.");
        }

        problems.AddRange(ArticleRules.Problems(draft).Where(p => properties is not null || !p.StartsWith("For:", StringComparison.Ordinal)));
        if (problems.Count == 0 && !seen.Add((ImportMark.Of(draft).Row, draft.ValidFrom, draft.ValidUntil)))
        {
            problems.Add("The same question stands further up for the same properties and days. Put the two answers together, or give each its own days.");
        }

        return problems.Count > 0 ? new Prepared(new ImportLine(ImportStep.Refused, article, inQuestion, inAnswer, problems), null) : new Prepared(new ImportLine(ImportStep.New, article, [], inAnswer, []), draft);
    }

    private static Prepared Compared(ImportLine line, ArticleDraft row, Article? known)
    {
        if (known is null)
        {
            row.SourceText = ImportMark.Of(row).Below(row.SourceText);
            return new Prepared(line, row);
        }

        var merged = new Merged(row, known);
        return new Prepared(line with { Step = merged.IsChange ? ImportStep.Changed : ImportStep.Unchanged, Kept = merged.Kept }, merged.IsChange ? merged.Draft : null);
    }

    private static ArticleDraft Draft(ImportedArticle article, GivenFile file, List<Guid> properties) => new()
    {
        Question = article.Question,
        Answer = WithoutCodes(article.Answer),
        Topic = TopicBook.Find(article.Topic.ToLowerInvariant())?.Id ?? "",
        Language = article.Language.Length > 0 ? article.Language : file.Language,
        IsForAll = article.PropertyNames.Count == 0,
        PropertyIds = properties,
        ValidFrom = article.ValidFrom,
        ValidUntil = article.ValidUntil,
        IsSensitive = article.IsSensitive,
        IsApproved = false,
        Source = ArticleSource.Import,
        SourceText = Source(file, article),
    };

    private static string Source(GivenFile file, ImportedArticle article)
    {
        var name = ImportText.OneLine(Path.GetFileName(file.Name.Replace('\\', '/')));
        var words = article.Place.StartsWith(name, StringComparison.Ordinal) ? article.Place : $"{name}, {article.Place}";
        return words.Length > ImportMark.LongestWords ? words[^ImportMark.LongestWords..] : words;
    }

    /// <summary>What stands where a code was may bring another word near to a number: looked at until nothing is found.</summary>
    private static string WithoutCodes(string answer)
    {
        for (var pass = 0; pass < MostPasses && CodeLikeScan.Find(answer).Count > 0; pass++)
        {
            answer = CodeLikeScan.Without(answer, KnownCodes.LeftOut);
        }

        return answer;
    }
}
