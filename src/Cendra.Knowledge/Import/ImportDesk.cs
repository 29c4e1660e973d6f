using Cendra.Domain.Database;
using Cendra.Domain.Knowledge;
using Cendra.Knowledge.Articles;
using Cendra.Knowledge.Secrets;
using Cendra.Knowledge.Topics;

namespace Cendra.Knowledge.Import;

/// <summary>
/// Takes files of articles over. Everything comes in waiting for a host. What looks like a code is left out before it is saved, so that no code ever stands readable in the database, and
/// such an article cannot be approved before somebody mends it. Taking the same file over twice changes nothing, also where a host changed an article in between.
/// </summary>
public sealed class ImportDesk(CendraDatabase database, ArticleDesk articles)
{
    private const int MostPasses = 4;

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
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var prepared = read.Articles.Select(a => Prepare(a, file, scope, seen)).ToList();
        return (prepared, [.. read.Problems, .. prepared.SelectMany(p => p.Line.Problems.Select(w => new ImportProblem(p.Line.Article.Place, w)))]);
    }

    private static Prepared Prepare(ImportedArticle article, GivenFile file, ImportScope scope, HashSet<string> seen)
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
        if (problems.Count == 0 && ImportScope.IsSecond(seen, draft.Question, draft.PropertyIds, draft.Language))
        {
            problems.Add("The same question stands further up for the same properties. Put the two answers together.");
        }

        return problems.Count > 0 ? new Prepared(new ImportLine(ImportStep.Refused, article, inQuestion, inAnswer, problems), null) : Compared(draft, article, inAnswer, scope);
    }

    private static Prepared Compared(ArticleDraft draft, ImportedArticle article, IReadOnlyList<CodeLikeFinding> inAnswer, ImportScope scope)
    {
        var known = scope.Find(draft.Question, draft.PropertyIds, draft.Language);
        var saysTheSame = known is not null && (known.ValidFrom, known.ValidUntil, known.IsSensitive) == (draft.ValidFrom, draft.ValidUntil, draft.IsSensitive);
        if ((saysTheSame && known!.Answer == draft.Answer) || ((known is null || known.Answer != draft.Answer) && scope.WasEver(draft.Question, draft.Answer, draft.PropertyIds, draft.Language)))
        {
            return new Prepared(new ImportLine(ImportStep.Unchanged, article, [], inAnswer, []), null);
        }

        (draft.Id, draft.Version, draft.TranslatesId) = (known?.Id, known?.Version ?? 0, known?.TranslatesId); // What a file cannot say stays as a host set it.
        draft.Topic = draft.Topic.Length > 0 ? draft.Topic : known?.Topic ?? "";
        return new Prepared(new ImportLine(known is null ? ImportStep.New : ImportStep.Changed, article, [], inAnswer, []), draft);
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
        return words.Length > 200 ? words[^200..] : words;
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
